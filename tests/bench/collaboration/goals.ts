/** What our server is to reach in a row: so much itself, or so many times what another has in the same run. */
export type Goal = { readonly is: '≤' | '<' | '≥'; readonly value: number; readonly beside: 'floor' | 'best peer' | null };

/** What was measured in a row; null where it was not. */
export type Measurements = { readonly ours: number | null; readonly floor: number | null; readonly bestPeer: number | null };

export type Judged = {
  readonly isReached: boolean;
  /** As in "≤ 1.1×", "≥ 3× the best peer" or "< 100". */
  readonly goal: string;
  /** As in "2.31×" or "34"; "not measured". */
  readonly measured: string;
};

/** `atMost(1.1, 'floor')`: no more than 1.1 times what the floor has. */
export const atMost = (value: number, beside: Goal['beside'] = null): Goal => ({ is: '≤', value, beside });
export const below = (value: number, beside: Goal['beside'] = null): Goal => ({ is: '<', value, beside });
export const atLeast = (value: number, beside: Goal['beside'] = null): Goal => ({ is: '≥', value, beside });

/** Holds what was measured against a goal. What was not measured reaches none. `digits` are those of what ours has itself. */
export function judge({ is, value, beside }: Goal, { ours, floor, bestPeer }: Measurements, digits: number): Judged {
  const goal = beside === null ? (value === 0 ? '0' : `${is} ${value}`) : `${is} ${value}×${beside === 'floor' ? '' : ` the ${beside}`}`;
  const other = beside === null ? 1 : beside === 'floor' ? floor : bestPeer;
  if (ours === null || other === null || other <= 0) return { isReached: false, goal, measured: 'not measured' };
  const has = ours / other;
  const isReached = is === '≥' ? has >= value : is === '<' ? has < value : has <= value;
  return { isReached, goal, measured: beside === null ? figure(has, digits) : `${figure(has, 2)}×` };
}

/** A number as the table writes it: `figure(1234.5, 2)` is "1,234.50". */
export function figure(value: number, digits: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
