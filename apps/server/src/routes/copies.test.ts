import { schema } from '@yrka/schema';
import { documentFromUpdates, findAnchorsIn, Reader, rejectAll, rootOf, suggestionsIn, writeDocument } from '@yrka/ydoc';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Fragment, type Node } from 'prosemirror-model';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BroughtCopy } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { pathOf, reply, said as commentsSaid, say } from '../comments/commentsForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { shareForTests } from '../documents/sharedForTests.ts';

const { cycling, library } = demonstrationIds;
const of = (id: string) => `/api/documents/${id}`;

let server: TestServer;
let anna: Browser;
beforeEach(async () => {
  server = await startTestServer();
  anna = await server.browser('anna-lind');
});

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const wordCopy = async (browser: Browser, id: string, how = '') => bytesOf(await browser.send('GET', `${of(id)}/docx${how}`));
/** A Word file in whose text somebody has changed something, by its XML. */
function edited(file: Uint8Array, ...changes: readonly (readonly [from: string, to: string])[]): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(file);
  let xml = strFromU8(parts['word/document.xml'] as Uint8Array);
  for (const [from, to] of changes) {
    expect(xml).toContain(from);
    xml = xml.replace(from, () => to);
  }
  return new Uint8Array(zipSync({ ...parts, 'word/document.xml': strToU8(xml) }));
}
/** The same file, in which somebody rejected that words came and others went. */
function rejectedInWord(file: Uint8Array, came: string, went: string): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(file);
  const of = (tag: string, words: string) => new RegExp(`<w:${tag} [^>]*>((?:(?!</w:${tag}>).)*>${words}<(?:(?!</w:${tag}>).)*)</w:${tag}>`, 'su');
  const xml = strFromU8(parts['word/document.xml'] as Uint8Array);
  const back = xml.replace(of('ins', came), '').replace(of('del', went), (_all, run: string) => run.replaceAll('w:delText', 'w:t'));
  expect(back).not.toContain(came);
  return new Uint8Array(zipSync({ ...parts, 'word/document.xml': strToU8(back) }));
}
/** The same file, of which what it carries unseen says something else. */
function saying(file: Uint8Array, change: (source: string) => string): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(file);
  const [path = '', carried = new Uint8Array()] = Object.entries(parts).find(([, bytes]) => strFromU8(bytes).includes('urn:yrka:source:1')) ?? [];
  const forged = strFromU8(carried).replace(/(<source[^>]*>)([^<]+)/u, (_all, tag: string, text: string) => {
    const [before, now] = [Buffer.from(text, 'base64').toString('utf8'), change(Buffer.from(text, 'base64').toString('utf8'))];
    expect(now).not.toBe(before);
    return `${tag}${Buffer.from(now).toString('base64')}`;
  });
  return new Uint8Array(zipSync({ ...parts, [path]: strToU8(forged) }));
}
const documentOf = async (id: string): Promise<Node> => documentFromUpdates((await server.storage.journal.readDocumentUpdates(id)).map(({ update }) => update));
const bring = async (browser: Browser, id: string, file: Uint8Array<ArrayBuffer>): Promise<BroughtCopy> => {
  const answer = await browser.send('POST', `${of(id)}/copies`, file);
  expect(answer.status).toBe(200);
  return (await answer.json()) as BroughtCopy;
};
const said = async (id: string) => suggestionsIn(await documentOf(id)).map(({ by, removed, added }) => [by, removed, added]);

/** Writes as a person does who has the document open. */
async function write(browser: Browser, id: string, change: (document: Node) => Node): Promise<void> {
  const ydoc = new Y.Doc();
  for (const { update } of await server.storage.journal.readDocumentUpdates(id)) Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  writeDocument(reader, change(reader.read()));
  expect((await browser.send('POST', `${of(id)}/updates`, new Uint8Array(Y.encodeStateAsUpdate(ydoc, before)))).status).toBe(204);
}
const replacing = (from: string, to: string) => (document: Node) => {
  const inner = (node: Node): Node => {
    if (node.isText) return (node.text ?? '').includes(from) ? schema.text((node.text ?? '').replace(from, to), node.marks) : node;
    return node.copy(Fragment.fromArray(node.children.map(inner)));
  };
  return inner(document);
};

