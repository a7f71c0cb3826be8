import { type DocumentFormat, type FileOptions, type LostInExport, type MarkOptions, stopPdf, textFile, toFile, toPdf } from '@yrka/exporters';
import { bjorkvik, type DocumentKind, schema, suggestionWord } from '@yrka/schema';
import {
  att,
  block,
  by,
  castVotes,
  clauses,
  costs,
  doc,
  fields,
  footnote,
  inline,
  no,
  p,
  reservation,
  section,
  title,
  vote,
  yes,
  yrkanden,
} from '@yrka/test-builders';
import { afterAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../../packages/exporters/src/docx/readDocxForTests.ts';
import { pngOfGrey } from '../../../packages/exporters/src/paper/samplesForTests.ts';
import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';

afterAll(stopPdf);

const formats = ['pdf', 'docx', 'odt', 'html', 'markdown', 'akn', 'text'] as const satisfies readonly (DocumentFormat | 'pdf' | 'text')[];
type Format = (typeof formats)[number];

const things = [
  'title',
  'language',
  'arms',
  'textForArms',
  'emphasis',
  'link',
  'footnote',
  'listInList',
  'clauseNumbers',
  'headOfTable',
  'sumOfTable',
  'votes',
  'reservation',
  'insertion',
  'deletion',
  'suggestedHeading',
  'comment',
  'lineNumbers',
  'unknownContent',
] as const;
type Thing = (typeof things)[number];

/** What the file has in it; what its report says that it has not; or a word on why nothing is lost. */
type Carried = RegExp | LostInExport | { readonly notMeant: string };

const lost = (what: Extract<LostInExport, { code: 'notCarried' }>['what']): LostInExport => ({ code: 'notCarried', what });
const suggestions = {
  insertion: lost('allSuggestions'),
  deletion: lost('allSuggestions'),
  suggestedHeading: lost('allSuggestions'),
  comment: lost('comments'),
};
const unknown: LostInExport = { code: 'unknownContent', name: 'hologram' };
const onlyText = { notMeant: 'a text has no place for it, and all of its words are Swedish' };
const withArms = { notMeant: 'it is said with the arms, which are told' };

/** Each thing in each format: one that is forgotten does not compile. */
const carried: Readonly<Record<Format, Readonly<Record<Thing, Carried>>>> = {
  pdf: {
    title: /^title Ljus på stigen$/mu,
    language: /^language sv-SE$/mu,
    arms: /^Figure /mu,
    textForArms: /^Figure Björkviks kommuns vapen$/mu,
    emphasis: { notMeant: 'it is seen; a PDF tags none' },
    link: /^ *Link rapporten$/mu,
    footnote: /^ *Note Mätt 2025\.$/mu,
    listInList: /LBody inre/u,
    clauseNumbers: /Lbl 2\n *LBody att se efter/u,
    headOfTable: /THead\n *TR\n *TH Post/u,
    sumOfTable: /TFoot\n *TR\n *TD Summa/u,
    votes: /Eva Ek \(L\) röstar ja/u,
    reservation: /Kim Ståhl \(C\) reserverar sig/u,
    ...suggestions,
    lineNumbers: /^PAGES? .*\b17\b/mu,
    unknownContent: unknown,
  },
  docx: {
    title: /<dc:title>Ljus på stigen</u,
    language: /<w:lang w:val="sv-SE"/u,
    arms: /<w:drawing>/u,
    textForArms: /descr="Björkviks kommuns vapen"/u,
    emphasis: /<w:b\/>.*<w:t [^>]*>fetstil/u,
    link: /Target="https:\/\/example\.org\/r"/u,
    footnote: /<w:footnote w:id="1".*Mätt 2025\./u,
    listInList: /<w:ilvl w:val="1"\/>.*inre/u,
    clauseNumbers: /<w:numFmt w:val="decimal"\/><w:lvlText w:val="%1"\/>/u,
    headOfTable: /<w:tblHeader\/>/u,
    sumOfTable: /<w:b\/>.{0,120}Summa/u,
    votes: /Eva Ek \(L\) röstar ja/u,
    reservation: /Kim Ståhl \(C\) reserverar sig/u,
    insertion: /<w:ins [^>]*w:author="Eva Ek"[^>]*>.{0,80}kräver/u,
    deletion: /<w:del [^>]*w:author="Eva Ek"[^>]*>.{0,80}<w:delText [^>]*>ber/u,
    suggestedHeading: lost('suggestions'),
    comment: /<w:comment [^>]*w:author="Rakel Dal".*Vilka\?/u,
    lineNumbers: /<w:lnNumType /u,
    unknownContent: unknown,
  },
  odt: {
    title: /<dc:title>Ljus på stigen</u,
    language: /fo:language="sv" fo:country="SE"/u,
    arms: /<draw:image xlink:href="Pictures\/arms\.png"/u,
    textForArms: /<svg:desc>Björkviks kommuns vapen</u,
    emphasis: /<text:span text:style-name="Fet">fetstil</u,
    link: /<text:a [^>]*xlink:href="https:\/\/example\.org\/r"/u,
    footnote: /<text:note-body><text:p [^>]*>Mätt 2025\./u,
    listInList: /<text:list [^>]*><text:list-item><text:p [^>]*>(?:<text:bookmark [^>]*>)?yttre<\/text:p><text:list /u,
    clauseNumbers: /<text:list text:style-name="Att-satser">/u,
    headOfTable: /<table:table-header-rows>/u,
    sumOfTable: /<text:span text:style-name="Fet">Summa</u,
    votes: /Eva Ek \(L\) röstar ja/u,
    reservation: /Kim Ståhl \(C\) reserverar sig/u,
    ...suggestions,
    lineNumbers: /<text:linenumbering-configuration text:number-lines="true"/u,
    unknownContent: unknown,
  },
  html: {
    title: /<title>Ljus på stigen</u,
    language: /<html lang="sv">/u,
    arms: /<img class="arms" src="data:image\/png/u,
    textForArms: /alt="Björkviks kommuns vapen"/u,
    emphasis: /<strong>fetstil</u,
    link: /<a href="https:\/\/example\.org\/r">rapporten</u,
    footnote: /<li id="fotnot-1">Mätt 2025\./u,
    listInList: /<li[^>]*>yttre\n<ul>\n<li[^>]*>inre/u,
    clauseNumbers: /<ol class="clauses">/u,
    headOfTable: /<th scope="col">Post</u,
    sumOfTable: /<tfoot>\n<tr><td>Summa</u,
    votes: /Eva Ek \(L\) röstar ja/u,
    reservation: /Kim Ståhl \(C\) reserverar sig/u,
    ...suggestions,
    lineNumbers: lost('lineNumbers'),
    unknownContent: unknown,
  },
  markdown: {
    title: /^# Ljus på stigen$/mu,
    language: onlyText,
    arms: lost('arms'),
    textForArms: withArms,
    emphasis: /\*\*fetstil\*\*/u,
    link: /\[rapporten\]\(<https:\/\/example\.org\/r>\)/u,
    footnote: /^\[\^1\]: Mätt 2025\.$/mu,
    listInList: /^- yttre\n {2}- inre$/mu,
    clauseNumbers: /^2\. att se efter/mu,
    headOfTable: /^\| Post \| 2027, tkr \|\n\| --- \| ---: \|$/mu,
    sumOfTable: /\*\*Summa\*\*/u,
    votes: /Eva Ek \(L\) röstar ja/u,
    reservation: /Kim Ståhl \(C\) reserverar sig/u,
    ...suggestions,
    lineNumbers: lost('lineNumbers'),
    unknownContent: unknown,
  },
  akn: {
    title: /<docTitle [^>]*>Ljus på stigen</u,
    language: /<FRBRlanguage language="swe"\/>/u,
    arms: lost('arms'),
    textForArms: withArms,
    emphasis: /<b>fetstil</u,
    link: /<a [^>]*href="https:\/\/example\.org\/r">rapporten</u,
    footnote: /<authorialNote [^>]*marker="1"[^>]*><p [^>]*>Mätt 2025\./u,
    listInList: /<p [^>]*>yttre<\/p>\n<blockList [^>]*class="bullet">/u,
    clauseNumbers: /<num [^>]*>2\.<\/num>\n<p [^>]*>att se efter/u,
    headOfTable: /<th [^>]*>(?:<p [^>]*>)?Post/u,
    sumOfTable: />Summa</u,
    votes: /<vote [^>]*>.*Eva Ek \(L\)/u,
    reservation: /Kim Ståhl \(C\)<\/person> reserverar sig/u,
    ...suggestions,
    lineNumbers: lost('lineNumbers'),
    unknownContent: unknown,
  },
  text: {
    title: /^Ljus på stigen$/mu,
    language: onlyText,
    arms: lost('arms'),
    textForArms: withArms,
    emphasis: lost('emphasis'),
    link: /rapporten \(https:\/\/example\.org\/r\)/u,
    footnote: /^\[1\] Mätt 2025\.$/mu,
    listInList: /^– yttre\n {2}– inre$/mu,
    clauseNumbers: { notMeant: 'clauses that begin with att have no numbers in running text, as in minutes' },
    headOfTable: /^Post\s+2027, tkr$/mu,
    sumOfTable: /^Summa\s+12\s500$/mu,
    votes: /Eva Ek \(L\) röstar ja/u,
    reservation: /Kim Ståhl \(C\) reserverar sig/u,
    ...suggestions,
    lineNumbers: lost('lineNumbers'),
    unknownContent: unknown,
  },
};

const eva = { id: 'AAAAAAAAAAAA', by: 'eva' };
const everything = doc(
  fields('head', { diarienummer: 'KS 2027-00031' }),
  title('Ljus på stigen'),
  p(
    'Se ',
    inline('rapporten', schema.mark('link', { href: 'https://example.org/r' })),
    ' i ',
    inline('fetstil', schema.mark('strong')),
    '.',
    footnote('Mätt 2025.'),
  ),
  block('paragraph', { list: 'bullet' }, 'yttre'),
  block('paragraph', { list: 'bullet', depth: 1 }, 'inre'),
  p('Vi ', inline('ber', schema.mark('deletion', eva)), inline('kräver', schema.mark('insertion', eva)), ' om ljus.'),
  block('paragraph', { suggested: [{ ...eva, name: 'level', value: 1 }] }, 'Blir en rubrik.'),
  block('paragraph', { inserted: suggestionWord(eva) }, 'Nytt.'),
  clauses(att('tända lyktorna, samt'), att('se efter dem.')),
  section('consequences', null, costs(['Post', '2027, tkr'], ['Lyktor', '12 500'])),
  section(
    'yrkanden',
    null,
    yrkanden(
      block('yrkande', { kind: 'approval', target: 'motion', id: 'y1' }, by('Kim Ståhl (C)')),
      block('yrkande', { withdrawn: true }, by('Eva Ek (L)'), p('Taget tillbaka.')),
    ),
  ),
  section('vote', null, vote({ yes: 1, no: 1 }, castVotes(yes('Eva Ek (L)'), no('Kim Ståhl (C)')))),
  section('reservations', null, reservation({ inFavourOf: 'y1' }, by('Kim Ståhl (C)'))),
  block('opaque', { name: 'hologram' }),
);
const marks: MarkOptions = {
  changeOf: () => ({ author: 'Eva Ek', at: '2027-01-10T08:30:00Z' }),
  comments: [{ isDone: false, at: { from: 30, to: 34 }, said: [{ author: 'Rakel Dal', at: '2027-01-11T09:00:00Z', text: 'Vilka?' }] }],
};
const kind: DocumentKind = 'minutesItem';
const options: FileOptions & { kind: DocumentKind } = {
  template: bjorkvik,
  kind,
  createdAt: new Date('2027-01-12T20:14:00Z'),
  arms: { bytes: pngOfGrey(120, 140), format: 'png' },
  lineNumbers: true,
  marks,
};

async function written(format: Format): Promise<{ readonly text: string; readonly report: readonly LostInExport[] }> {
  if (format === 'pdf') {
    const { bytes, report } = await toPdf(everything, options);
    const { title: name, lang, structure, pages } = await readPdf(bytes);
    return { text: `title ${name}\nlanguage ${lang}\n${structure}\nPAGES ${pages.join(' ')}`, report };
  }
  const { bytes, report } = format === 'text' ? textFile(everything, options) : await toFile(format, everything, options);
  const isPackage = format === 'docx' || format === 'odt';
  return { text: isPackage ? Object.values(partsOf(bytes)).join('\n') : new TextDecoder().decode(bytes), report };
}

describe.each(formats)('%s', (format) => {
  test('has in it, or says that it has not, each thing that a document can hold', async () => {
    const { text, report } = await written(format);
    for (const thing of things) {
      const way = carried[format][thing];
      if (way instanceof RegExp) expect([thing, way.test(text)]).toEqual([thing, true]);
      else if ('code' in way) expect([thing, report]).toEqual([thing, expect.arrayContaining([way])]);
    }
    // And nothing else is told than what is not there.
    const told = things.map((thing) => carried[format][thing]).filter((way): way is LostInExport => 'code' in way);
    expect(report.filter((one) => !told.some((way) => JSON.stringify(way) === JSON.stringify(one)))).toEqual([]);
    expect(text).not.toMatch(/Taget tillbaka/u);
  });
});
