import { bjorkvik, type DocumentKind, huddinge, schema } from '@yrka/schema';
import {
  absent,
  att,
  attachments,
  basis,
  block,
  by,
  castVotes,
  clauses,
  costs,
  decisions,
  deliberation,
  doc,
  fields,
  footnote,
  hardBreak,
  heading,
  inline,
  movers,
  no,
  p,
  people,
  person,
  point,
  quote,
  recipients,
  reservation,
  section,
  sentence,
  signatories,
  speakers,
  supporters,
  table,
  title,
  vote,
  yes,
  yrkande,
  yrkanden,
} from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { toPlainText } from '../index.ts';
import { pageOf } from '../paper/pageOf.ts';

const text = (kind: DocumentKind, ...content: Node[]) => toPlainText(doc(...content), { template: bjorkvik, kind });
const bullet = (words: string, depth = 0) => block('paragraph', { list: 'bullet', depth }, words);
const numbered = (words: string, depth = 0) => block('paragraph', { list: 'ordered', depth }, words);

test('a motion stands as on paper', () => {
  expect(
    text(
      'motion',
      title('Motion om belysning vid Norra torget'),
      movers('Anna Lind (L)', 'Omar Said (L)'),
      p('Torget är mörkt.'),
      p('Med hänvisning till ovanstående föreslår vi att kommunfullmäktige beslutar'),
      clauses(att('uppdra till tekniska nämnden att sätta upp lyktor, samt'), att('åtgärden redovisas under året.')),
      fields('closing', { place: 'Björkvik', date: 'den 2 mars 2026' }),
      signatories('Anna Lind (L)', 'Kim Ståhl (C)'),
      supporters(person('Eva Ek', 'L', { role: 'substitute' })),
    ),
  ).toBe(`Motion om belysning vid Norra torget

Motion av Anna Lind (L) och Omar Said (L)

Torget är mörkt.

Med hänvisning till ovanstående föreslår vi att kommunfullmäktige beslutar

att uppdra till tekniska nämnden att sätta upp lyktor, samt
att åtgärden redovisas under året.

Björkvik den 2 mars 2026

Anna Lind (L)
Kim Ståhl (C)

Ersättare Eva Ek (L) instämmer i motionen
`);
});

test('movers are not named again when the title names them or they sign', () => {
  expect(text('motion', title('Motion av Anna Lind (L) om torget'), movers('Anna Lind (L)'))).toBe('Motion av Anna Lind (L) om torget\n');
  expect(text('motion', title('Motion om torget'), movers('Anna Lind (L)'), signatories('Anna Lind (L)'))).toBe('Motion om torget\n\nAnna Lind (L)\n');
});

test('clauses that are whole sentences are numbered when there are several', () => {
  expect(text('motion', clauses(sentence('Nämnden får i uppdrag att utreda.'), sentence('Nämnden återkommer.')))).toBe(
    '1. Nämnden får i uppdrag att utreda.\n2. Nämnden återkommer.\n',
  );
  expect(text('motion', clauses(sentence('Nämnden får i uppdrag att utreda.')))).toBe('Nämnden får i uppdrag att utreda.\n');
});

test('a report has its head, its parts with the headings of the template, and no empty part', () => {
  expect(
    text(
      'officerReport',
      fields('head', { department: 'Tekniska kontoret', responsibleOfficer: 'Rakel Dal', date: '2026-05-04', diarienummer: 'KS 2026/112' }),
      title('Svar på motion om belysning'),
      section('proposedDecision', null, decisions(point('bifalla motionen', { att: true }))),
      section('summary', null, p('')),
      section('assessment', 'Kontorets synpunkter', p('Förslaget är bra.')),
      section('decisionBasis', null, basis('Motion, inkommen 2026-03-02')),
      section('attachments', null, attachments('1. Karta')),
      section('recipients', null, recipients('Tekniska nämnden')),
    ),
  ).toBe(`Tekniska kontoret
Handläggare: Rakel Dal
Datum: 2026-05-04
Diarienummer: KS 2026/112

Svar på motion om belysning

Förslag till beslut
att bifalla motionen

Kontorets synpunkter
Förslaget är bra.

Beslutsunderlag
Motion, inkommen 2026-03-02

Bilagor
1. Karta

Beslutet ska skickas till
Tekniska nämnden
`);
});

