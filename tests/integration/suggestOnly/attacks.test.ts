import { encodeUpdate } from '@yrka/protocol';
import { readDocument, rejectAll, suggestionsIn } from '@yrka/ydoc';
import { TextSelection } from '@tiptap/pm/state';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type HandClient, settle } from '../../../apps/server/src/rooms/socketPair.ts';
import { ali, anna, attacked, attackedBytes, attacks, eva } from './attacks.ts';
import { ReviewedRooms } from './reviewedRooms.ts';

let open: ReviewedRooms;
let witness: HandClient;
const bytes = attackedBytes();

beforeAll(async () => {
  open = await ReviewedRooms.with(bytes);
  open.rights = { [anna]: 'write', [ali]: 'suggest', [eva]: 'suggest' };
  witness = open.join(anna);
  const other = open.join(ali);
  await settle(open.rooms, witness, other);
  // Whose the client ids are is known by whoever wrote under them.
  await open.storage.rows.claimClients([{ documentId: 'report-1', clientId: 4_002, personId: ali }]);
  await open.restart();
  witness = open.join(anna, witness.doc);
  await settle(open.rooms, witness);
});

afterAll(async () => {
  console.info(`suggest-only: ${attacks.length} attacks through a websocket client that obeys nothing`);
  await open.close();
});

describe('whoever may only suggest, through a client that obeys nothing', () => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))('[WIRE38, WIRE33] cannot get through: %s', async (_name, { found, update }) => {
    const before = await open.lastSeq();
    const hostile = open.join(eva);
    await settle(open.rooms, hostile, witness);
    hostile.write(encodeUpdate(update(bytes)));
    hostile.flush();
    await settle(open.rooms, hostile, witness);
    const refused = hostile.notices.find((notice) => notice.type === 'refused');
    const code = ['foreignClient', 'unknownRoot', 'unknownContent', 'malformed'].includes(found) ? found : 'notASuggestion';
    expect(refused?.type === 'refused' ? refused.code : hostile.closedWith).toBe(code);
    expect(hostile.isAllStored).toBe(false);
    // Not stored, not shown.
    expect(await open.lastSeq()).toBe(before);
    expect(readDocument(witness.doc).eq(attacked)).toBe(true);
    hostile.disconnect();
  });

  it('[WIRE38] stops nobody: an honest suggester and an author write meanwhile, and both are stored', async () => {
    const honest = open.edit(eva, 4_101, bytes, true);
    await settle(open.rooms, honest.hand, witness);
    const hostile = open.join(eva);
    await settle(open.rooms, hostile);
    for (const { found, update } of attacks) if (found === 'text' || found === 'others' || found === 'letters') hostile.write(encodeUpdate(update(bytes)));
    const { replica } = honest;
    let at = 0;
    replica.document.descendants((node, position) => {
      if (node.attrs.id === 'plain') at = position + 7;
    });
    replica.dispatch(replica.state.tr.setSelection(TextSelection.create(replica.document, at)));
    for (const letter of 'visst ') {
      replica.dispatch(replica.state.tr.insertText(letter));
      hostile.flush();
      honest.hand.flush();
    }
    (witness.doc.getXmlFragment('document').get(1) as Y.XmlElement).setAttribute('level', '2');
    await settle(open.rooms, honest.hand, hostile, witness);
    expect(honest.hand.isAllStored).toBe(true);
    expect(honest.hand.notices.filter(({ type }) => type === 'refused')).toEqual([]);
    expect(suggestionsIn(readDocument(witness.doc)).some(({ added, by }) => added === 'visst ' && by === eva)).toBe(true);
    expect(readDocument(witness.doc).eq(readDocument(honest.hand.doc))).toBe(true);
    // Some bring nothing any more when they come after one another, and none brings words.
    expect(rejectAll(readDocument(witness.doc)).textContent).toBe(rejectAll(attacked).textContent);
    for (const client of [honest.hand, hostile]) client.disconnect();
  });

  it('[WIRE38] is read more slowly for each that was refused, and nothing of it is lost', async () => {
    const hostile = open.join(eva);
    await settle(open.rooms, hostile);
    const [attack] = attacks;
    const now = Y.encodeStateAsUpdate(witness.doc);
    for (let count = 0; count < 30; count++) hostile.write(encodeUpdate(attack?.update(now) as Uint8Array));
    hostile.flush();
    await settle(open.rooms, hostile);
    expect([hostile.isPaused, hostile.closedWith]).toEqual([true, null]);
    // What came with the first waits for its turn, and nobody is sent away.
    const { length } = hostile.notices.filter(({ type }) => type === 'refused');
    expect([length > 0, length < 30]).toEqual([true, true]);
    hostile.disconnect();
  });

  it('[WIRE38] by an unmodified provider suggests as any other does', async () => {
    const tool = open.join(eva, new Y.Doc(), { isForeign: true });
    await settle(open.rooms, tool, witness);
    const text = (tool.doc.getXmlFragment('document').get(1) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(0, 'Nog ', { insertion: { id: 'VerktygetsEn', by: eva } });
    await settle(open.rooms, tool, witness);
    expect(suggestionsIn(readDocument(witness.doc)).some(({ added }) => added === 'Nog ')).toBe(true);
    tool.disconnect();
  });
});
