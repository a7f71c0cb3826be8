import { inspectUpdate, ProvingCopy, readDocument } from '@yrka/ydoc';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { attacks, attacked, attackedBytes, eva, evasClient } from './attacks.ts';

const asEva = { personId: eva, isTheirClient: (client: number) => client === evasClient };

it.each(attacks.map((attack) => [attack.name, attack] as const))('[WIRE33] proves nothing of %s', (_name, { found, update }) => {
  const bytes = attackedBytes();
  const copy = new ProvingCopy([bytes]);
  const sent = update(bytes);
  const inspection = inspectUpdate(sent);
  if (found === 'foreignClient') return;
  expect(inspection.ok ? copy.prove(sent, asEva) : inspection.code).toBe(found);
  // What was refused is not in the copy.
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, copy.compacted());
  expect(readDocument(ydoc).eq(attacked)).toBe(true);
});
