import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { bringEdits, type BroughtChange } from '@yrka/comparison';
import { stopPdf, toFile } from '@yrka/exporters';
import { decodeText, editedCopy, importText, readCopy } from '@yrka/importers';
import { bjorkvik, schema, templateById } from '@yrka/schema';
import { acceptAll, anchorPassages, changingUpdate, documentFromUpdates, findAnchorsIn, ProvingCopy, rejectAll, updateFromDocument } from '@yrka/ydoc';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Fragment, type Node } from 'prosemirror-model';
import { afterAll, expect, test } from 'vitest';

afterAll(stopPdf);

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const times = Math.ceil(Number(process.env.YRKA_RUNS ?? 50) / 50);
const createdAt = new Date('2027-01-12T20:14:00Z');
const [eva, source] = ['eva', { documentId: 'd1', version: 7 }] as const;

/** Real documents lie beside the project, not in it. */
const folders = ['../../../../../shared/examples/', '../../../../tests/fixtures/reading/', '../../../../tests/fixtures/text/'].map(
  (path) => new URL(path, import.meta.url),
);
const texts = folders.flatMap((folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => new URL(name, folder))
    : [],
);
// Each run looks at a sixth of them, and at all with YRKA_RUNS.
const files = process.env.YRKA_RUNS === undefined ? texts.filter((_, index) => index % 6 === 0) : texts;
if (texts.length < 35) console.warn('NOT TESTED: ../shared/examples is not here, so no copy of a real document was edited');

