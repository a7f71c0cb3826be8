import type { Page } from '../paper/page.ts';
import type { Picture } from '../paper/picture.ts';
import { pictureSize } from '../paper/pictureSize.ts';
import { escaped } from '../paper/xmlText.ts';
import type { Writer } from './words.ts';

/** The head of the page, in reading order. */
export function letterheadOf({ letterhead, mark, headRule }: Page, arms: Picture | null, writer: Writer): string {
  const { municipality, body, label, facts, stamp } = letterhead;
  const right = [
    ...(label === '' ? [] : [`<p class="label">${escaped(label)}</p>`]),
    ...(mark === null ? [] : [`<p class="mark">${escaped(mark)}</p>`]),
    ...facts.map((fact) => `<p>${escaped(fact.label)} ${escaped(fact.value)}</p>`),
    ...(stamp === null ? [] : [`<p>${escaped(stamp)}</p>`]),
  ];
  return `<header${headRule ? ' class="rule"' : ''}>
${letterhead.arms === null || arms === null ? '' : pictureOf(arms, letterhead.arms.alt, writer)}<div class="sender">
<p class="municipality">${escaped(municipality)}</p>
${body === '' ? '' : `<p>${escaped(body)}</p>\n`}</div>
<div class="about">
${right.join('\n')}
</div>
</header>`;
}

function pictureOf({ bytes, format }: Picture, alt: string, writer: Writer): string {
  if (pictureSize(bytes, format) === null) {
    writer.lose({ code: 'pictureUnreadable' });
    return '';
  }
  const type = format === 'png' ? 'image/png' : 'image/jpeg';
  return `<img class="arms" src="data:${type};base64,${Buffer.from(bytes).toString('base64')}" alt="${escaped(alt)}">\n`;
}