test('minutes are written from what was recorded, and words by hand stand', () => {
  expect(
    toPlainText(
      doc(
        fields('head', { paragraphNumber: '§ 12', diarienummer: 'KS 2026/112' }),
        title('Svar på motion om belysning'),
        section('decision', null),
        section('proposalToAssembly', null, decisions('Motionen anses besvarad.')),
        section('deliberation', null, deliberation(speakers('Eva Ek (L)', 'Kim Ståhl (C)'))),
        section(
          'yrkanden',
          null,
          yrkanden(
            block('yrkande', { kind: 'approval', target: 'motion', id: 'y1' }, by('Eva Ek (L)')),
            yrkande('approval', 'proposedDecision', by('Kim Ståhl (C)'), p('Kim Ståhl (C) yrkar bifall till förslaget.')),
          ),
        ),
        section('beslutsgang', null, p('Ordföranden ställer förslagen mot varandra.')),
        section('reservations', null, reservation({ inFavourOf: 'y1' }, by('Eva Ek (L)')), reservation({ form: 'blank' }, by('Omar Said (L)'))),
      ),
      { template: huddinge, kind: 'minutesItem' },
    ),
  ).toBe(`§ 12 KS 2026/112

Svar på motion om belysning

Kommunstyrelsens beslut

Kommunstyrelsens förslag till kommunfullmäktige
Motionen anses besvarad.

Överläggning
Eva Ek (L) och Kim Ståhl (C) yttrar sig i ärendet innan överläggningen förklaras avslutad.

Propositioner
Eva Ek (L) yrkar bifall till motionen.

Kim Ståhl (C) yrkar bifall till förslaget.

Ordföranden ställer förslagen mot varandra.

Reservationer
Eva Ek (L) reserverar sig mot beslutet till förmån för eget yrkande.

Blank reservation anmäls av Omar Said (L).
`);
});

test('a vote in words still tells the votes that the words leave out', () => {
  const votes = castVotes(yes('Eva Ek (L)'), no('Kim Ståhl (C)'), absent('Omar Said (L)'));
  expect(text('minutesItem', vote({ yes: 1, no: 1 }, votes, p('Omröstning begärs. Eva Ek (L) röstar ja.')))).toBe(
    'Omröstning begärs. Eva Ek (L) röstar ja.\nKim Ståhl (C) röstar nej. Omar Said (L) är frånvarande.\n',
  );
  expect(text('minutesItem', vote({ yes: 1, no: 1 }, votes))).toContain('Omröstningen utfaller med 1 Ja mot 1 Nej.');
});

test('a point without words says its outcome', () => {
  expect(text('minutesItem', decisions(point('', { outcome: 'rejected' }), point('Ärendet avslutas.')))).toBe('1. Motionen avslås.\n2. Ärendet avslutas.\n');
});

test('attendance is written by role', () => {
  expect(
    text(
      'minutesItem',
      section('attendance', null, people('serving', person('Eva Ek', 'L', { role: 'chair' }), 'Kim Ståhl (C)'), people('absent', 'Omar Said (L)')),
    ),
  ).toBe('Närvarande\nTjänstgörande: Eva Ek (L) ordförande, Kim Ståhl (C)\n\nFrånvarande: Omar Said (L)\n');
});

test('lists keep their marks, and ordered ones are numbered as they stand', () => {
  expect(text('motion', p('Så här:'), numbered('ett'), numbered('inom ett', 1), numbered('två'), p('Och:'), numbered('ett igen'), bullet('punkt'))).toBe(
    'Så här:\n\n1. ett\n  1. inom ett\n2. två\n\nOch:\n\n1. ett igen\n– punkt\n',
  );
});

