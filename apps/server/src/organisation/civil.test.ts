import { expect, it } from 'vitest';
import { civilMoment, tabledMoment } from './civil.ts';

it('tells the day and the hour in Sweden as Node’s own tables do, at every change of the clocks', () => {
  const minutes = [-61, -60, -1, 0, 1, 59, 60, 61, 119, 120].map((minute) => minute * 60_000);
  for (let year = 1990; year < 2038; year++) {
    for (const month of [0, 2, 5, 9, 11])
      for (let day = 22; day <= 31; day++)
        for (const minute of minutes) {
          const at = new Date(Date.UTC(year, month, day, 1) + minute);
          expect(civilMoment(at), at.toISOString()).toEqual(tabledMoment(at));
        }
    const newYear = new Date(Date.UTC(year, 11, 31, 23, 30));
    expect(civilMoment(newYear)).toEqual({ date: `${year + 1}-01-01`, time: '00.30' });
  }
  expect(civilMoment(new Date('1955-07-01T12:00:00Z'))).toEqual({ date: '1955-07-01', time: '13.00' });
});

it('throws at what is no instant', () => {
  expect(() => civilMoment(new Date(Number.NaN))).toThrow(RangeError);
});
