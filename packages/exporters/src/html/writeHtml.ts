import { readFileSync } from 'node:fs';
import type { FileWriter } from '../paper/fileWriter.ts';
import type { Page } from '../paper/page.ts';
import { escaped, xmlText } from '../paper/xmlText.ts';
import type { LostInExport } from '../report.ts';
import { writeBlock } from './blocks.ts';
import { letterheadOf } from './letterhead.ts';
import { notesOf, type Writer } from './words.ts';

/** How the page looks on a screen and on paper. */
const look = readFileSync(new URL('page.css', import.meta.url), 'utf8');

/** A page as one file of HTML. */
export const writeHtml: FileWriter = (page, { arms, source, createdAt }) => {
  const lost = new Map<string, LostInExport>();
  const notes: string[] = [];
  const writer: Writer = { note: (words) => notes.push(words), lose: (one) => lost.set(JSON.stringify(one), one) };
  if (page.lineNumbers) writer.lose({ code: 'notCarried', what: 'lineNumbers' });
  const content = page.blocks.map((block) => writeBlock(block, writer)).join('\n');
  const html = `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page.title)}</title>
${page.authors.map((author) => `<meta name="author" content="${escaped(author)}">\n`).join('')}<meta name="generator" content="Yrka">
<meta name="dcterms.modified" content="${createdAt.toISOString()}">
<style>
${look}${page.accent === null ? '' : `:root {\n  --accent: ${page.accent};\n}\n`}</style>
</head>
<body>
${letterheadOf(page, arms, writer)}
<main>
${content}
</main>
${notesOf(notes)}${footOf(page)}${source === null ? '' : carried(source)}</body>
</html>
`;
  return { bytes: new TextEncoder().encode(html), lost: [...lost.values()] };
};

function footOf({ documentId, footer }: Page): string {
  const reached = footer.map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`).join('\n');
  const parts = [...(reached === '' ? [] : [`<dl>\n${reached}\n</dl>\n`]), ...(documentId === null ? [] : [`Dokument-id ${escaped(documentId)}`])];
  return parts.length === 0 ? '' : `<footer>${parts.join('')}</footer>\n`;
}

/** Data, not a script: a browser runs none of it. Nothing in it ends the element. */
const carried = (source: string) => `<script type="application/json" id="yrka-source">${xmlText(source).replace(/[<>&]/gu, unicode)}</script>\n`;
const unicode = (letter: string) => `\\u00${letter.charCodeAt(0).toString(16)}`;