test('headings, quotations and line breaks keep their words', () => {
  expect(text('motion', heading(1, 'Bakgrund'), quote('Så sade hon.'), p('rad ett', hardBreak(), 'rad två'))).toBe(
    'Bakgrund\n\n    Så sade hon.\n\nrad ett\nrad två\n',
  );
});

test('footnotes are gathered at the end in their order', () => {
  expect(text('motion', p('Torget', footnote('Norra torget.'), ' är mörkt.'), p('Mycket', footnote('Mätt 2025.'), '.'))).toBe(
    'Torget[1] är mörkt.\n\nMycket[2].\n\n[1] Norra torget.\n[2] Mätt 2025.\n',
  );
});

test('a link tells its address when its text does not', () => {
  const link = (href: string) => schema.mark('link', { href });
  expect(text('motion', p('Se ', inline('rapporten', link('https://example.org/r')), '.'))).toBe('Se rapporten (https://example.org/r).\n');
  expect(text('motion', p(inline('info@example.org', link('mailto:info@example.org'))))).toBe('info@example.org\n');
});

test('a table has tabs between its cells', () => {
  expect(text('motion', table(['Plats', 'Lyktor'], ['Torget', '12']))).toBe('Plats\tLyktor\nTorget\t12\n');
});

test('a table of costs ends with its sum', () => {
  expect(text('motion', costs(['Post', 'Kronor', 'Not'], ['Lyktor', '480 000', 'a'], ['Arbete', '20 500 kr', 'b']))).toBe(
    'Post\tKronor\tNot\nLyktor\t480 000\ta\nArbete\t20 500 kr\tb\nSumma\t500\u00a0500\u00a0kr\n',
  );
});

test('an empty document is an empty text', () => {
  expect(text('motion', title(''), movers(), p(''), clauses(att('')), signatories())).toBe('');
  expect(text('motion')).toBe('');
});

test('what is not known here has no words and stops nothing', () => {
  expect(text('motion', title('Motion'), schema.node('opaque', { name: 'framtid' }), p('Slut.'))).toBe('Motion\n\nSlut.\n');
});

test('[PAR7] a yrkande that was withdrawn is in no paper, and its heading neither', () => {
  const withdrawn = block('yrkande', { kind: 'approval', target: 'motion', withdrawn: true }, by('Kim Ståhl (C)'), p('Kim Ståhl (C) yrkar bifall.'));
  const document = doc(title('Svar'), section('yrkanden', null, yrkanden(withdrawn)));
  expect(toPlainText(document, { template: bjorkvik, kind: 'minutesItem' })).toBe('Svar\n');
  expect(JSON.stringify(pageOf(document, { template: bjorkvik, kind: 'minutesItem' }).page)).not.toContain('Ståhl');
});

test('[YRK10] the clauses of a yrkande are written once', () => {
  const addition = block('yrkande', { kind: 'addition', target: 'proposedDecision' }, by('Kim Ståhl (C)'), clauses(att('planen redovisas')));
  const document = doc(section('yrkanden', '', yrkanden(addition)));
  expect(toPlainText(document, { template: bjorkvik, kind: 'minutesItem' })).toBe('Kim Ståhl (C) yrkar som tillägg att planen redovisas.\n');
});

test('a yrkande whose kind nobody has said yet still names who moved it', () => {
  const document = doc(section('yrkanden', null, yrkanden(block('yrkande', { kind: 'other', target: 'other' }, by('Kim Ståhl (C)')))));
  expect(toPlainText(document, { template: bjorkvik, kind: 'minutesItem' })).toContain('Kim Ståhl (C)');
});

test('holds nobody by a cell of very many spaces', () => {
  const document = doc(table(['Post', `a${' '.repeat(200_000)}b`]));
  expect(toPlainText(document, { template: bjorkvik, kind: 'officerReport' }).length).toBeGreaterThan(200_000);
});
