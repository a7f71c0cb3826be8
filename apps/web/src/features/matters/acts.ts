import type { MatterDetails, MatterSummary } from '@yrka/server/api';

export type Act = MatterSummary['acts'][number];

/** The acts that are offered at each step of the way; what is done to the whole matter stands in its head. */
export const actsAt = {
  head: ['takeOver', 'withdraw'],
  number: ['register', 'correctRegistration'],
  announced: ['announce'],
  referrals: ['refer'],
  report: ['prepare'],
  bodies: ['schedule', 'recordHandling'],
  assembly: ['decide', 'reportDelay'],
  closed: ['close', 'clearWorkingMaterial'],
} as const satisfies Readonly<Record<string, readonly Act[]>>;

/** What is offered at a place on the way; not to take over what one has already. */
export function offeredAt(
  place: keyof typeof actsAt,
  { acts, responsible }: Pick<MatterDetails, 'acts' | 'responsible'>,
  personId: string | null,
): readonly Act[] {
  return actsAt[place].filter((act) => acts.includes(act) && (act !== 'takeOver' || responsible === null || responsible.id !== personId));
}

/** The one thing to do next, which has the accent: what waits for the person, else the first on the way. */
export function nextAct({ acts, waiting, responsible }: Pick<MatterDetails, 'acts' | 'waiting' | 'responsible'>): Act | null {
  const awaited = waiting.find((what) => what === 'register' || what === 'announce' || what === 'close' || what === 'takeOver');
  if (awaited !== undefined) return acts.find((act) => act === awaited) ?? null;
  return responsible === null && acts.includes('takeOver') ? 'takeOver' : null;
}
