import { bjorkvik, type DocumentKind, schema } from '@yrka/schema';
import { doc, inline, p, title } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { afterAll, expect, test } from 'vitest';
import { type PagesOptions, stopPdf, toPages, toPdf } from '../index.ts';
import { minutes, motion, pngOfGrey, report } from '../paper/samplesForTests.ts';
import { Drawing } from './drawing.ts';

afterAll(stopPdf);

const options = { template: bjorkvik, kind: 'motion' } as const;
const createdAt = new Date('2027-01-12T20:14:00Z');
const drawn = (document: Node, more: Partial<PagesOptions> = {}) => toPages(document, { ...options, ...more });
/** A document of some pages, each paragraph another. */
const long = (paragraphs: number, word = 'Mätning') =>
  doc(title('Lång motion'), ...Array.from({ length: paragraphs }, (_, number) => p(`${word} ${number} visar att barn cyklar till skolan. `.repeat(6))));

test('the pages are those of the PDF, each of its size', async () => {
  const samples: readonly (readonly [DocumentKind, Node])[] = [
    ['motion', motion()],
    ['officerReport', report()],
    ['minutesItem', minutes()],
    ['motion', long(60)],
  ];
  for (const [kind, document] of samples) {
    const [{ total, pages, report: lost }, pdf] = [await drawn(document, { kind }), await toPdf(document, { template: bjorkvik, kind, createdAt })];
    expect([total, pages.map(({ number }) => number), lost]).toEqual([pdf.pages, Array.from({ length: pdf.pages }, (_, index) => index + 1), []]);
    for (const { widthPt, heightPt } of pages) expect([Math.round(widthPt), Math.round(heightPt)]).toEqual([595, 842]);
  }
});

test('only the pages that are asked for are made', async () => {
  const { total, pages } = await drawn(long(60), { from: 2, count: 2 });
  expect([total > 3, pages.map(({ number }) => number)]).toEqual([true, [2, 3]]);
  expect((await drawn(long(60), { from: total, count: 5 })).pages.map(({ number }) => number)).toEqual([total]);
  expect((await drawn(long(60), { from: total + 1, count: 5 })).pages).toEqual([]);
});

test('a page is the same, whichever others it is asked for with, and whatever was made in between', async () => {
  const whole = (await drawn(long(60))).pages;
  await drawn(motion());
  expect((await drawn(long(60), { from: 3, count: 1 })).pages).toEqual([whole[2]]);
  expect((await drawn(long(60, 'Räkning'), { from: 3, count: 1 })).pages).not.toEqual([whole[2]]);
});

test('numbers beside the lines, lines to sign on and arms are in the pictures', async () => {
  const svgOf = async (more: Partial<PagesOptions>) => (await drawn(motion(), more)).pages[0]?.svg ?? '';
  const plain = await svgOf({});
  const letters = (svg: string) => svg.match(/<use /gu)?.length ?? 0;
  expect(letters(await svgOf({ lineNumbers: true }))).toBeGreaterThan(letters(plain));
  const toSign = (name: string) => svgOf({ signatureLines: [{ name, party: null }] });
  expect(letters(await toSign('Åke Öberg den yngre'))).toBe(letters(await toSign('Åke Öberg')) + 'den yngre'.length - 1);
  expect([plain.includes('<image'), (await svgOf({ arms: { bytes: pngOfGrey(120, 140), format: 'png' } })).includes('href="data:image/png;base64,')]).toEqual([
    false,
    true,
  ]);
});

test('with marks the pages have what is suggested, and tell that they have no place for comments', async () => {
  const maker = { id: 'AAAAAAAAAAAA', by: 'eva' };
  const suggested = doc(p('Vi ', inline('kräver', schema.mark('deletion', maker)), inline('ber', schema.mark('insertion', maker)), ' om ljus.'));
  const of = async (document: Node, more: Partial<PagesOptions> = {}) => {
    const { pages, report } = await drawn(document, more);
    return { letters: pages[0]?.svg.match(/<use /gu)?.length ?? 0, lines: pages[0]?.svg.match(/stroke="#(?:1b5e35|8c1d18)"/gu)?.length ?? 0, report };
  };
  const standing = await of(doc(p('Vi kräver om ljus.')));
  expect(await of(suggested)).toEqual({ ...standing, report: [{ code: 'notCarried', what: 'allSuggestions' }] });
  const comments = [{ isDone: false, at: null, said: [{ author: 'Eva Ek', at: '2027-01-10T08:30:15.123Z', text: 'Stämmer det?' }] }];
  const changeOf = () => ({ author: 'Eva Ek', at: null });
  const marked = { letters: standing.letters + 'ber'.length, lines: 2 };
  expect(await of(suggested, { marks: { changeOf, comments: [] } })).toEqual({ ...marked, report: [] });
  expect(await of(suggested, { marks: { changeOf, comments } })).toEqual({ ...marked, report: [{ code: 'notCarried', what: 'comments' }] });
});

test('nothing in a picture runs, leads anywhere or is fetched, whatever stands in the document', async () => {
  const hostile = '<script>alert(1)</script> "\'&amp; </svg><foreignObject> javascript:alert(1) ]]> #panic("x")';
  const { pages } = await drawn(doc(title(hostile), ...motion().children, p(hostile)), { header: { diarienummer: hostile } });
  for (const { svg } of pages) {
    expect(svg).not.toMatch(/<script|<a[ >]|foreignObject|alert|javascript|on[a-z]+=|https?:(?!\/\/www\.w3\.org\/)/u);
    expect([...new Set(svg.match(/<[a-z]+/giu))].sort()).toEqual(['<defs', '<g', '<path', '<rect', '<svg', '<symbol', '<use']);
  }
});

test('a picture of arms that cannot be read takes no page with it, and is told each time', async () => {
  const arms = { bytes: new TextEncoder().encode('not a picture'), format: 'png' } as const;
  for (const from of [1, 1, 2]) expect((await drawn(motion(), { arms, from, count: 1 })).report).toEqual([{ code: 'pictureUnreadable' }]);
});

test('who gives up is told at once', async () => {
  await expect(drawn(motion(), { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  const giveUp = new AbortController();
  const asked = drawn(long(60, 'Vägning'), { signal: giveUp.signal });
  giveUp.abort('not now');
  await expect(asked).rejects.toBe('not now');
});

test('a picture that is made otherwise than we know is refused', () => {
  const picture = (content: string) => `<svg class="typst-doc" viewBox="0 0 10 20" width="10pt" height="20pt">\n    ${content}\n</svg>`;
  const page = (content: string) => picture(`<g>\n        ${content}\n    </g>`);
  expect(new Drawing(page('<path d="M 0 0"/>'), 1).page(1)?.svg).toContain('<path d="M 0 0"/>');
  expect(() => new Drawing(page('<path d="M 0 0"/>'), 2)).toThrow('in another way');
  for (const strange of [
    '<script>1</script>',
    '<foreignObject/>',
    '<a href="https://example.org"><path/></a>',
    '<image xlink:href="https://example.org/x.png"/>',
  ])
    expect(() => new Drawing(page(strange), 1).page(1)).toThrow('holds <');
});
