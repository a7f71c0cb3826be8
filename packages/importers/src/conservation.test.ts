import { toPlainText } from '@yrka/exporters';
import { bjorkvik, huddinge, templateById } from '@yrka/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importText } from './index.ts';
import { lettersOf, withoutLines, wordsOf } from './wordsForTests.ts';

// Documents put together at random from the kinds of lines that real ones have, in any order, so that
// no reader may count on its neighbours. A failing run prints its seed; YRKA_SEED runs it again.
const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 400);

const headings = [...bjorkvik.minutesParts, ...bjorkvik.reportParts, ...huddinge.minutesParts]
  .map(({ heading }) => heading)
  .filter((heading) => heading !== '');
const others = [
  'Motionen',
  'Handlingar',
  'Propositionsordning',
  'Huvudvotering',
  'Expedieras till:',
  'Tidigare behandling',
  'Kommunfullmäktige beslutar',
  'Deltar inte i beslutet',
  'Bilaga',
  'Vid protokollet',
];
const lines = [
  'MOTION',
  'Tjänsteutlåtande',
  '§ 33 0496/22',
  '§ 34',
  '2023-01-26',
  'Datum',
  'Kommunstyrelsen          2031-03-25',
  'Beslutet expedieras till:          2031-05-12',
  'Beslutet expedieras till: Motionären, Socialnämnden',
  'NORRBY KOMMUN          SAMMANTRÄDESPROTOKOLL     3 (17)',
  '<!-- sida 3 -->',
  '| Ledamot | Ja | Nej |',
  '| --- | --- | --- |',
  '| Anna Lind (L) | X |  |',
  'Omröstningslista nr. 1',
  'Votering #3:          Bilaga § 33',
  'Bilaga B',
  'Socialdemokraterna',
  'Nämnden för Kultur, nämnden för Teknik',
  'Kf § 12 Dnr 2031/00121',
  '§ 88 Motion 12-2030 av Greta Bengtz (V) – Trygg väg',
  'Diarienummer: RS 2030-01877',
  'Handling 2023 nr 15',
  'Motion om lyktor',
  'Motion av Anna Lind (L) om lyktor',
  'Till kommunfullmäktige i Björkviks kommun',
  'Handläggare: Rakel Dal',
  'Datum: 2026-05-04     Diarienummer: KS 2026/1',
  'Björkviks kommun',
  'Vi yrkar',
  'Vi föreslår att kommunfullmäktige beslutar',
  'Förslag till beslut i kommunfullmäktige: 1. Nämnden mäter. 2. Nämnden återkommer.',
  'Kommunfullmäktige föreslås besluta: Nämnden mäter.',
  'att sätta upp lyktor,',
  'att mäta ljuset, samt',
  '– att återkomma.',
  '1. Motionen avslås.',
  '2. Motionen anses besvarad.',
  '3) något',
  '7. Sju',
  '- en punkt',
  '• en annan',
  '-',
  'Motionen avslås.',
  'Enligt kommunstyrelsens förslag:',
  'Alternativ 1: Motionen bifalls.',
  'Kommunstyrelsen föreslår kommunfullmäktige besluta',
  'Anna Lind (L) yrkar bifall till motionen.',
  'Kim Ståhl (C): Avslag på motionen',
  'Per Ek (S) och Rut Sax (BD) yrkar bifall till Anna Linds (L) yrkande. Kim Ståhl (C) instämmer.',
  'Anna Lind (L) yrkar följande:',
  'Ordföranden ställer yrkandena mot varandra. Omröstning begärs.',
  'Ja-röst för förslaget. Nej-röst för motionen.',
  'Maj Hed (S) röstar ja. Anna Lind (L) röstar nej.',
  'Omröstningen utfaller med 7 Ja mot 6 Nej. 1 ledamot avstår från att rösta.',
  'Den som bifaller röstar ja.',
  'Anna Lind (L) reserverar sig mot beslutet till förmån för eget yrkande.',
  'Blank reservation anmäls av Kim Ståhl (C).',
  'Vi reserverar oss mot beslutet, eftersom det är mörkt.',
  'Ledamöterna från SD reserverar sig mot beslutet.',
  'Rut Sax (BD) antecknar följande till protokollet: Det är mörkt.',
  'Miljöpartiet lämnar ett särskilt yttrande.',
  'Per Roos (C) anmäler jäv.',
  'Anna Lind (L) och Kim Ståhl (C) yttrar sig i ärendet innan överläggningen förklaras avslutad.',
  'Tekniska nämnden',
  'Kommunstyrelsen',
  'Samtliga nämnder',
  'Tjänsteskrivelse den 4 maj 2026',
  '40 (74)',
  'Protokoll nr 5',
  'Sammanträdesdatum: 2023-01-26',
  'Göteborgs Stad Kommunfullmäktige, protokoll',
  'Björkvik den 2 mars 2026',
  'Anna Lind (L)          Omar Said (L)',
  'Rakel Dal     Sten Rör',
  'Gatuingenjör     Teknisk chef',
  'Ersättare Eva Ek (L) instämmer i motionen',
  'Anna Lind (L)',
  '----',
  'Det är mörkt på stigen, och många går hellre längs riksvägen än under träden, vilket ingen av oss tycker är bra för',
  'barnen som ska till skolan.',
  'En mening. Och en till, se 5 kap. 35 § kommunallagen (2017:725).',
  '(för kännedom)',
  'Hur det ser ut',
  'Tidigare   har   det   varit\tannorlunda.',
  'Vid Norra torget, Björkvik m.fl. platser',
  'Nämnden beslutar\u00a0så.',
];
const line = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...headings, ...others) },
  { weight: 7, arbitrary: fc.constantFrom(...lines) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
);
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n\n', '\n', '\r\n', '\n\n\n')), { minLength: 1, maxLength: 25 })
  .map((parts) => parts.flat().join(''));
const long = fc
  .tuple(text, fc.boolean())
  .map(([words, isUnwrapped]) =>
    isUnwrapped ? `${words}\n${'Ett stycke utan radbrytning som är mycket längre än någon rad brukar vara. '.repeat(4)}\n` : words,
  );

test('no word is lost, added or moved, whatever stands in whatever order', () => {
  let cases = 0;
  fc.assert(
    fc.property(long, fc.option(fc.constantFrom('motion' as const, 'officerReport' as const, 'minutesItem' as const), { nil: undefined }), (source, kind) => {
      // Nothing to read is told as such (ImporterError); signs that are no text are taken away before.
      const readable = source.replace(/[\u00ad\ufeff\u200b]|[\p{Cc}--[\t\n\r\v\f]]/gv, '');
      fc.pre(wordsOf(readable).length > 0 && !/[\ufb00-\ufb06]/u.test(source));
      cases++;
      const read = importText(source, kind === undefined ? {} : { kind });
      const expected = wordsOf(withoutLines(readable, read.report.furniture));
      const back = toPlainText(read.document, { kind: read.kind, template: templateById(read.templateId ?? '') ?? bjorkvik });
      // A hyphen at the end of a line may have been the line's own.
      if (/[\p{L}\d]-\s*[\n\r\v\f\u2028\u2029]/u.test(readable)) expect(lettersOf(back)).toBe(lettersOf(expected.join(' ')));
      else expect(wordsOf(back)).toEqual(expected);
    }),
    { seed, numRuns: runs },
  );
  console.log(`importers conservation: ${cases} cases, seed ${seed}`);
});
