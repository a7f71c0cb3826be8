import { inspectUpdate, ProvingCopy, readDocument } from '@yrka/ydoc';
import { forge, letters, mark } from '@yrka/ydoc/forgedUpdatesForTests';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { attacked, attackedBytes, attacks, blockIn, eva, evasClient } from './attacks.ts';

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

it('[WIRE33] judges the document that is stored, and not what Yjs has tidied of it', () => {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, attackedBytes());
  const text = blockIn(ydoc, 'plain').get(0) as Y.XmlText;
  const { client, clock } = (text._start as Y.Item).id;
  const copy = new ProvingCopy([attackedBytes()]);
  // A mark's end where none is open: it says nothing, and Yjs takes it away wherever an update comes from elsewhere.
  const [left, right] = [[client, clock + 5] as const, [client, clock + 6] as const];
  expect(copy.prove(forge([[evasClient, 0, mark({ left, right }, 'insertion', null)]]), asEva)).toBe(null);
  // Then words on both sides of it: where it stands, the second is no suggestion.
  const [end, own] = [[evasClient, 0] as const, { id: 'NyttNytt1234', by: eva }];
  const around = forge([
    [
      evasClient,
      1,
      mark({ left, right: end }, 'insertion', own),
      letters({ left: [evasClient, 1], right: end }, 'nog'),
      letters({ left: end, right }, 'inte'),
      mark({ left: [evasClient, 8], right }, 'insertion', null),
    ],
  ]);
  expect(copy.prove(around, asEva)).toBe('text');
});