describe('a copy that was edited elsewhere', () => {
  it('comes back as suggestions of whoever brings it, in the text as it is now, once', { timeout: 120_000 }, async () => {
    const before = await documentOf(cycling.motion);
    const file = edited(await wordCopy(anna, cycling.motion), ['Trygga cykelvägar', 'Säkra cykelvägar']);
    const read = (await (await anna.send('POST', `${of(cycling.motion)}/copies/readings`, file.slice())).json()) as BroughtCopy;
    expect(read).toMatchObject({ isStored: false, changes: [{ kind: 'changed', outcome: 'placed', replaced: [{ removed: 'Trygga', added: 'Säkra' }] }] });
    expect((await documentOf(cycling.motion)).eq(before)).toBe(true);
    const both = await Promise.all([bring(anna, cycling.motion, file.slice()), bring(anna, cycling.motion, file.slice())]);
    expect(both.map(({ isStored }) => isStored).sort()).toEqual([false, true]);
    expect((await said(cycling.motion)).filter(([, removed]) => removed === 'Trygga')).toHaveLength(1);
    expect(await said(cycling.motion)).toContainEqual(['anna-lind', 'Trygga', 'Säkra']);
    await server.rooms.writeRuns(cycling.motion);
    const runs = await server.storage.rows.runs.of(cycling.motion, ['wrote']);
    expect(runs.filter(({ source }) => source?.kind === 'import').map(({ personId }) => personId)).toContain('anna-lind');
    const once = await documentOf(cycling.motion);
    expect(rejectAll(once).eq(rejectAll(before))).toBe(true);
    expect(await bring(anna, cycling.motion, file.slice())).toMatchObject({ isStored: false, changes: [{ outcome: 'there' }] });
    expect((await documentOf(cycling.motion)).eq(once)).toBe(true);
    // Rejected in Word it is told, and nothing is made of that.
    const mine = suggestionsIn(once).find(({ removed }) => removed === 'Trygga');
    const rejected = rejectedInWord(await wordCopy(anna, cycling.motion, '?marks=1'), 'Säkra', 'Trygga');
    expect(await bring(anna, cycling.motion, rejected)).toMatchObject({
      isStored: false,
      changes: [],
      decided: [{ id: mine?.id, by: 'anna-lind', verdict: 'reject' }],
    });
    expect((await documentOf(cycling.motion)).eq(once)).toBe(true);
  });

  it('keeps what others have written since, and tells which edits are of the same words', async () => {
    const file = edited(
      await wordCopy(anna, cycling.motion),
      ['Trygga cykelvägar', 'Säkra cykelvägar'],
      ['Ändå skjutsas många av dem', 'Ändå skjutsas de flesta av dem'],
    );
    await write(await server.browser('omar-said'), cycling.motion, replacing('Trygga cykelvägar', 'Bra cykelvägar'));
    const before = await documentOf(cycling.motion);
    const { changes } = await bring(anna, cycling.motion, file);
    expect(changes).toMatchObject([
      { outcome: 'overtaken', words: 'Säkra cykelvägar till skolan', overtaken: [{ removed: 'Trygga', added: 'Säkra' }], now: 'Bra cykelvägar till skolan' },
      { outcome: 'placed', replaced: [{ removed: 'många', added: 'de flesta' }] },
    ]);
    expect(rejectAll(await documentOf(cycling.motion)).eq(rejectAll(before))).toBe(true);
  });

  it('of one who reviews is proved to be nothing but suggestions, and may be of no version but one that was shared', async () => {
    await shareForTests(server.storage, library.report, 'maria-holm');
    const [maria, rakel] = [await server.browser('maria-holm'), await server.browser('rakel-dal')];
    const copy = await wordCopy(maria, library.report);
    const [, word = ''] = /<w:t[^>]*>([^<]*biblioteket[^<]*)</u.exec(strFromU8(unzipSync(copy)['word/document.xml'] as Uint8Array)) ?? [];
    const changed = word.replace('biblioteket', 'stadsbiblioteket');
    await write(rakel, library.report, (document) =>
      document.copy(document.content.addToEnd(schema.node('paragraph', { id: 'ny' }, [schema.text('Skrivet efter delningen.')]))),
    );
    const before = await documentOf(library.report);
    const brought = await bring(maria, library.report, edited(copy, [word, changed]));
    expect(brought).toMatchObject({ isStored: true, changes: [{ outcome: 'placed' }] });
    expect((await said(library.report)).filter(([by]) => by === 'maria-holm')).toHaveLength(1);
    expect(rejectAll(await documentOf(library.report)).eq(rejectAll(before))).toBe(true);
    const unshared = await wordCopy(rakel, library.report);
    expect(await refusalOf(await maria.send('POST', `${of(library.report)}/copies`, edited(unshared, [word, changed])))).toBe('422 copyVersionUnknown');
  });

  it('is refused with one reason: to one who may not write, when it is no copy, of another document, or of no version', async () => {
    const file = await wordCopy(anna, cycling.motion);
    const send = async (who: string, bytes: Uint8Array<ArrayBuffer>, id: string = cycling.motion) =>
      refusalOf(await (await server.browser(who)).send('POST', `${of(id)}/copies`, bytes));
    expect(await send('rakel-dal', file.slice())).toBe('404 notFound');
    expect(await send('anna-lind', new TextEncoder().encode('Bara ord.'))).toBe('422 notACopy');
    expect(await send('anna-lind', new Uint8Array())).toBe('422 emptyFile');
    expect(await send('rakel-dal', file.slice(), library.report)).toBe('422 copyOfOther');
    const forged = saying(file, (source) => JSON.stringify({ ...(JSON.parse(source) as object), version: 99_999 }));
    expect(await send('anna-lind', forged)).toBe('422 copyVersionUnknown');
    expect((await anna.send('POST', `${of(cycling.motion)}/acts/sendForSigning`, {})).status).toBe(200);
    expect(await send('anna-lind', file.slice())).toBe('409 textIsLocked');
  });

  it('believes nothing but the words of a file: what it says that the version said is the journal’s to say', async () => {
    const forged = saying(await wordCopy(anna, cycling.motion), (source) =>
      source.replaceAll('Trygga cykelvägar', 'Farliga cykelvägar').replaceAll('anna-lind', 'kim-stahl'),
    );
    const before = await documentOf(cycling.motion);
    const brought = await bring(anna, cycling.motion, forged);
    expect(brought.changes.every(({ outcome }) => outcome === 'there')).toBe(true);
    expect((await documentOf(cycling.motion)).eq(before)).toBe(true);
  });

  it('tells by whom changes were tracked in it, and what was said in its margin that nobody said here', async () => {
    const tracked =
      '<w:del w:id="900" w:author="Eva Ek" w:date="2027-01-12T00:00:00Z"><w:r><w:delText>Trygga</w:delText></w:r></w:del><w:ins w:id="901" w:author="Eva Ek" w:date="2027-01-12T00:00:00Z"><w:r><w:t>Säkra</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> cykelvägar till skolan</w:t></w:r>';
    const file = await wordCopy(anna, cycling.motion);
    const xml = strFromU8(unzipSync(file)['word/document.xml'] as Uint8Array);
    const run = /<w:r>(?:(?!<\/w:r>).)*Trygga cykelvägar till skolan<\/w:t><\/w:r>/su.exec(xml)?.[0] ?? '';
    const comments =
      '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1" w:author="Eva Ek"><w:p><w:r><w:t>Stämmer siffran?</w:t></w:r></w:p></w:comment></w:comments>';
    const back = new Uint8Array(zipSync({ ...unzipSync(edited(file, [run, tracked])), 'word/comments.xml': strToU8(comments) }));
    expect(await bring(anna, cycling.motion, back)).toMatchObject({
      authors: ['Eva Ek'],
      comments: [{ author: 'Eva Ek', text: 'Stämmer siffran?', outcome: 'placed' }],
      changes: [{ outcome: 'placed', replaced: [{ removed: 'Trygga', added: 'Säkra' }] }],
    });
  });
});

