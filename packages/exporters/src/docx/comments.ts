import { CommentRangeEnd, CommentRangeStart, CommentReference, type ICommentOptions, type ParagraphChild, TextRun } from 'docx';
import type { PageComment } from '../paper/page.ts';
import { xmlText } from '../paper/xmlText.ts';
import { line } from './words.ts';

/** Word's comments: a thread is a comment with its answers, and each has a number. */
export class WordComments {
  readonly #ids: readonly (readonly number[])[];
  readonly #placed = new Set<number>();
  readonly #comments: readonly PageComment[];

  constructor(comments: readonly PageComment[]) {
    let next = 0;
    this.#comments = comments;
    this.#ids = comments.map(({ said }) => said.map(() => next++));
  }

  idsOf(comment: number): readonly number[] {
    this.#placed.add(comment);
    return this.#ids[comment] ?? [];
  }

  /** References to those that no words of the page are about. */
  unplaced(): ParagraphChild[] {
    return this.#ids.flatMap((ids, comment) =>
      this.#placed.has(comment)
        ? []
        : ids.flatMap((id) => [new CommentRangeStart(id), new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] })]),
    );
  }

  all(): readonly ICommentOptions[] {
    return this.#comments.flatMap(({ said, isDone }, index) => {
      const ids = this.#ids[index] as readonly number[]; // one for each that was said
      return said.map(({ author, at, text }, place) => ({
        id: ids[place] as number,
        author: xmlText(author),
        initials: initialsOf(author),
        date: new Date(at),
        children: text.split('\n').map((words) => line('CommentText', words)),
        ...(place > 0 && { parentId: ids[0] as number }),
        ...(place === 0 && isDone && { resolved: true }),
      }));
    });
  }
}

const initialsOf = (name: string) =>
  xmlText(name)
    .split(/[\s-]+/u)
    .map((part) => part.slice(0, 1))
    .join('')
    .slice(0, 9);
