import type { Storage } from '@yrka/storage';
import type { Logger } from 'pino';
import type { Rooms } from '../rooms/index.ts';
import { civilMoment } from './civil.ts';
import { keepRolesCurrent } from './register.ts';
import { tellOfRegister } from './telling.ts';

type Clock = { now(): Date; after(milliseconds: number, run: () => void): () => void };
type Keeping = { readonly storage: Pick<Storage, 'rows'>; readonly rooms: Pick<Rooms, 'rightsChanged'>; readonly clock: Clock; readonly log: Logger };

const checkMs = 60_000;

/** Seats begin and end at midnight in Sweden: sees to it at once, and then when a new day has begun. Returns what stops it. */
export async function keepRolesByTheDay({ storage, rooms, clock, log }: Keeping): Promise<() => void> {
  let day = '';
  let stop: () => void = () => undefined;
  const keep = async () => {
    const now = clock.now();
    const { date } = civilMoment(now);
    if (date === day) return;
    const changed = await storage.rows.transaction(async (rows) => {
      const before = await rows.everybody();
      const ids = await keepRolesCurrent(rows, now);
      await tellOfRegister(rows, { before, actorId: null, at: now });
      return ids;
    });
    if (changed.length > 0) void rooms.rightsChanged();
    day = date;
  };
  const next = () => {
    stop = clock.after(checkMs, () => {
      keep()
        .catch((error: unknown) => log.error({ err: error }, 'Seats that begin or end today could not be seen to; tried again in a minute'))
        .finally(() => {
          if (!isStopped) next();
        });
    });
  };
  let isStopped = false;
  await keep();
  next();
  return () => {
    isStopped = true;
    stop();
  };
}
