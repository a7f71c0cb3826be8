import { roomPerson } from '../../../apps/server/src/documents/access.ts';
import { decodePresence, encodePresence } from '../../../apps/server/src/rooms/presence.ts';
import { HandClient, settle } from '../../../apps/server/src/rooms/socketPair.ts';
import { encodeAwareness, encodeUpdate } from '@yrka/protocol';
import type { PersonRow } from '@yrka/storage';
import { rootOf } from '@yrka/ydoc';
import * as Y from 'yjs';
import type { World } from './world.ts';

/** The Yjs client ids of those who take part: the hostile client's own, and one that another wrote under before. */
export const ownClient = 4_001;
export const othersClient = 4_002;

/** What somebody sends who has the document's bytes, from wherever, and a client of their own making. */
export type Attack = {
  readonly name: string;
  readonly update: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>;
  /** What becomes of it for one who may write; `late` is what becomes of it after a lock for one who may write before. */
  readonly writer: 'stored' | 'foreignClient' | 'unknownRoot' | 'unknownContent';
};

const paragraph = (text: string) => {
  const block = new Y.XmlElement('paragraph');
  block.insert(0, [new Y.XmlText(text)]);
  return block;
};

/** An edit by a client id, as the update that a client sends. */
export function edit(bytes: Uint8Array, change: (ydoc: Y.Doc) => void, client = ownClient): Uint8Array<ArrayBuffer> {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, bytes);
  ydoc.clientID = client;
  const before = Y.encodeStateVector(ydoc);
  const sent: Uint8Array[] = [];
  ydoc.on('update', (update: Uint8Array) => sent.push(update));
  ydoc.transact(() => change(ydoc));
  const all = sent.length > 0 ? Y.mergeUpdates(sent) : Y.encodeStateAsUpdate(ydoc, before);
  ydoc.destroy();
  return all.slice();
}

export const writing = (bytes: Uint8Array, text: string, client = ownClient) => edit(bytes, (ydoc) => rootOf(ydoc).push([paragraph(text)]), client);

/** The words that an attack brings: where they are, it got through. */
export const smuggled = 'Smuggelgods';

export const attacks: readonly Attack[] = [
  { name: 'words', writer: 'stored', update: (bytes) => writing(bytes, smuggled) },
  // Without words of its own: nobody's client id stands in it.
  { name: 'a deletion', writer: 'stored', update: (bytes) => edit(bytes, (ydoc) => rootOf(ydoc).delete(0, 1)) },
  { name: "words under another's client id", writer: 'foreignClient', update: (bytes) => writing(bytes, smuggled, othersClient) },
  { name: "words under the server's client id", writer: 'foreignClient', update: (bytes) => writing(bytes, smuggled, 7) },
  {
    name: 'a root beside the document',
    writer: 'unknownRoot',
    update: (bytes) => edit(bytes, (ydoc) => void ydoc.getMap('other').set('words', smuggled)),
  },
  {
    name: 'a node that is none',
    writer: 'unknownContent',
    update: (bytes) => edit(bytes, (ydoc) => rootOf(ydoc).push([new Y.XmlElement('script')])),
  },
];

export function connect(world: World, documentId: string, person: PersonRow): HandClient {
  return new HandClient(world.server.rooms, documentId, roomPerson(person));
}

/** Sends one update in a frame of its own, and lets everything that follows from it happen. */
export async function send(world: World, client: HandClient, update: Uint8Array, ...others: readonly HandClient[]): Promise<void> {
  client.write(encodeUpdate(update));
  client.flush();
  await settle(world.server.rooms, client, ...others);
}

/** Says of two client ids, one's own and another's, that they are the chair. */
export async function forgePresence(world: World, client: HandClient, ...others: readonly HandClient[]): Promise<void> {
  const state = { user: { id: 'chair', name: 'Ordföranden', role: 'member', party: 'L', colour: 1 }, caret: smuggled };
  client.write(encodeAwareness(encodePresence([ownClient, othersClient].map((id) => ({ client: id, clock: 1, state })))));
  client.flush();
  await settle(world.server.rooms, client, ...others);
}

/** The client ids that somebody was told of, with whose they are said to be. */
export function seenBy(client: HandClient): ReadonlyMap<number, unknown> {
  const seen = new Map<number, unknown>();
  for (const update of client.presence) {
    for (const { client: id, state } of decodePresence(update)) {
      const user = state?.['user'];
      if (state !== null) seen.set(id, typeof user === 'object' && user !== null && 'id' in user ? user.id : null);
    }
  }
  return seen;
}
