import type { AttendingPerson } from '@yrka/server/api';
import { describe, expect, it } from 'vitest';
import { emptySeats, jumpTo, nextPart } from './marking.ts';

const member = (personId: string, party: string, more: Partial<AttendingPerson> = {}): AttendingPerson => ({
  personId,
  name: personId,
  party,
  seat: 'member',
  presence: 'serving',
  inPlaceOf: null,
  fromItem: null,
  untilItem: null,
  ...more,
});
const substitute = (personId: string, party: string, more: Partial<AttendingPerson> = {}) =>
  member(personId, party, { seat: 'substitute', presence: 'absent', ...more });

describe('marking who is there', () => {
  const kim = member('kim', 'C', { presence: 'absent' });
  const ida = member('ida', 'L', { presence: 'absent' });

  it('a member serves or is absent', () => {
    expect(nextPart(member('anna', 'L', { fromItem: '46' }), [])).toMatchObject([{ personId: 'anna', presence: 'absent', fromItem: null }]);
    expect(nextPart(kim, [kim])).toMatchObject([{ personId: 'kim', presence: 'serving' }]);
  });

  it('a substitute is there, then serves on an empty seat of their party, then is gone', () => {
    const per = substitute('per', 'C');
    expect(nextPart(per, [ida, kim, per])).toMatchObject([{ presence: 'present', inPlaceOf: null }]);
    expect(nextPart({ ...per, presence: 'present' }, [ida, kim, per])).toMatchObject([{ presence: 'serving', inPlaceOf: 'kim' }]);
    expect(nextPart({ ...per, presence: 'serving', inPlaceOf: 'kim' }, [ida, kim])).toMatchObject([{ presence: 'absent', inPlaceOf: null }]);
  });

  it('serves on no seat that somebody else serves on, and without one where none is empty', () => {
    const per = substitute('per', 'C', { presence: 'serving', inPlaceOf: 'kim' });
    expect(emptySeats([ida, kim, per], { party: 'C' })).toEqual([ida]);
    expect(nextPart(substitute('eva', 'L', { presence: 'present' }), [kim, per])).toMatchObject([{ presence: 'serving', inPlaceOf: null }]);
  });

  it('a member who comes back sends whoever served in their place back to wait', () => {
    const per = substitute('per', 'C', { presence: 'serving', inPlaceOf: 'kim' });
    expect(nextPart(kim, [kim, per])).toMatchObject([
      { personId: 'kim', presence: 'serving' },
      { personId: 'per', presence: 'present', inPlaceOf: null },
    ]);
  });
});

it('letters lead to the next whose first or last name begins so', () => {
  const people = ['Anna Lind', 'Kim Ståhl', 'Sofia Eklund', 'Lars Lind'].map((name) => ({ name }));
  expect(jumpTo(people, 's', 0)).toBe(1);
  expect(jumpTo(people, 's', 1)).toBe(2);
  expect(jumpTo(people, 'st', 2)).toBe(1);
  expect(jumpTo(people, 'lind', 1)).toBe(3);
  expect(jumpTo(people, 'ö', 0)).toBe(-1);
});
