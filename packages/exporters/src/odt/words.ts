import { addressOf } from '../paper/address.ts';
import type { Run, Words } from '../paper/page.ts';
import { blockSign, withoutSigns } from '../paper/signs.ts';
import { escaped } from '../paper/xmlText.ts';
import type { LostInExport } from '../report.ts';

/** What a block's function has at hand. */
export type Writer = {
  /** The number of the next footnote, from 1. */
  readonly note: () => number;
  /** The number of the next table, from 1. */
  readonly table: () => number;
  /** The name of an automatic style, which is made by the first that asks for it. */
  readonly automatic: (family: 'table-column' | 'table-cell' | 'table', properties: string) => string;
  readonly lose: (lost: LostInExport) => void;
};

/** A paragraph in one of our styles (styles.ts). */
export const paragraph = (style: string, words: Words, writer: Writer) => `<text:p text:style-name="${style}">${inline(words, writer)}</text:p>`;

/** A line of plain text. */
export const line = (style: string, text: string) => `<text:p text:style-name="${style}">${spaced(text)}</text:p>`;

/** Running text. A bookmark is a point, so that it stays with the first half of what is divided. */
export function inline(words: Words, writer: Writer): string {
  const seen = withoutSigns(words);
  return words
    .map((run) => {
      if ('sign' in run) {
        const id = blockSign([run]);
        return id === null ? '' : `<text:bookmark text:name="yrka_${escaped(id)}"/>`;
      }
      if ('break' in run) return '<text:line-break/>';
      if ('note' in run) {
        const number = writer.note();
        return `<text:note text:id="ftn${number}" text:note-class="footnote"><text:note-citation>${number}</text:note-citation><text:note-body>${line('Footnote', run.note)}</text:note-body></text:note>`;
      }
      const style = run.strong ? (run.emphasis ? 'Fet_20_kursiv' : 'Fet') : run.emphasis ? 'Kursiv' : null;
      const place = seen.indexOf(run);
      const own = spaced(run.text, endsInSpace(seen[place - 1]), place === seen.length - 1);
      const text = style === null ? own : `<text:span text:style-name="${style}">${own}</text:span>`;
      const address = run.href === undefined ? null : linkTo(run.href, writer);
      return address === null ? text : `<text:a xlink:type="simple" xlink:href="${escaped(address)}">${text}</text:a>`;
    })
    .join('');
}

/** An address as a program follows it, or null for what is none. */
function linkTo(href: string, writer: Writer): string | null {
  const address = addressOf(href);
  if (address === null) writer.lose({ code: 'linkWithoutAddress', href });
  return address;
}

/** Whether a space after this run would be the second, or the first of the paragraph. */
const endsInSpace = (before: Run | undefined) => before === undefined || 'break' in before || ('text' in before && before.text.endsWith(' '));

/** Several spaces, and those at the edge of a paragraph, would be one or none. */
const spaced = (text: string, isAfterSpace = true, isLast = true) =>
  escaped(text)
    .replace(/\t/gu, '<text:tab/>')
    .replace(/\n/gu, '<text:line-break/>')
    .replace(/^ +| +$| {2,}/gu, (spaces, at: number) => {
      const isSeen = spaces.length === 1 && !(at === 0 && isAfterSpace) && !(at > 0 && isLast);
      return isSeen ? spaces : `<text:s text:c="${spaces.length}"/>`;
    });
