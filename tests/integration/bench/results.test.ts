import { describe, expect, it } from 'vitest';
import { atLeast, atMost, below } from '../../bench/collaboration/goals.ts';
import { cpuSecondsBetween, median } from '../../bench/collaboration/machine.ts';
import { Results, tableOf } from '../../bench/collaboration/results.ts';
import { high, lost, low, type Row } from '../../bench/collaboration/rows.ts';
import type { SubjectName } from '../../bench/collaboration/subjects.ts';

const all: readonly SubjectName[] = ['floor', 'yws', 'hocuspocus', 'yrka'];
type Rounds = Readonly<Partial<Record<SubjectName, readonly (number | readonly [lost: number, of: number])[]>>>;

/** The table of one row: its cells without the label, what is told of a peer ahead, and of goals. */
function told(row: Row, rounds: Rounds, names: readonly SubjectName[] = all) {
  const results = new Results();
  for (const name of names)
    for (const round of rounds[name] ?? []) {
      if (typeof round === 'number') results.record('S', row.id, name, round);
      else results.record('S', row.id, name, ...round);
    }
  const { table, behind, unreached } = tableOf(results, [{ name: 'S', title: 'a scenario', rows: [row], rounds: 2 }], names);
  const cells = (table.split('\n').at(-1) ?? '').split('|').slice(2, -1);
  return { cells: cells.map((cell) => cell.trim()), behind, unreached, table };
}

it.each([
  ['nothing', [], Number.NaN],
  ['one', [4], 4],
  ['two', [1, 2], 1.5],
  ['three', [9, 1, 4], 4],
  ['four', [10, 1, 4, 2], 3],
])('the median of %s is the middle, or the mean of the two in the middle', (_, values, expected) => expect(median(values)).toBe(expected));

it.each([
  ['exactly, whatever the ticks say', { threads: 0.2, all: 0.23 }, { threads: 0.212, all: 0.24 }, 0.012],
  ['exactly, where a thread ended long before', { threads: 0.2, all: 0.6 }, { threads: 0.212, all: 0.6 }, 0.012],
  ['in ticks, where a thread ended meanwhile', { threads: 0.2, all: 0.2 }, { threads: 0.1, all: 0.35 }, 0.15],
])('processor time is counted %s', (_, before, after, expected) => expect(cpuSecondsBetween(before, after)).toBeCloseTo(expected, 6));

describe('the table', () => {
  it('has the median of the rounds of each server, and its ratio to the floor', () => {
    expect(told(low('ms', 'ms'), { floor: [1, 3], yws: [4, 4], hocuspocus: [6, 10], yrka: [3, 3] })).toMatchObject({
      cells: ['2.0', '4.0 (2.00)', '8.0 (4.00)', '3.0 (1.50)', 'ahead, 1.33×', ''],
      behind: [],
      unreached: [],
    });
  });

  it('tells where a peer is ahead, and what ours does for it', () => {
    const { cells, behind } = told(low('ms', 'ms', { why: 'It stores.' }), { floor: [1], yws: [2], hocuspocus: [4], yrka: [3] });
    expect(cells[4]).toBe('**behind, 1.50×**');
    expect(behind).toEqual(['S, ms: **behind, 1.50×**. It stores.']);
  });

  it.each([
    ['less', low('x', 'x'), 'ahead, 2.00×'],
    ['more', high('x', 'x'), '**behind, 4.00×**'],
  ])('knows whether %s is better', (_, row, expected) => expect(told(row, { yws: [10], hocuspocus: [20], yrka: [5] }).cells[4]).toBe(expected));

  it('calls equal what reads alike', () => {
    expect(told(low('ms', 'ms'), { yws: [1], yrka: [1.001] })).toMatchObject({ cells: ['–', '1.0', '–', '1.0', 'equal', ''], behind: [] });
  });

  it('compares with the peers that there are, and with none when there is none', () => {
    expect(told(low('ms', 'ms'), { floor: [1], yws: [2], yrka: [1] }, ['floor', 'yws', 'yrka']).cells).toEqual([
      '1.0',
      '2.0 (2.00)',
      '1.0 (1.00)',
      'ahead, 2.00×',
      '',
    ]);
    expect(told(low('ms', 'ms'), { floor: [1], yrka: [4] }).cells).toEqual(['1.0', '–', '–', '4.0 (4.00)', '', '']);
    expect(told(low('ms', 'ms'), { yws: [Number.NaN], yrka: [4] }).cells[1]).toBe('–');
  });

  it('has a column for each server that was measured', () => {
    const { table } = told(low('ms', 'ms'), {}, ['floor', 'yrka']);
    expect(table.split('\n').filter((line) => line.startsWith('|'))).toEqual([
      '| | floor | Yrka | Yrka to the best peer | goal |',
      '|---|---|---|---|---|',
      '| ms | – | – |  |  |',
    ]);
  });
});