/** A comment as Word writes it into a file that has others or none: what is said, of which words, in answer to which paragraph. */
type WordComment = { readonly id: number; readonly text: string; readonly of?: string; readonly answers?: string; readonly isDone?: boolean };
const byAnna = 'w:author="Anna Ek" w:date="2023-10-04T10:15:00Z"';
function commented(file: Uint8Array, ...comments: readonly WordComment[]): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(file);
  const read = (path: string) => (parts[path] === undefined ? '' : strFromU8(parts[path]));
  let xml = read('word/document.xml');
  for (const { id, of: words } of comments) {
    if (words === undefined) continue;
    expect(xml).toContain(words);
    const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
    xml = xml.replace(
      words,
      () =>
        `</w:t></w:r><w:commentRangeStart w:id="${id}"/>${run(words)}<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r><w:r><w:t xml:space="preserve">`,
    );
  }
  const said = comments.map(
    ({ id, text }) => `<w:comment w:id="${id}" ${byAnna}><w:p w14:paraId="0000000${id % 10}"><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`,
  );
  const more = comments.map(
    ({ id, answers, isDone }) =>
      `<w15:commentEx w15:paraId="0000000${id % 10}" w15:done="${isDone === true ? 1 : 0}"${answers === undefined ? '' : ` w15:paraIdParent="${answers}"`}/>`,
  );
  const within = (old: string, name: string, news: readonly string[]) =>
    strToU8(old === '' ? `<${name}>${news.join('')}</${name}>` : old.replace(`</${name}>`, () => `${news.join('')}</${name}>`));
  return new Uint8Array(
    zipSync({
      ...parts,
      'word/document.xml': strToU8(xml),
      'word/comments.xml': within(read('word/comments.xml'), 'w:comments', said),
      'word/commentsExtended.xml': within(read('word/commentsExtended.xml'), 'w15:commentsEx', more),
    }),
  );
}
const textsIn = ({ comments }: { readonly comments: readonly { readonly text: string }[] }) => comments.map(({ text }) => text);
const outcomes = ({ comments }: BroughtCopy) => comments.map(({ text, outcome }) => [text, outcome]);
const origin = 'Kommentar i Word av Anna Ek, den 4 oktober 2023';

