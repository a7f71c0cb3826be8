import { crc32, deflateSync } from 'node:zlib';
import { schema } from '@yrka/schema';
import {
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

export const bullet = (words: string, depth = 0) => block('paragraph', { list: 'bullet', depth }, words);
export const numbered = (words: string, depth = 0) => block('paragraph', { list: 'ordered', depth }, words);

export const motion = () =>
  doc(
    fields('head', { addressee: 'Till kommunfullmäktige i Björkviks kommun' }),
    title('Trygga cykelvägar till skolan'),
    movers('Anna Lind (L)', 'Omar Said (L)'),
    p('Varje morgon cyklar barn till skolan.', footnote('Mätt 2025.')),
    heading(1, 'Vad som behövs'),
    bullet('belysning'),
    bullet('vid skolan', 1),
    numbered('först skolan'),
    quote('Så sade hon.'),
    p('Se ', inline('rapporten', schema.mark('link', { href: 'https://example.org/r' })), '.'),
    p('Vi föreslår att kommunfullmäktige beslutar'),
    clauses(att('tekniska nämnden får i uppdrag att bygga, samt'), att('uppdraget redovisas.')),
    fields('closing', { place: 'Björkvik', date: 'den 12 januari 2027' }),
    signatories('Anna Lind (L)', 'Omar Said (L)'),
    supporters(person('Eva Ek', 'L', { role: 'substitute' })),
  );

export const report = () =>
  doc(
    fields('head', { department: 'Tekniska kontoret', responsibleOfficer: 'Rakel Dal', date: '2027-02-20', diarienummer: 'KS 2027-00031' }),
    title('Svar på motion om cykelvägar'),
    section('proposedDecision', null, decisions(point('att-sats 1 bifalls', { att: true }), point('', { outcome: 'rejected', att: true }))),
    section('summary', null, p('')),
    section('assessment', 'Kontorets bedömning', p('Förslaget är bra.'), heading(1, 'Tidigare beslut'), p('Se § 88.')),
    section('consequences', null, costs(['Post', '2027, tkr'], ['Belysning', '12 500'], ['Skyltar', '45,5']), table(['Sträcka', 'Ansvarig'], ['Storgatan'])),
    section('decisionBasis', null, basis('Motion, inkommen 2027-01-12')),
    section('attachments', null, attachments('1. Karta')),
    section('recipients', null, recipients('Tekniska nämnden')),
  );

export const minutes = () =>
  doc(
    fields('head', { body: 'Kommunstyrelsen', date: '2027-03-25', paragraphNumber: '§ 47', diarienummer: 'KS 2027-00031' }),
    title('Svar på motion om cykelvägar'),
    section('attendance', null, people('serving', person('Eva Ek', 'L', { role: 'chair' }), 'Kim Ståhl (C)'), people('absent', 'Omar Said (L)')),
    section('decision', null),
    section('proposalToAssembly', null, decisions('Motionen anses besvarad.')),
    section('deliberation', null, deliberation(speakers('Eva Ek (L)'))),
    section('yrkanden', null, yrkanden(block('yrkande', { kind: 'approval', target: 'motion', id: 'y1' }, by('Kim Ståhl (C)')))),
    section('beslutsgang', null, yrkanden(yrkande('approval', 'proposedDecision', by('Eva Ek (L)'), p('Eva Ek (L) yrkar bifall till förslaget.')))),
    section('vote', null, vote({ yes: 1, no: 1 }, castVotes(yes('Eva Ek (L)'), no('Kim Ståhl (C)')), p('Omröstning begärs. Eva Ek (L) röstar ja.'))),
    section('reservations', null, reservation({ inFavourOf: 'y1' }, by('Kim Ståhl (C)'))),
  );

export const pngOfGrey = (width: number, height: number) => pngOf(width, height, deflateSync(new Uint8Array((width + 1) * height)));
/** One whose parts have the right sums, and whose points are none. */
export const pngOfNothing = () => pngOf(120, 140, new Uint8Array([1, 2, 3]));

function pngOf(width: number, height: number, points: Uint8Array): Uint8Array<ArrayBuffer> {
  const number = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
  const chunk = (name: string, content: readonly number[]) => {
    const named = Uint8Array.from([...name].map((letter) => letter.charCodeAt(0)).concat(content));
    return [...number(content.length), ...named, ...number(crc32(named))];
  };
  const header = [...number(width), ...number(height), 8, 0, 0, 0, 0];
  const start = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return Uint8Array.from([...start, ...chunk('IHDR', header), ...chunk('IDAT', [...points]), ...chunk('IEND', [])]);
}