describe('what was lost', () => {
  const row = lost('gone', 'letters that are gone');

  it('is summed over the rounds, and every one is too many', () => {
    const none = { floor: [], yws: [[900, 1_000]], hocuspocus: [] } as const;
    expect(
      told(row, {
        ...none,
        yrka: [
          [0, 600],
          [0, 600],
        ],
      }),
    ).toMatchObject({
      cells: ['–', '900 of 1,000', '–', '0 of 1,200', 'ahead', '0: 0, reached'],
      unreached: [],
    });
    expect(
      told(row, {
        ...none,
        yrka: [
          [0, 600],
          [1, 600],
        ],
      }),
    ).toMatchObject({
      cells: ['–', '900 of 1,000', '–', '1 of 1,200', 'ahead', '0: 1, **not reached**'],
      unreached: ['S, letters that are gone: 1; the goal is 0.'],
    });
  });

  it('is compared by its share', () => {
    const rounds: Rounds = { yws: [[1, 1_000]], yrka: [[1, 10]] };
    expect(told(row, rounds)).toMatchObject({ behind: ['S, letters that are gone: **behind**.'] });
    expect(told(row, { yws: [[0, 5]], yrka: [[0, 500]] }).cells[4]).toBe('equal');
  });
});

describe('a goal', () => {
  const rounds: Rounds = { floor: [2], yws: [10], hocuspocus: [8], yrka: [4] };

  it.each([
    ['beside the floor', low('x', 'x', { goals: [atMost(1.1, 'floor')] }), '≤ 1.1×: 2.00×, **not reached**'],
    ['beside the floor, met exactly', low('x', 'x', { goals: [atMost(2, 'floor')] }), '≤ 2×: 2.00×, reached'],
    ['beside the best peer, where less is better', low('x', 'x', { goals: [atMost(0.5, 'best peer')] }), '≤ 0.5× the best peer: 0.50×, reached'],
    ['beside the best peer, where more is better', high('x', 'x', { goals: [atLeast(3, 'best peer')] }), '≥ 3× the best peer: 0.40×, **not reached**'],
    ['of its own', low('x', 'x', { digits: 0, goals: [atMost(4)] }), '≤ 4: 4, reached'],
    ['of its own that must be more than met', low('x', 'x', { digits: 0, goals: [below(4)] }), '< 4: 4, **not reached**'],
    [
      'and another',
      high('x', 'x', { goals: [atLeast(3.5, 'floor'), atLeast(0.1, 'best peer')] }),
      '≥ 3.5×: 2.00×, **not reached**; ≥ 0.1× the best peer: 0.40×, reached',
    ],
  ])('%s is held against what was measured', (_, row, expected) => expect(told(row, rounds).cells.at(-1)).toBe(expected));

  it('that is not reached is told with what was measured', () => {
    expect(told(low('x', 'so long, ms', { goals: [atMost(1.1, 'floor')] }), rounds).unreached).toEqual(['S, so long, ms: 2.00×; the goal is ≤ 1.1×.']);
    expect(told(low('x', 'so long, ms', { goals: [atMost(2, 'floor')] }), rounds).unreached).toEqual([]);
  });

  it.each([
    ['ours', { floor: [2] }],
    ['the floor', { yrka: [4] }],
  ] as const)('is not reached where %s was not measured', (_, measured) => {
    const { cells, unreached } = told(low('x', 'x', { goals: [atMost(9, 'floor')] }), measured);
    expect(cells.at(-1)).toBe('≤ 9×: not measured, **not reached**');
    expect(unreached).toEqual(['S, x: not measured; the goal is ≤ 9×.']);
  });
});