describe('what was said in the margin of a copy', () => {
  it('becomes comments of whoever brings it, at the words that they are about, and says who said it in Word and when', async () => {
    const file = commented(
      edited(await wordCopy(anna, cycling.motion), ['Ändå skjutsas många av dem', 'Ändå skjutsas nästan alla av dem']),
      { id: 91, text: 'Stämmer siffran?', of: 'nästan alla' },
      { id: 92, text: 'Bra rubrik.', of: 'Trygga', isDone: true },
      { id: 93, text: 'Tack!', answers: '00000001' },
      { id: 94, text: 'Hur gick det?' },
    );
    const read = (await (await anna.send('POST', `${of(cycling.motion)}/copies/readings`, file.slice())).json()) as BroughtCopy;
    expect(read.comments[0]).toEqual({ author: 'Anna Ek', at: '2023-10-04T10:15:00', text: 'Stämmer siffran?', quote: 'nästan alla', outcome: 'placed' });
    const before = (await commentsSaid(anna)).length;
    expect((await bring(anna, cycling.motion, file.slice())).comments.every(({ outcome }) => outcome === 'placed')).toBe(true);
    // Said in the same moment, they are told in any order.
    const threads = (await commentsSaid(anna)).slice(before).sort((one, other) => (textsIn(one).join() < textsIn(other).join() ? 1 : -1));
    expect(threads.map(textsIn)).toEqual([
      [`Stämmer siffran?\n(${origin})`, 'Tack!\n(Svar i Word av Anna Ek, den 4 oktober 2023)'],
      [`Hur gick det?\n(${origin})`],
      [`Bra rubrik.\n(${origin}, markerad som klar)`],
    ]);
    expect(threads[0]?.comments[0]?.author.id).toBe('anna-lind');
    const anchors = threads.flatMap(({ anchor }) => anchor ?? []);
    expect(anchors.map(({ quote }) => quote)).toEqual(['nästan alla', 'Trygga']);
    const updates = (await server.storage.journal.readDocumentUpdates(cycling.motion)).map(({ update }) => update);
    expect(findAnchorsIn(updates, anchors).every((found) => found?.length === 1)).toBe(true);

    const again = await bring(anna, cycling.motion, file.slice());
    expect(new Set(again.comments.map(({ outcome }) => outcome))).toEqual(new Set(['there']));
    // Nor when another of the group brings it.
    const omar = await bring(await server.browser('omar-said'), cycling.motion, file.slice());
    expect(new Set(omar.comments.map(({ outcome }) => outcome))).toEqual(new Set(['there']));
    expect(await commentsSaid(anna)).toHaveLength(before + 3);
  });

  it('answers comments of ours in their threads, and tells which of them were marked as done', async () => {
    const thread = await say(anna, 'Vad är en Grongoling?', { at: null });
    await reply(anna, thread, 'En fågel.');
    const marked = await wordCopy(anna, cycling.motion, '?marks=1');
    expect(outcomes(await bring(anna, cycling.motion, marked.slice()))).toEqual([]);
    const parts = unzipSync(marked);
    const names = [...strFromU8(parts['word/comments.xml'] as Uint8Array).matchAll(/w14:paraId="([^"]+)"(?:(?!<\/w:comment>).)*<\/w:comment>/gsu)];
    const ours = names.find(([comment]) => comment.includes('Grongoling'))?.[1] ?? '';
    const done = strFromU8(parts['word/commentsExtended.xml'] as Uint8Array).replace(
      new RegExp(`(w15:paraId="${ours}"[^>]*w15:done=)"0"|(w15:paraId="${ours}")(?![^>]*w15:done)`, 'u'),
      (_all, flagged?: string, plain?: string) => (flagged === undefined ? `${plain ?? ''} w15:done="1"` : `${flagged}"1"`),
    );
    const back = commented(zipSync({ ...parts, 'word/commentsExtended.xml': strToU8(done) }), { id: 98, text: 'En gröngöling?', answers: ours });
    expect(outcomes(await bring(anna, cycling.motion, back))).toEqual([
      ['Vad är en Grongoling?', 'done'],
      ['En gröngöling?', 'placed'],
    ]);
    const found = (await commentsSaid(anna)).find(({ id }) => id === thread);
    expect(found?.comments.map(({ text }) => text)).toEqual([
      'Vad är en Grongoling?',
      'En fågel.',
      'En gröngöling?\n(Svar i Word av Anna Ek, den 4 oktober 2023)',
    ]);
    expect(found?.resolved).toBeNull();
  });

  it('in OpenDocument too, and of words that others have taken away it keeps what they were', async () => {
    const copy = await bytesOf(await anna.send('GET', `${of(cycling.motion)}/copies/odt`));
    const parts = unzipSync(copy);
    const note = (name: string, text: string) =>
      `<office:annotation office:name="${name}"><dc:creator>Eva Ek</dc:creator><dc:date>2023-10-04T10:15:00.123</dc:date><text:p>${text}</text:p></office:annotation>`;
    const xml = strFromU8(parts['content.xml'] as Uint8Array).replace(
      'Ändå skjutsas många',
      () => `${note('a', 'Hela raden?')}Ändå skjutsas ${note('b', 'Hur många?')}många<office:annotation-end office:name="b"/>`,
    );
    await write(await server.browser('omar-said'), cycling.motion, replacing('skjutsas många', 'skjutsas hälften'));
    const before = (await commentsSaid(anna)).length;
    await bring(anna, cycling.motion, new Uint8Array(zipSync({ ...parts, 'content.xml': strToU8(xml) })));
    const threads = (await commentsSaid(anna)).slice(before);
    expect(threads.map(({ anchor, comments }) => [anchor?.isBlock, anchor?.quote.slice(0, 5), comments[0]?.text])).toEqual([
      [true, expect.any(String), 'Hela raden?\n(Kommentar i OpenDocument av Eva Ek, den 4 oktober 2023)'],
      [false, 'många', 'Hur många?\n(Kommentar i OpenDocument av Eva Ek, den 4 oktober 2023)'],
    ]);
  });

  it('is told and kept nowhere of one who may not comment, or when it is too long', async () => {
    const file = commented(await wordCopy(anna, cycling.motion), { id: 91, text: 'ord '.repeat(1_100).trim(), of: 'Trygga' });
    const before = await anna.get<unknown>(pathOf(cycling.motion));
    expect((await bring(anna, cycling.motion, file)).comments.map(({ outcome }) => outcome)).toEqual(['left']);
    expect(await anna.get<unknown>(pathOf(cycling.motion))).toEqual(before);
  });
});
