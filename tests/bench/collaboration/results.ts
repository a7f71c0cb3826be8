import { figure, judge, type Measurements } from './goals.ts';
import { median } from './machine.ts';
import type { Row } from './rows.ts';
import type { Scenario } from './scenarios.ts';
import { kinds, type SubjectName } from './subjects.ts';

type Value = { readonly value: number; readonly of: number };

/** What was measured, by scenario, row and server. */
export class Results {
  readonly #values = new Map<string, Value[]>();
  readonly problems: string[] = [];

  record(scenario: string, row: string, name: SubjectName, value: number, of = 0): void {
    const key = `${scenario} ${row} ${name}`;
    this.#values.set(key, [...(this.#values.get(key) ?? []), { value, of }]);
  }

  /** The median of the rounds, or the sum of what was lost; null where nothing was measured. */
  of(scenario: string, { id, kind }: Row, name: SubjectName): Value | null {
    const values = this.#values.get(`${scenario} ${id} ${name}`)?.filter(({ value }) => !Number.isNaN(value));
    if (values === undefined || values.length === 0) return null;
    if (kind === 'lost') return { value: total(values.map(({ value }) => value)), of: total(values.map(({ of }) => of)) };
    return { value: median(values.map(({ value }) => value)), of: 0 };
  }
}

export type Measured = Pick<Scenario, 'title' | 'rows' | 'rounds' | 'isWritten'> & { readonly name: string };

/** Which of some servers a scenario is measured with. */
export const measuredIn = ({ isWritten = false }: Pick<Scenario, 'isWritten'>, names: readonly SubjectName[]): readonly SubjectName[] =>
  names.filter((name) => name !== 'durable' || isWritten);

export type Table = {
  /** In Markdown. */
  readonly table: string;
  /** A line for each row in which a peer is ahead of ours. */
  readonly behind: readonly string[];
  /** A line for each goal that ours does not reach. */
  readonly unreached: readonly string[];
};

/** What was measured of these servers, as it is told. */
export function tableOf(results: Results, measured: readonly Measured[], names: readonly SubjectName[]): Table {
  const lines: string[] = [];
  const behind: string[] = [];
  const unreached: string[] = [];
  for (const { name, title, rows, rounds, isWritten } of measured) {
    const here = measuredIn({ isWritten }, names);
    lines.push('', `### ${name}: ${title}`, '', `${rounds === 1 ? 'One round' : `Medians of ${rounds} rounds`}; in brackets the ratio to the floor.`, '');
    lines.push(`| | ${here.map((one) => kinds[one].label).join(' | ')} | Yrka to the best peer | goal |`, `|---|${'---|'.repeat(here.length + 2)}`);
    for (const row of rows) {
      const cells = here.map((one) => cell(results, name, row, one));
      const { text, isBehind } = compare(results, name, row, names);
      if (isBehind) behind.push(`${name}, ${row.label}: ${text}.${row.why === undefined ? '' : ` ${row.why}`}`);
      const judged = row.goals.map((goal) => judge(goal, measurements(results, name, row, names), row.digits));
      for (const { isReached, goal, measured: has } of judged) if (!isReached) unreached.push(`${name}, ${row.label}: ${has}; the goal is ${goal}.`);
      const goals = judged.map(({ isReached, goal, measured: has }) => `${goal}: ${has}, ${isReached ? 'reached' : '**not reached**'}`);
      lines.push(`| ${row.label} | ${cells.join(' | ')} | ${text} | ${goals.join('; ')} |`);
    }
  }
  return { table: lines.join('\n').trim(), behind, unreached };
}

function cell(results: Results, scenario: string, row: Row, name: SubjectName): string {
  const own = results.of(scenario, row, name);
  if (own === null) return '–';
  if (row.kind === 'lost') return `${count(own.value)} of ${count(own.of)}`;
  const floor = name === 'floor' ? null : results.of(scenario, row, 'floor');
  const ratio = floor === null || floor.value <= 0 ? '' : ` (${figure(own.value / floor.value, 2)})`;
  return `${figure(own.value, row.digits)}${ratio}`;
}

function compare(results: Results, scenario: string, row: Row, names: readonly SubjectName[]): { readonly text: string; readonly isBehind: boolean } {
  const ours = results.of(scenario, row, 'yrka');
  const peers = peersOf(results, scenario, row, names);
  if (ours === null || peers.length === 0) return { text: '', isBehind: false };
  if (row.kind === 'lost') {
    const best = Math.min(...peers.map(({ value, of }) => (of === 0 ? 0 : value / of)));
    const share = ours.of === 0 ? 0 : ours.value / ours.of;
    return share > best ? { text: '**behind**', isBehind: true } : { text: share < best ? 'ahead' : 'equal', isBehind: false };
  }
  const best = bestOf(row, peers);
  const factor = row.better === 'low' ? best / ours.value : ours.value / best;
  if (figure(factor, 2) === figure(1, 2)) return { text: 'equal', isBehind: false };
  return factor < 1 ? { text: `**behind, ${figure(1 / factor, 2)}×**`, isBehind: true } : { text: `ahead, ${figure(factor, 2)}×`, isBehind: false };
}

function measurements(results: Results, scenario: string, row: Row, names: readonly SubjectName[]): Measurements {
  const peers = peersOf(results, scenario, row, names);
  return {
    ours: results.of(scenario, row, 'yrka')?.value ?? null,
    floor: results.of(scenario, row, 'floor')?.value ?? null,
    bestPeer: peers.length === 0 ? null : bestOf(row, peers),
  };
}

function peersOf(results: Results, scenario: string, row: Row, names: readonly SubjectName[]): readonly Value[] {
  return names.filter((name) => kinds[name].isPeer).flatMap((name) => results.of(scenario, row, name) ?? []);
}

function bestOf({ better }: Row, values: readonly Value[]): number {
  return Math[better === 'low' ? 'min' : 'max'](...values.map(({ value }) => value));
}

const count = (value: number) => value.toLocaleString('en-US');
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
