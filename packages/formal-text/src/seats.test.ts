import { describe, expect, it } from 'vitest';
import { emptySeats, nextPart, nextSubstitutes, type SeatHolder } from './seats.ts';

const member = (personId: string, party: string, more: Partial<SeatHolder> = {}): SeatHolder => ({
  personId,
  party,
  seat: 'member',
  presence: 'serving',
  inPlaceOf: null,
  fromItem: null,
  untilItem: null,
  ...more,
});
const substitute = (personId: string, party: string, more: Partial<SeatHolder> = {}) =>
  member(personId, party, { seat: 'substitute', presence: 'absent', ...more });

describe('marking who is there', () => {
  const kim = member('kim', 'C', { presence: 'absent' });
  const ida = member('ida', 'L', { presence: 'absent' });

  it('[ATT6] a member serves or is absent', () => {
    expect(nextPart(member('anna', 'L', { fromItem: '46' }), [])).toMatchObject([{ personId: 'anna', presence: 'absent', fromItem: null }]);
    expect(nextPart(kim, [kim])).toMatchObject([{ personId: 'kim', presence: 'serving' }]);
  });

  it('[ATT6] a substitute is there, then serves on an empty seat of their party, then is gone', () => {
    const per = substitute('per', 'C');
    expect(nextPart(per, [ida, kim, per])).toMatchObject([{ presence: 'present', inPlaceOf: null }]);
    expect(nextPart({ ...per, presence: 'present' }, [ida, kim, per])).toMatchObject([{ presence: 'serving', inPlaceOf: 'kim' }]);
    expect(nextPart({ ...per, presence: 'serving', inPlaceOf: 'kim' }, [ida, kim])).toMatchObject([{ presence: 'absent', inPlaceOf: null }]);
  });

  it('[ATT7] serves on no seat that somebody else serves on, and without one where none is empty', () => {
    const per = substitute('per', 'C', { presence: 'serving', inPlaceOf: 'kim' });
    expect(emptySeats([ida, kim, per], { party: 'C' })).toEqual([ida]);
    expect(nextPart(substitute('eva', 'L', { presence: 'present' }), [kim, per])).toMatchObject([{ presence: 'serving', inPlaceOf: null }]);
  });

  it('[ATT6] a member who comes back sends whoever served in their place back to wait', () => {
    const per = substitute('per', 'C', { presence: 'serving', inPlaceOf: 'kim' });
    expect(nextPart(kim, [kim, per])).toMatchObject([
      { personId: 'kim', presence: 'serving' },
      { personId: 'per', presence: 'present', inPlaceOf: null },
    ]);
  });

  it('[ATT7] the next substitute is of the party whose seat is empty, else the next in order', () => {
    const waiting = [substitute('per', 'C'), substitute('eva', 'L'), substitute('kaj', 'C')].map((one) => ({ ...one, name: one.personId }));
    expect(nextSubstitutes(waiting, { party: 'L' }).map(({ personId }) => personId)).toEqual(['eva', 'per', 'kaj']);
    expect(nextSubstitutes(waiting, { party: null }).map(({ personId }) => personId)).toEqual(['per', 'eva', 'kaj']);
  });
});
