import { newBlockId } from '@yrka/schema';
import type { Storage } from '@yrka/storage';
import type { LateWork } from '../rooms/index.ts';

/** Keeps an update that came after its document was locked, for its writer alone. */
export async function keepLate(storage: Pick<Storage, 'rows'>, late: LateWork): Promise<void> {
  await storage.rows.way.insertSideVersion({ id: newBlockId(), ...late });
}
