import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { serialize } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';
import type { Wanted } from './rawClient.ts';

/** A history of edits as the updates that Yjs made of them, and as one. */
export type StoredTrace = {
  /** The updates one after the other, and where each ends. */
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  /** Up to which clock the client had written after each. */
  readonly clocks: Uint32Array;
  readonly whole: Uint8Array;
  readonly wanted: Wanted;
  readonly text: string;
  readonly isReal: boolean;
};

type Edit = readonly [position: number, deleted: number, inserted: string];

/** Types a share of the trace into the text of a paragraph of ours and writes the updates to a file. */
export function storeTrace(file: string, source: URL, share: number): StoredTrace {
  const isReal = existsSync(source);
  const all = isReal ? readTrace(source) : syntheticTrace(260_000);
  const edits = all.slice(0, Math.max(100, Math.round(all.length * share)));
  // As long as the ids that Yjs draws: a small one would make every letter's bytes fewer than they are.
  const client = 3_735_928_559;
  const doc = new Y.Doc();
  doc.clientID = client;
  const updates: Uint8Array[] = [];
  const clocks: number[] = [];
  doc.on('update', (update: Uint8Array) => {
    updates.push(update);
    clocks.push(Y.getState(doc.store, client));
  });
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  doc.getXmlFragment('document').push([paragraph]);
  for (const [position, deleted, inserted] of edits)
    doc.transact(() => {
      if (deleted > 0) text.delete(position, deleted);
      if (inserted !== '') text.insert(position, inserted);
    });
  const ends: number[] = [];
  let end = 0;
  for (const { length } of updates) {
    end += length;
    ends.push(end);
  }
  const trace: StoredTrace = {
    bytes: Buffer.concat(updates),
    ends: Uint32Array.from(ends),
    clocks: Uint32Array.from(clocks),
    whole: Y.encodeStateAsUpdate(doc),
    wanted: { client, clock: Y.getState(doc.store, client) },
    text: text.toString(),
    isReal,
  };
  doc.destroy();
  writeFileSync(file, serialize(trace));
  return trace;
}

function readTrace(source: URL): readonly Edit[] {
  const { txns } = JSON.parse(gunzipSync(readFileSync(source)).toString()) as { txns: { patches: Edit[] }[] };
  return txns.flatMap(({ patches }) => patches);
}

/** Mostly typing on, now and then a jump, a tenth of it taken back: much like a real paper, and no more than that. */
function syntheticTrace(count: number): readonly Edit[] {
  let state = 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  let [length, caret] = [0, 0];
  return Array.from({ length: count }, (): Edit => {
    if (random(50) === 0) caret = random(length + 1);
    if (caret > 0 && random(4) === 0) {
      length--;
      return [--caret, 1, ''];
    }
    length++;
    return [caret++, 0, 'etaoin shrdlu'.charAt(random(13))];
  });
}
