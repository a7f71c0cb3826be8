import { bjorkvik } from '@yrka/schema';
import { byteChanges, changedBytes } from '@yrka/test-builders/changedBytes';
import fc from 'fast-check';
import * as Y from 'yjs';
import { churn, randomBelow } from './churnForTests.ts';
import { collected, element, forge, letters, mark, text, value } from './forgedUpdatesForTests.ts';
import { rootOf, seedDocument } from './index.ts';

/** What somebody sends, and the document that it comes to. */
export type Sent = { readonly update: Uint8Array; readonly base: Uint8Array };

/** A motion as it begins. */
export const seeded = seedDocument('motion', bjorkvik);

/** A paragraph of each of three clients, the last of whose clocks is 8. */
export const begun = forge(
  [300, 7, 5].map((of) => [
    of,
    0,
    element({ parent: 'document' }, 'paragraph'),
    text({ parent: [of, 0] }),
    letters({ parent: [of, 1] }, 'början'),
    value({ parent: [of, 0], name: 'id' }, `p${of}`),
  ]),
);

/** What three people sent who edit a motion, and the whole that they made of it. */
function edited(chance: number): { readonly updates: readonly Uint8Array[]; readonly whole: Uint8Array } {
  const below = randomBelow(chance);
  const updates: Uint8Array[] = [];
  const docs = [5, 300, 4_000_000_000].map((clientID) => {
    const doc = new Y.Doc();
    doc.clientID = clientID;
    Y.applyUpdate(doc, seeded);
    doc.on('update', (update: Uint8Array, origin: unknown) => origin === null && updates.push(update));
    return doc;
  });
  for (let round = 0; round < 5; round++) {
    for (const doc of docs) {
      const root = rootOf(doc);
      churn(doc, 1 + below(4), 400, below);
      if (below(3) === 0) doc.transact(() => root.insert(below(root.length + 1), [paragraph(`ord${round}`)]));
      if (below(4) === 0 && root.length > 2) root.delete(below(root.length), 1);
      const home = root.get(below(root.length));
      if (home instanceof Y.XmlElement && below(3) === 0) home.setAttribute('id', `b${round}`);
    }
    for (const doc of docs) for (const other of docs) if (below(2) === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'others');
  }
  return { updates, whole: Y.mergeUpdates([seeded, ...docs.map((doc) => Y.encodeStateAsUpdate(doc))]) };
}

function paragraph(words: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph');
  const inside = new Y.XmlText(words);
  made.insert(0, [inside]);
  inside.format(0, 2, { strong: {} });
  return made;
}

/** What people have sent of motions that they edited together. */
export const sessions = Array.from({ length: 4 }, (_, index) => edited(index + 1));

/** What honest people send. */
const real: fc.Arbitrary<Sent> = fc.constantFrom(...sessions).chain(({ updates, whole }) =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.nat(updates.length - 1).map((at) => ({ update: updates[at] ?? whole, base: Y.mergeUpdates([seeded, ...updates.slice(0, at)]) })),
    },
    { weight: 1, arbitrary: fc.constant({ update: whole, base: seeded }) },
  ),
);

/** Numbers that stand for each other in what is made at random: small ones, so that they meet. */
const client = fc.constantFrom(5, 7, 300);
const id = fc.tuple(client, fc.nat(9));
const place = fc.oneof(
  fc.record({ left: id }),
  fc.record({ right: id }),
  fc.record({ left: id, right: id }),
  fc.record({ parent: fc.oneof(fc.constant('document' as const), id) }),
  fc.record({ parent: id, name: fc.constantFrom('id', 'level', 'wrong') }),
);

/** What Yjs writes for what is missing in the middle, when it merges. */
const skipped = (length: number) => (encoder: Y.UpdateEncoderV1) => {
  encoder.writeInfo(10);
  encoder.writeLen(length);
};

/** Some of them wrong, and some that say nothing. */
const struct = fc.oneof(
  fc.nat(3).map(collected),
  fc.nat(3).map(skipped),
  fc.tuple(place, fc.constantFrom('a', 'hej', '🙂', '')).map(([where, words]) => letters(where, words)),
  fc.tuple(place, fc.constantFrom('paragraph', 'section', 'wrong')).map(([where, name]) => element(where, name)),
  place.map(text),
  fc.tuple(place, fc.constantFrom('strong', 'wrong'), fc.constantFrom(null, true)).map(([where, name, held]) => mark(where, name, held)),
  fc.tuple(place, fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 })).map(([where, values]) => value(where, ...values)),
);
const several: fc.Arbitrary<Sent> = fc
  .tuple(
    fc.array(fc.tuple(client, fc.constantFrom(0, 7, 9), fc.array(struct, { minLength: 1, maxLength: 3 })), { maxLength: 3 }),
    fc.array(fc.tuple(client, fc.nat(8), fc.nat(3)), { maxLength: 2 }),
    fc.constantFrom(begun, seeded),
  )
  .map(([made, deletions, base]) => {
    const runs = made.map(([of, clock, structs]) => [of, clock, ...structs] as const);
    return { update: forge(runs, deletions), base };
  });

/** Two runs of one client, of which Yjs reads only the last. */
const halved: fc.Arbitrary<Sent> = fc.tuple(client, place, place).map(([of, where, other]) => ({
  update: forge([
    [of, 9, letters(where, 'a')],
    [of, 10, letters(other, 'b')],
  ]),
  base: begun,
}));

/** Well formed, and most of them such as no Yjs writes. */
export const forged = fc.oneof({ weight: 9, arbitrary: several }, { weight: 1, arbitrary: halved });

/** One typed, it says, which is looked at in a way of its own. */
export const pressed: fc.Arbitrary<Sent> = fc
  .tuple(client, fc.constantFrom(7, 9), place, fc.constantFrom('a', 'hej', '🙂'))
  .map(([of, clock, where, words]) => ({ update: forge([[of, clock, letters(where, words)]]), base: begun }));

/** What anybody sends, after a few changes. */
export const changed: fc.Arbitrary<Sent> = fc
  .tuple(fc.oneof(real, forged, pressed), byteChanges(real.map(({ update }) => update)))
  .map(([{ update, base }, changes]) => ({ update: changedBytes(update, changes), base }));
