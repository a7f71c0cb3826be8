import type { ImportableKind } from '@yrka/schema';
import type { Node } from 'prosemirror-model';

/** A body's name in running text; the last word in any case that a sentence gives it. */
const assembly = '(?:(?:kommun|region)?fullmäktige)';
const board = '(?:(?:kommun|region)styrelsen)(?:s arbetsutskott)?';
const committee = String.raw`(?:(?:\p{L}+(?:,| samt| och) )?\p{L}+-(?: och|,) (?:\p{L}+- och )?\p{L}+nämnden|\p{L}[\p{L}-]+nämnden|(?:\p{L}*ska|sociala|kommunala|gemensamma) nämnden|nämnden för [\p{L}, &-]{4,50}?|[\p{L}-]+utskottet|\p{L}+beredningen)`;
const body = `(${assembly}|${board}|${committee})`;

type Sources = {
  readonly kind: ImportableKind;
  readonly document: Node;
  readonly headings: readonly { readonly text: string }[];
  readonly report: { readonly furniture: readonly { readonly text: string }[] };
};

/**
 * [FLD3] Who decides: by the letters before the §, a heading that names it, the page's header, or the
 * sentence that decides, in that order; of a report the body that it is written to. Null where none says.
 */
export function bodyOf({ kind, document, headings, report }: Sources): string | null {
  const text = document.textBetween(0, document.content.size, '\n');
  const found = kind === 'officerReport' ? addresseeIn(document, headings, text) : deciderIn(document, headings, report.furniture, text);
  return found === null ? null : named(found, text);
}

function deciderIn(document: Node, headings: Sources['headings'], furniture: Sources['report']['furniture'], text: string): string | null {
  const number = field(document, 'paragraphNumber') ?? '';
  const letters = /^(\p{L}+)/u.exec(number)?.[1]?.toLowerCase();
  const byLetters =
    letters === undefined ? null : ({ kf: 'kommunfullmäktige', ks: 'kommunstyrelsen', rf: 'regionfullmäktige', rs: 'regionstyrelsen' }[letters] ?? null);
  if (byLetters !== null) return byLetters;
  for (const heading of headings) {
    const decides = new RegExp(`^${body}s? (?:beslut|beslutar|beslutade)$`, 'iu').exec(heading.text.replace(/:$/u, ''))?.[1];
    if (decides !== undefined) return decides;
  }
  for (const line of [...furniture.map((one) => one.text), ...text.split('\n').slice(0, 6)]) {
    const alone = new RegExp(String.raw`(?:^|\s{2}|stad )${body}(?: \(nr \d+\))?(?:,? protokoll)?(?:$|\s{2}|\s\d)`, 'iu').exec(line)?.[1];
    if (alone !== undefined) return alone;
  }
  const sentences = [
    `${body} (?:föreslår|hemställer|förordar)(?: att)? (?:kommun|region)?fullmäktige`,
    `(?:finner|fann|finna|konstaterar)(?: sig finna)? att ${body} (?:har )?(?:beslut|bifall|bifaller|avsl|god|anta)`,
    `${body} (?:beslutar|beslutade|avslår|bifaller)`,
    `(?:ärendet|motionen) (?:i|av) ${body}`,
  ];
  for (const sentence of sentences) {
    const decides = new RegExp(sentence, 'iu').exec(text)?.[1];
    if (decides !== undefined) return decides;
  }
  // "nämnden beslutar" of a committee whose name stands on a line of its own.
  return /\bnämnden (?:beslut|bifall|avsl|föreslår)/u.test(text) ? committeeAlone(document) : null;
}

function committeeAlone(document: Node): string | null {
  let found: string | null = null;
  document.descendants((node) => {
    if (found === null && node.type.name === 'paragraph') found = new RegExp(`^${committee}$`, 'iu').exec(node.textContent.trim())?.[0] ?? null;
    return !node.isTextblock;
  });
  return found;
}

function addresseeIn(document: Node, headings: Sources['headings'], text: string): string | null {
  const addressee = new RegExp(`^till ${body}`, 'iu').exec(field(document, 'addressee') ?? '')?.[1];
  if (addressee !== undefined) return addressee;
  for (const { text: heading } of headings) {
    const decides = new RegExp(`(?:^förslag till beslut i|förslag till) ${body}$`, 'iu').exec(heading.replace(/:$/u, ''))?.[1];
    if (decides !== undefined) return decides;
  }
  const proposes = new RegExp(`${body} föreslår(?: att)? (?:kommun|region)?fullmäktige`, 'iu').exec(text)?.[1];
  if (proposes !== undefined) return proposes;
  // The office that prepares for the executive board, and writes to nobody else.
  return /\b(?:stadsledningskontoret|kommunledningskontoret|kommunledningsförvaltningen|kommunstyrelsens förvaltning|kommunstyrelseförvaltningen)/iu.test(text)
    ? 'kommunstyrelsen'
    : (new RegExp(`${body} beslutar`, 'iu').exec(text)?.[1] ?? null);
}

function field(document: Node, name: string): string | null {
  let found: string | null = null;
  document.descendants((node) => {
    if (found === null && node.type.name === 'field' && node.attrs.name === name) found = node.textContent;
    return !node.isTextblock;
  });
  return found;
}

/** With a capital; "fullmäktige" alone is the municipality's unless the text is a region's. */
function named(words: string, text: string): string {
  const whole = /^fullmäktige$/iu.test(words)
    ? /regionfullmäktige|regionstyrelsen/iu.test(text)
      ? 'regionfullmäktige'
      : 'kommunfullmäktige'
    : // Set in capitals, as on the page; else a committee writes its name as it does.
      words === words.toUpperCase()
      ? words.toLowerCase()
      : words;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}
