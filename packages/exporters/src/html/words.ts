import type { Words } from '../paper/page.ts';
import { blockSign } from '../paper/signs.ts';
import { escaped } from '../paper/xmlText.ts';
import type { LostInExport } from '../report.ts';

/** What a block's function has at hand. */
export type Writer = {
  /** The number of the footnote with these words, counted from 1. */
  readonly note: (words: string) => number;
  readonly lose: (lost: LostInExport) => void;
};

/** An element with running text in it, which bears the id of the block that the text is of. */
export function element(tag: string, words: Words, writer: Writer, attributes = ''): string {
  const id = blockSign(words.slice(0, 1));
  return `<${tag}${attributes}${named(id)}>${inline(id === null ? words : words.slice(1), writer)}</${tag}>`;
}

const named = (id: string | null) => (id === null ? '' : ` data-block="${escaped(id)}"`);

/** Running text. Where words of another block begin, they stand in an element of their own. */
export function inline(words: Words, writer: Writer): string {
  let html = '';
  let open = 0;
  for (const run of words) {
    if ('sign' in run) {
      const id = blockSign([run]);
      if (id === null) continue;
      html += `<span${named(id)}>`;
      open++;
    } else if ('break' in run) html += '<br>';
    else if ('note' in run) {
      const number = writer.note(run.note);
      html += `<sup><a href="#fotnot-${number}" id="fotnot-${number}-i-texten" role="doc-noteref" aria-label="Fotnot ${number}">${number}</a></sup>`;
    } else {
      let text = escaped(run.text);
      if (run.emphasis) text = `<em>${text}</em>`;
      if (run.strong) text = `<strong>${text}</strong>`;
      html += run.href === undefined ? text : `<a href="${escaped(run.href)}">${text}</a>`;
    }
  }
  return html + '</span>'.repeat(open);
}

/** What stands at the foot, in the order of the text; '' for none. */
export function notesOf(notes: readonly string[]): string {
  if (notes.length === 0) return '';
  const items = notes.map(
    (words, index) =>
      `<li id="fotnot-${index + 1}">${escaped(words)} <a href="#fotnot-${index + 1}-i-texten" role="doc-backlink" aria-label="Tillbaka till texten vid fotnot ${index + 1}">↩</a></li>`,
  );
  return `<section class="notes" role="doc-endnotes" aria-label="Fotnoter">\n<ol>\n${items.join('\n')}\n</ol>\n</section>\n`;
}
