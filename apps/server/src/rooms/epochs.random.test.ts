import { readHistory, updatesOf } from '@yrka/storage';
import { carryOver, readDocument, rootOf, unsentWords } from '@yrka/ydoc';
import { randomBelow } from '@yrka/ydoc/churnForTests';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { anna, documentOf, EpochsWorld, omar, paragraph, wordsIn } from './epochsForTests.ts';
import { motion, threadForAll } from './roomsForTests.ts';
import { HandClient, settle } from './socketPair.ts';

const thread = threadForAll();

const cases = Number(process.env.YRKA_CASES ?? 8);

it('[WIRE28, WIRE29, EPO5] loses no word and doubles none, whoever comes back with what, however often the document is written anew', {
  timeout: 8_000 * Math.max(cases, 8),
}, async () => {
  const firstSeed = Number(process.env.YRKA_SEED ?? Date.now() % 1_000_000);
  let [epochs, underPeople, offered, carried, written] = [0, 0, 0, 0, 0];
  for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
    const session = await runSession(seed);
    epochs += session.epochs;
    underPeople += session.underPeople;
    carried += session.carried;
    offered += session.offered;
    written += session.written;
  }
  console.info(
    `epochs: ${cases} random sessions from seed ${firstSeed}; ${epochs} epochs, ${underPeople} of them under people, ${written} words, ${offered} times some were offered, ${carried} times carried over`,
  );
  expect(Math.min(epochs, offered)).toBeGreaterThan(cases);
  expect(underPeople).toBeGreaterThan(cases / 4);
});

/** Two people with a page each, which is asleep now and then, and a third who makes the document grow. */
async function runSession(seed: number): Promise<Readonly<Record<'epochs' | 'underPeople' | 'offered' | 'carried' | 'written', number>>> {
  const below = randomBelow(seed);
  const world = await EpochsWorld.begin(thread);
  const pages = [anna, omar].map((person) => ({
    person,
    doc: new Y.Doc(),
    epoch: 1,
    client: null as HandClient | null,
    stored: Uint8Array.of(0) as Uint8Array,
  }));
  type Page = (typeof pages)[number];
  const typed: string[] = [];
  let [offered, carried, underPeople] = [0, 0, 0];
  const write = (page: Page, words: string) => rootOf(page.doc).insert(below(rootOf(page.doc).length + 1), [paragraph(words)]);
  const sleep = (page: Page) => {
    page.client?.disconnect();
    page.client = null;
  };
  const wake = async (page: Page): Promise<void> => {
    page.client ??= new HandClient(world.rooms, motion, page.person, { doc: page.doc, epoch: page.epoch });
    await settle(world.rooms, page.client);
    if (page.client.closedWith === 'otherEpoch') {
      const told = page.client.notices.findLast((notice) => notice.type === 'epoch');
      const words = unsentWords(page.doc, new Set([page.doc.clientID]), page.stored).map((one) => one.words);
      const former = { doc: page.doc, epoch: page.epoch, hadAll: page.client.sent.length > 0 };
      Object.assign(page, { doc: new Y.Doc(), epoch: told?.epoch, client: null, stored: Uint8Array.of(0) });
      await wake(page);
      const isCarried = words.length > 0 && former.hadAll && page.epoch === former.epoch + 1 && carryOver(former.doc, page.doc, page.epoch);
      carried += isCarried ? 1 : 0;
      if (words.length > 0 && !isCarried) {
        // As somebody does who is offered them: what stands there already they throw away.
        const standing = wordsIn(readDocument(page.doc).toJSON());
        for (const word of words) if (!standing.includes(word)) write(page, word);
        offered++;
      }
      await settle(world.rooms, page.client);
    }
    if (page.client?.isAllStored === true) page.stored = Y.encodeStateVector(page.doc);
  };
  /** Nobody has written for long, but for a word of this person's in whatever moment. Returns how often the document was written anew under them. */
  const beQuiet = async (page: Page): Promise<number> => {
    for (const { client } of pages) if (below(4) > 0 && client !== null) await settle(world.rooms, client);
    await world.rooms.idle();
    const { epoch } = await readHistory(world.storage, motion);
    const isHere = pages.some(({ client }) => client?.closedWith === null);
    world.clock.runAll();
    for (let turn = below(40); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve));
    if (below(2) === 0 && rootOf(page.doc).length > 0) {
      typed.push(`<${seed}.${typed.length}>`);
      write(page, typed.at(-1) ?? '');
      if (page.client?.closedWith === null) page.client.flush();
    }
    await world.rooms.idle();
    const after = await readHistory(world.storage, motion);
    return isHere && after.epoch > epoch ? 1 : 0;
  };
  for (const page of pages) await wake(page);
  for (let step = 0; step < 60; step++) {
    const page = pages[below(2)] as Page;
    switch (below(6)) {
      case 0:
      case 1:
        if (rootOf(page.doc).length === 0) break;
        typed.push(`<${seed}.${typed.length}>`);
        write(page, typed.at(-1) ?? '');
        break;
      case 2:
        sleep(page);
        break;
      case 3:
        await wake(page);
        break;
      case 4:
        for (const one of pages) sleep(one);
        await world.grow(step, 1_500);
        await world.putAway();
        break;
      default:
        await world.grow(step, 1_500);
        underPeople += await beQuiet(page);
    }
  }
  for (const page of pages) await wake(page);
  await settle(world.rooms, ...pages.flatMap(({ client }) => client ?? []));
  const texts = pages.map(({ doc }) => readDocument(doc).toJSON() as unknown);
  expect(texts[1], `seed ${seed}: the pages differ`).toEqual(texts[0]);
  const history = await readHistory(world.storage, motion);
  expect(documentOf(updatesOf(history)), `seed ${seed}: the journal differs`).toEqual(texts[0]);
  const said = wordsIn(texts[0]);
  for (const word of typed) expect(said.split(word).length - 1, `seed ${seed}: ${word}`).toBe(1);
  return { epochs: history.epoch - 1, underPeople, offered, carried, written: typed.length };
}