type Chance = (below: number) => number;
function chanceFrom(start: number): Chance {
  let state = start >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const parts = {
  docx: {
    path: 'word/document.xml',
    line: /<w:p>.*?<\/w:p>/gsu,
    text: /(<w:t[ >][^<]*?>?)([^<>]*\p{L}{3}[^<>]*)(<\/w:t>)/gu,
    fresh: (words: string) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`,
    // A comment is of runs: the word gets one of its own, that looks as the one it stood in.
    commented: (name: number, word: string, run: string) =>
      `</w:t></w:r><w:commentRangeStart w:id="${name}"/>${run}<w:t>${word}</w:t></w:r><w:commentRangeEnd w:id="${name}"/>${run}<w:t xml:space="preserve">`,
  },
  odt: {
    path: 'content.xml',
    line: /<text:p[ >](?:(?!<\/text:p>).)*<\/text:p>/gsu,
    text: /(>)([^<>]*\p{L}{3}[^<>]*)(<)/gu,
    fresh: (words: string) => `<text:p>${words}</text:p>`,
    commented: (name: number, word: string) =>
      `<office:annotation office:name="${name}"><text:p>Vad är ${word}?</text:p></office:annotation>${word}<office:annotation-end office:name="${name}"/>`,
  },
} as const;

/** Some words of the file's text written anew, each one of a kind and said something of, a paragraph put in, one taken away, one moved behind another. */
function editedFile(format: keyof typeof parts, bytes: Uint8Array, chance: Chance): { readonly file: Uint8Array; readonly words: readonly string[] } {
  const { path, line, text, fresh, commented } = parts[format];
  const files = unzipSync(bytes);
  const xml = strFromU8(files[path] as Uint8Array);
  const lines = [...xml.matchAll(line)].map(([one]) => one).filter((one) => one.includes('yrka_') && one.search(text) >= 0);
  const chosen = new Map(Array.from({ length: 1 + chance(5) }, () => [lines[chance(lines.length)] ?? '', chance(10)] as const));
  const words: string[] = [];
  let now = xml;
  for (const [one, what] of chosen) {
    if (one === '') continue;
    const word = `Nyord${words.length}q`;
    if (what === 0) now = now.replace(one, '');
    else if (what === 2) {
      const other = lines[chance(lines.length)] ?? '';
      if (other !== one && !chosen.has(other)) now = now.replace(one, '').replace(other, () => other + one);
    } else if (what === 1) {
      words.push(word);
      now = now.replace(one, () => one + fresh(`Ett stycke om ${word}.`));
    } else {
      const runs = [...one.matchAll(text)];
      const [run = '', open = '', said = '', close = ''] = runs[chance(runs.length)] ?? [];
      const all = [...said.matchAll(/\p{L}{3,}/gu)];
      const at = all[chance(all.length)];
      if (at === undefined) continue;
      words.push(word);
      const start = /.*(<w:r>.*?)$/su.exec(one.slice(0, one.indexOf(run)))?.[1] ?? '';
      const next = `${said.slice(0, at.index)}${commented(words.length, word, start)}${said.slice(at.index + at[0].length)}`;
      now = now.replace(one, () => one.replace(run, () => `${format === 'docx' ? '<w:t xml:space="preserve">' : open}${next}${close}`));
    }
  }
  const comments = words.map((word, index) => `<w:comment w:id="${index + 1}"><w:p><w:r><w:t>Vad är ${word}?</w:t></w:r></w:p></w:comment>`).join('');
  const margin: Readonly<Record<string, Uint8Array>> = format === 'docx' ? { 'word/comments.xml': strToU8(`<w:comments>${comments}</w:comments>`) } : {};
  return { file: zipSync({ ...files, ...margin, [path]: strToU8(now) }), words };
}

/** What others write meanwhile: a word of their own behind some of the blocks' words, and a paragraph. */
function writtenByOthers(document: Node, chance: Chance): { readonly now: Node; readonly words: readonly string[] } {
  const words: string[] = [];
  const written = (node: Node): Node => {
    if (node.isTextblock) {
      if (node.content.size === 0 || chance(4) > 0) return node;
      const word = `Annatord${words.length}q`;
      words.push(word);
      return chance(2) === 0
        ? node.copy(node.content.addToEnd(schema.text(` ${word}`)))
        : node.copy(Fragment.from(schema.text(`${word} `)).append(node.content));
    }
    return node.isLeaf ? node : node.copy(Fragment.fromArray(node.children.map(written)));
  };
  const now = written(document);
  return { now: now.copy(now.content.addToEnd(schema.node('paragraph', { id: 'annat' }, [schema.text('Ett annat stycke.')]))), words };
}

const lines = (document: Node) => {
  const found: string[] = [];
  document.descendants((node) => {
    if (node.isTextblock) found.push(`${node.type.name} ${node.textContent}`);
    return !node.isTextblock;
  });
  return found;
};

test.each(['docx', 'odt'] as const)(
  `[CMP18] copies of real documents that were edited as %s come back word for word, whatever others write (seed ${seed})`,
  { timeout: 600_000 },
  async (format) => {
    let [cases, placed, told, said, refused, ms] = [0, 0, 0, 0, 0, 0];
    for (const [index, url] of files.entries()) {
      const name = url.pathname.split('/').at(-1) ?? '';
      const { document: read, kind, templateId } = importText(decodeText(readFileSync(url)).text);
      const stored = [updateFromDocument(read, 7)];
      const base = documentFromUpdates(stored);
      const { bytes } = await toFile(format, base, { template: templateById(templateId ?? '') ?? bjorkvik, kind, createdAt, source });
      const chance = chanceFrom(seed + index);
      for (let run = 0; run < times; run++) {
        const { file, words } = editedFile(format, bytes, chance);
        const copy = await readCopy(file);
        if (copy === null) throw new Error(`${name} is no copy any more`);
        const { document: edited, unplaced } = editedCopy({ ...copy.source, document: base }, copy.lines);
        const others = run % 2 === 0 && chance(2) === 0 ? { now: base, words: [] } : writtenByOthers(base, chance);
        const written = changingUpdate(stored, () => others.now, 800);
        const updates = written === null ? stored : [...stored, written];
        const before = documentFromUpdates(updates);

        const begun = performance.now();
        let changes: readonly BroughtChange[] = [];
        const bringing = (now: Node) => {
          const brought = bringEdits({ base, edited, now, by: eva });
          changes = brought.changes;
          return brought.document;
        };
        const update = changingUpdate(updates, bringing, 900);
        ms += performance.now() - begun;
        if (update !== null) {
          const proving = new ProvingCopy(updates);
          const objection = proving.prove(update, { personId: eva, isTheirClient: (client) => client === 900 });
          if (objection !== null) refused++;
          expect([name, objection]).toEqual([name, null]);
          proving.destroy();
        }
        const then = update === null ? updates : [...updates, update];
        const after = documentFromUpdates(then);
        expect(rejectAll(after).eq(before), name).toBe(true);
        const accepted = acceptAll(after);
        // Nothing that others wrote is lost, and of what was written in the file all that is not told of is there.
        for (const word of others.words) expect(accepted.textContent, `${name}: ${word}`).toContain(word);
        const left = JSON.stringify([unplaced, changes.filter(({ outcome }) => outcome !== 'placed').map((change) => [change.words, change.overtaken])]);
        for (const word of words) expect(accepted.textContent.includes(word) || left.includes(word), `${name}: ${word}`).toBe(true);
        if (others.words.length === 0 && others.now === base) expect(lines(accepted), name).toEqual(lines(edited));
        // What was said of a word stands at it, or keeps it where it found no place: those that no block has are told with the comment.
        const about = copy.comments.filter(({ passages }) => passages.length > 0);
        for (const [index, anchor] of anchorPassages(
          then,
          about.map(({ passages }) => passages),
        ).entries()) {
          const word = /Nyord\d+q/u.exec(about[index]?.text ?? '')?.[0] ?? 'no word';
          const place = anchor === null ? null : findAnchorsIn(then, [anchor])[0];
          expect([name, word, accepted.textContent.includes(word)]).toEqual([name, word, place !== null]);
          expect(anchor?.quote ?? JSON.stringify(about[index]?.passages), `${name}: ${word}`).toContain(word);
          said++;
        }
        const again = changingUpdate(then, bringing, 901);
        expect(again === null ? [] : changes.filter(({ outcome }) => outcome !== 'there'), `${name} twice`).toEqual([]);
        for (const { outcome } of changes) outcome === 'there' || outcome === 'placed' ? placed++ : told++;
        cases++;
      }
    }
    console.log(
      `edited copies: ${cases} ${format} of ${files.length} documents, ${placed} edits placed, ${told} told, ${said} comments, ${refused} not proved, ${(ms / Math.max(1, cases)).toFixed(1)} ms each, seed ${seed}`,
    );
  },
);
