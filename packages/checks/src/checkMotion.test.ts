import { att, attachments, block, clauses, doc, fields, heading, movers, p, person, quote, sentence, signatories, title } from '@yrka/test-builders';
import { schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { checkMotion, type MotionFacts } from './checkMotion.ts';
import type { Finding, FindingCode } from './finding.ts';
import { textOf } from './text.ts';

const unknown: MotionFacts = { parties: null, seats: null, rules: null };

/** A motion of which nothing is to be said, but for what is put in. */
function motion(
  parts: {
    readonly title?: string;
    readonly people?: readonly Node[];
    readonly text?: readonly Node[];
    readonly clauses?: readonly Node[];
    readonly end?: readonly Node[];
  } = {},
): Node {
  return doc(
    fields('head', { addressee: 'Till kommunfullmäktige i Björkviks kommun' }),
    title(parts.title ?? 'Motion om trygga skolvägar'),
    ...(parts.people ?? [movers('Anna Lind (L)')]),
    ...(parts.text ?? [p('Barnen går längs vägen.')]),
    clauses(...(parts.clauses ?? [att('bygga en gångväg.')])),
    fields('closing', { place: 'Björkvik', date: '2027-01-12' }),
    ...(parts.end ?? []),
  );
}

const codes = (document: Node, facts = unknown): FindingCode[] => checkMotion(document, facts).map(({ code }) => code);
const the = (document: Node, code: FindingCode, facts = unknown): Finding => {
  const found = checkMotion(document, facts).find((finding) => finding.code === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
};
/** The words at the place. */
function wordsAt(document: Node, { place }: Finding): string {
  let words = '';
  document.descendants((node) => {
    if (node.attrs.id === place.blockId && node.isTextblock) words = textOf(node).slice(place.from, place.to);
  });
  return words;
}

test('a motion that has what a motion has gives nothing', () => {
  expect(codes(motion())).toEqual([]);
});

test('[MOT1, MOT2, MOT3, MOT4, CLS1] an empty document lacks every part', () => {
  expect(codes(doc()).toSorted()).toEqual(['addresseeMissing', 'dateMissing', 'noYrkande', 'senderMissing', 'titleMissing']);
  expect(checkMotion(doc(), unknown).every(({ place }) => place.blockId === null)).toBe(true);
  const unwritten = motion({ title: ' ', people: [movers()], clauses: [att('')] });
  expect(codes(unwritten)).toEqual(['titleMissing', 'senderMissing', 'noYrkande']);
  expect(the(unwritten, 'titleMissing').place.blockId).toBe(unwritten.child(1).attrs.id);
});

test('[MOT5] two changes in a title are a question; one change in two things is not', () => {
  const many = (words: string) => codes(motion({ title: words })).includes('manySubjects');
  expect(many('Motion om tryggare gångvägar och bättre cykelparkering vid Ekebäcks station')).toBe(true);
  expect(many('Motion om fler lekplatser samt om sänkt skatt')).toBe(true);
  for (const one of [
    'Motion om belysning på gångvägar och cykelbanor',
    'Motion om ett partnerskapsprojekt eller vänortsavtal med Taiwan',
    'Motion om inrättande av ”Tränarnas dag” i Göteborg',
    'Motion om bättre skola och omsorg',
    'Trygga cykelvägar till skolan',
    'Motion om gång- och cykelvägar',
  ])
    expect(many(one), one).toBe(false);
});

test('[CLS1] an empty clause among others may be taken away', () => {
  const document = motion({ clauses: [att('bygga en bro.'), att('')] });
  expect(codes(document)).toEqual(['emptyClause']);
  const { fix, params } = the(document, 'emptyClause');
  expect(params).toEqual({ number: 2 });
  expect(fix).toEqual({ kind: 'removeBlock', blockId: document.child(4).child(1).attrs.id });
});

test('[CLS2] a clause with two decisions says which it is, and where to cut', () => {
  const document = motion({ clauses: [att('bygga en bro.'), att('utreda en färja samt att kommunstyrelsen får i uppdrag att köpa den.')] });
  const finding = the(document, 'twoDecisions');
  expect(finding).toMatchObject({ severity: 'warn', params: { number: 2, parts: 2 }, source: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 53 §' } });
  expect(wordsAt(document, finding)).toBe('samt att');
  expect(finding.fix).toEqual({ kind: 'splitClause', blockId: document.child(4).child(1).attrs.id, cuts: [{ from: 15, to: 25, lead: '' }] });
});

test('[CLS3] the word att is told when it is there twice', () => {
  const twice = motion({ clauses: [att('att bygga en bro.')] });
  expect(wordsAt(twice, the(twice, 'attDoubled'))).toBe('att ');
  const inside = motion({ clauses: [sentence('Nämnden får i uppdrag att att bygga.')] });
  expect(the(inside, 'attDoubled').fix).toMatchObject({ kind: 'replaceText', from: 22, to: 26, text: '' });
  expect(codes(motion({ clauses: [sentence('att bygga en bro.')] }))).toEqual([]);
});

test('[CLS4] a question cannot be answered yes or no by deciding; looking into something can', () => {
  expect(codes(motion({ clauses: [att('ska bron byggas?')] }))).toEqual(['notYesOrNo']);
  expect(codes(motion({ clauses: [att('hur bron ska byggas.')] }))).toEqual(['notYesOrNo']);
  expect(codes(motion({ clauses: [att('undersöka om bron bör byggas.'), att('utreda hur bron kan byggas.')] }))).toEqual([]);
});

test('[PEO1, PEO2] a sender has a party that the municipality knows', () => {
  expect(the(motion({ people: [movers('Anna Lind')] }), 'moverWithoutParty').params).toEqual({ name: 'Anna Lind' });
  const facts = { ...unknown, parties: ['L', 'S'] };
  expect(the(motion({ people: [movers('Anna Lind (LX)')] }), 'unknownParty', facts).params).toEqual({ name: 'Anna Lind', party: 'LX' });
  expect(codes(motion({ people: [movers('Anna Lind (l)', 'Bo Ek (-)', person('Omar Said (S)'))] }), facts)).toEqual([]);
  // Both mover and signatory, told once; and without the municipality's parties nothing is.
  expect(codes(motion({ people: [movers('Anna Lind')], end: [signatories('Anna Lind')] }))).toEqual(['moverWithoutParty']);
  expect(codes(motion({ people: [movers('Anna Lind (LX)')] }))).toEqual([]);
});

test('[PEO3] who signs is a member, or a substitute who serves where the municipality lets them', () => {
  const signed = (attributes: Record<string, unknown>) => motion({ end: [signatories(person('Eva Ek', 'L', attributes))] });
  const seats = new Map([['anna', 'member'] as const, ['eva', 'substitute'] as const]);
  const facts = { ...unknown, seats };
  expect(the(signed({ personId: 'eva' }), 'mayNotSign', facts).params).toEqual({ name: 'Eva Ek', reason: 'substitute' });
  expect(the(signed({ personId: 'rakel' }), 'mayNotSign', facts)).toMatchObject({ params: { reason: 'notMember' }, source: { kind: 'law' } });
  expect(codes(signed({ role: 'substitute' }))).toEqual(['mayNotSign']);
  for (const attributes of [{ personId: 'anna' }, { personId: null }]) expect(codes(signed(attributes), facts)).toEqual([]);
  const rules = { attachmentsOnMotions: true, servingSubstitutesSign: true };
  expect(codes(signed({ personId: 'eva', role: 'servingSubstitute' }), { ...facts, rules })).toEqual([]);
  expect(codes(signed({ personId: 'eva', role: 'servingSubstitute' }), { ...facts, rules: { ...rules, servingSubstitutesSign: false } })).toEqual([
    'mayNotSign',
  ]);
});

test('[ATT1] attachments are told where the municipality has none on motions', () => {
  const document = motion({ end: [attachments('Karta', '')] });
  const rules = { attachmentsOnMotions: false, servingSubstitutesSign: false };
  expect(codes(document, { ...unknown, rules })).toEqual(['attachmentsNotAllowed']);
  expect(codes(document, { ...unknown, rules: { ...rules, attachmentsOnMotions: true } })).toEqual([]);
  expect(codes(document)).toEqual([]);
});

test('[LAN1] words to avoid are told with a plain one, in one’s own words only', () => {
  const document = motion({ text: [p('Det föreligger ett behov. Skall det ej göras?')] });
  const found = checkMotion(document, unknown);
  expect(found.map((finding) => [wordsAt(document, finding), finding.fix])).toMatchObject([
    ['föreligger', { text: 'finns' }],
    ['Skall', { text: 'Ska' }],
    ['ej', { text: 'inte' }],
  ]);
  expect(
    codes(motion({ text: [quote('Kommunen skall det.'), heading(1, 'Skall vi?'), p('Lagen säger ”skall” om detta, och skallgång är ett annat ord.')] })),
  ).toEqual([]);
  expect(the(motion({ text: [p('Erforderliga medel finns.')] }), 'wordToAvoid').fix).toBeNull();
});

test('[LAN2] a sentence of more than forty words is told; shortenings do not end one', () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `ord${index}`).join(' ');
  expect(codes(motion({ text: [p(`${words(40)}.`)] }))).toEqual([]);
  const long = motion({ text: [p(`Kort mening. Enligt 5 kap. 35 § och t.ex. ${words(36)}. Slut.`)] });
  const finding = the(long, 'longSentence');
  expect(finding.params.words).toBe(42);
  expect(wordsAt(long, finding)).toMatch(/^Enligt .*\.$/);
  const broken = motion({ text: [p(`${words(30)}`, schema.node('hardBreak'), `Och ${words(30)}.`)] });
  expect(codes(broken)).toEqual([]);
});

test('[FIN4] an id is the same when blocks before it come and go, and no two are alike', () => {
  const clause = att('att bygga en bro som skall bära, och en till som skall bära.', { id: 'abcdefghijkm' });
  const before = checkMotion(motion({ clauses: [clause] }), unknown);
  const after = checkMotion(motion({ text: [p('Nytt.'), p('Mer.')], clauses: [clause] }), unknown);
  expect(before.map(({ id }) => id)).toEqual(after.map(({ id }) => id));
  expect(new Set(before.map(({ id }) => id)).size).toBe(before.length);
  expect(before.length).toBe(3);
});

test('blocks without an id, and what is not known here, are read past', () => {
  const bare = schema.node('doc', null, [
    block('yrkandeList', {}, block('attClause', { att: true }, 'att bygga samt att kommunstyrelsen får i uppdrag att måla?')),
    schema.node('opaque', { name: 'x' }),
  ]);
  const found = checkMotion(bare, unknown);
  expect(found.map(({ code }) => code)).toContain('attDoubled');
  expect(found.every(({ fix }) => fix === null)).toBe(true);
});
