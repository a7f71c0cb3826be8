import { BuilderElement, type IRunOptions, type ParagraphChild, type Run as DocxRun } from 'docx';
import type { Block, Change, Run, Sign, Suggested, Words } from '../paper/page.ts';
import { wholeSign } from '../paper/signs.ts';
import { textOf } from '../paper/words.ts';

type Seen = Exclude<Run, { readonly sign: Sign }>;
/** How words looked. */
export type Marks = { readonly bold: boolean; readonly italics: boolean };
type Attributes = { readonly id: number; readonly author: string; readonly date: string };

/** Word's own tracked changes: each has a number, an author and a time. */
export class Tracking {
  readonly #moved: ReadonlySet<string>;
  readonly #createdAt: Date;
  #count = 0;

  /** `createdAt` stands for the time of a change of which none is known. */
  constructor(blocks: readonly Block[], createdAt: Date) {
    this.#moved = movedTexts(blocks);
    this.#createdAt = createdAt;
  }

  attributes({ author, at }: Change): Attributes {
    this.#count++;
    // Word takes whole seconds.
    return { id: this.#count, author, date: `${(at ?? this.#createdAt.toISOString()).slice(0, 19)}Z` };
  }

  /** A run within what is suggested of it. `words`: the paragraph's, which may have moved as a whole. */
  around(run: Seen & { readonly before?: Marks }, words: Words, write: (isDeleted: boolean) => ParagraphChild): ParagraphChild {
    if (run.before !== undefined) return write(false);
    const hasMoved = this.#moved.has(moveKey(words) ?? '');
    const { inserted, deleted } = run;
    let child = write(deleted !== undefined && !hasMoved);
    if (deleted !== undefined) child = this.#element(hasMoved ? 'w:moveFrom' : 'w:del', deleted, child);
    if (inserted !== undefined) child = this.#element(hasMoved ? 'w:moveTo' : 'w:ins', inserted, child);
    return child;
  }

  /** A run whose text is struck. */
  deletedText(text: string, marks: IRunOptions & { readonly style?: string }): ParagraphChild {
    const properties = [
      ...(marks.style === undefined ? [] : [new BuilderElement({ name: 'w:rStyle', attributes: { val: { key: 'w:val', value: marks.style } } })]),
      ...(marks.bold === true ? [new BuilderElement({ name: 'w:b' })] : []),
      ...(marks.italics === true ? [new BuilderElement({ name: 'w:i' })] : []),
    ];
    return element('w:r', {}, [
      ...(properties.length === 0 ? [] : [new BuilderElement({ name: 'w:rPr', children: properties })]),
      new BuilderElement({ name: 'w:delText', attributes: { space: { key: 'xml:space', value: 'preserve' } }, children: [text] as never }),
    ]);
  }

  #element(name: string, change: Change, child: ParagraphChild): ParagraphChild {
    const { id, author, date } = this.attributes(change);
    return element(name, { id: { key: 'w:id', value: id }, author: { key: 'w:author', value: author }, date: { key: 'w:date', value: date } }, [child]);
  }
}

/** The library has no class for it, and takes any element where a run may stand. */
const element = (name: string, attributes: Readonly<Record<string, { readonly key: string; readonly value: string | number }>>, children: readonly unknown[]) =>
  new BuilderElement({ name, attributes, children: children as never }) as unknown as DocxRun;

/** What one person takes away in one place and puts in another, word for word and as a whole block, has moved. */
function movedTexts(blocks: readonly Block[]): ReadonlySet<string> {
  const gone = new Set<string>();
  const come = new Set<string>();
  for (const words of allWords(blocks)) {
    const key = moveKey(words);
    if (key === null) continue;
    const { inserted, deleted } = wholeSign(words);
    if (deleted !== undefined && inserted === undefined) gone.add(key);
    if (inserted !== undefined && deleted === undefined) come.add(key);
  }
  return new Set([...gone].filter((key) => come.has(key)));
}

/** The same for both ends of a move; null for words that are no suggested block. */
function moveKey(words: Words): string | null {
  const { inserted, deleted } = wholeSign(words);
  const change = inserted ?? deleted;
  const text = textOf(words).trim();
  return change === undefined || text === '' ? null : `${change.id}\n${text}`;
}

function allWords(value: unknown): readonly Words[] {
  if (Array.isArray(value)) return value.some((one) => typeof one === 'object' && one !== null && 'sign' in one) ? [value as Words] : value.flatMap(allWords);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(allWords) : [];
}

/**
 * The same words struck and put in again beside themselves, in one suggestion, with other marks: a change of form, which
 * Word has a way to say. `before` holds the marks that they had.
 */
export function changedMarks(words: Words): readonly (Run & { readonly before?: Marks })[] {
  const result: (Run & { readonly before?: Marks })[] = [];
  for (let index = 0; index < words.length; index++) {
    const [run, next] = [words[index] as Run, words[index + 1]];
    if (next !== undefined && isFormOf(run, next)) {
      const [struck, put] = isStruck(run) ? [run, next] : [next, run];
      if ('text' in struck && 'text' in put) {
        result.push({ ...put, before: { bold: struck.strong === true, italics: struck.emphasis === true } });
        index++;
        continue;
      }
    }
    result.push(run);
  }
  return result;
}

const isStruck = (run: Run) => !('sign' in run) && run.deleted !== undefined && run.inserted === undefined;
const isPut = (run: Run) => !('sign' in run) && run.inserted !== undefined && run.deleted === undefined;

function isFormOf(one: Run, other: Run): boolean {
  if (!('text' in one && 'text' in other) || one.text !== other.text || one.href !== other.href) return false;
  const same = (struck: Suggested, put: Suggested) => struck.deleted?.id === put.inserted?.id;
  return (isStruck(one) && isPut(other) && same(one, other)) || (isPut(one) && isStruck(other) && same(other, one));
}
