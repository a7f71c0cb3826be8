import { bjorkvik, type DocumentKind, schema } from '@yrka/schema';
import {
  att,
  block,
  by,
  castVotes,
  clauses,
  decisions,
  doc,
  fields,
  footnote,
  heading,
  inline,
  no,
  p,
  people,
  person,
  point,
  quote,
  section,
  table,
  title,
  vote,
  yes,
  yrkanden,
} from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { bullet, minutes, motion, numbered } from '../paper/samplesForTests.ts';
import { type AkomaNtosoOptions, toAkomaNtoso } from './toAkomaNtoso.ts';

// Whether what is written is valid is asked of the schema itself, over examples and any document: tests/integration/paper.

const createdAt = new Date('2027-01-12T23:30:00Z');
const fileOf = (kind: DocumentKind, document: Node, options: Partial<AkomaNtosoOptions> = {}) =>
  toAkomaNtoso(document, { template: bjorkvik, kind, createdAt, ...options });
const xmlOf = (...given: Parameters<typeof fileOf>) => new TextDecoder().decode(fileOf(...given).bytes);
/** The text of a file without ids of places, which stand in tests of their own. */
const bodyOf = (...given: Parameters<typeof fileOf>) => (/<mainBody>\n([\s\S]*)<\/mainBody>/u.exec(xmlOf(...given))?.[1] ?? '').replace(/ eId="[^"]*"/gu, '');
const source = { documentId: 'd1', version: 7 };

describe('what it is', () => {
  test('minutes are a report of a debate, a statement is one, and the rest are documents', () => {
    const types = (['motion', 'officerReport', 'minutesItem', 'writtenStatement'] as const).map((kind) =>
      /<(\w+) name="(\w+)" contains/u.exec(xmlOf(kind, doc(title('A'))))?.slice(1),
    );
    expect(types).toEqual([
      ['doc', 'motion'],
      ['doc', 'officerReport'],
      ['debateReport', 'minutesItem'],
      ['statement', 'writtenStatement'],
    ]);
  });

  test('the work is named by municipality, body, date, diarienummer and §, in Swedish', () => {
    const xml = xmlOf('minutesItem', minutes());
    expect(xml).toContain('<FRBRuri value="/akn/se/debateReport/minutes-item/bjorkviks-kommun-kommunstyrelsen/2027-03-25/ks-2027-00031-47"/>');
    expect(xml).toContain('<FRBRnumber value="ks-2027-00031" showAs="KS 2027-00031"/>\n<FRBRnumber value="47" showAs="§ 47"/>');
    expect(xml).toContain('<FRBRname value="svar-pa-motion-om-cykelvagar" showAs="Svar på motion om cykelvägar"/>');
    expect(xml).toContain('<FRBRlanguage language="swe"/>');
    expect(xml).toContain('<TLCOrganization eId="municipality" href="/akn/ontology/organization/se.bjorkviks-kommun" showAs="Björkviks kommun"/>');
  });

  test('dates are civil dates in Sweden: of the document, else of the day it was received, else of the file', () => {
    const dates = (...given: Parameters<typeof fileOf>) => [...xmlOf(...given).matchAll(/<FRBRdate date="([^"]*)"/gu)].map(([, date]) => date);
    expect(dates('motion', motion())).toEqual(['2027-01-12', '2027-01-12', '2027-01-13']);
    expect(dates('motion', doc(title('A')), { header: { received: new Date('2027-01-01T23:10:00Z') } })).toEqual(['2027-01-02', '2027-01-02', '2027-01-13']);
    expect(dates('motion', doc(fields('closing', { date: 'i mars' })))).toEqual(['2027-01-13', '2027-01-13', '2027-01-13']);
  });

  test('what is locked has authority; a draft says that it is one', () => {
    expect(xmlOf('motion', motion(), { documentId: 'YR-7K2M-4QXA' })).toContain('<FRBRauthoritative value="true"/>');
    const draft = xmlOf('motion', motion(), { mark: 'draft' });
    expect(draft).toContain('<FRBRauthoritative value="false"/>');
    expect(draft).toContain('>Utkast</docStatus>');
  });

  test('who signed, who verified and when it was announced are steps of its way', () => {
    const verifiers = [
      { name: 'Eva Ek', party: 'L', role: 'chair', verifiedOn: '2027-03-29', note: '' },
      { name: 'Kim Ståhl', party: 'C', role: 'verifier', verifiedOn: null, note: '' },
    ] as const;
    const notice = { announcedOn: '2027-03-30', appealUntil: '2027-04-20', takeDownFrom: '2027-04-21' };
    const xml = xmlOf('minutesItem', minutes(), { minutes: { isImmediate: false, verifiers, notice, corrections: [] } });
    expect(xml).toContain('<publication date="2027-03-30" name="anslagstavla" showAs="Anslag"/>');
    expect(xml.match(/<step [^>]*>/gu)).toEqual(['<step date="2027-03-29" by="#person-eva-ek-l" as="#role-chair" outcome="#concept-verified"/>']);
    expect(xmlOf('motion', motion(), { signatures: [{ name: 'Anna Lind', party: 'L', date: '2027-01-12' }] })).toContain(
      '<step date="2027-01-12" by="#person-anna-lind-l"',
    );
  });
});

describe('what happened at the meeting', () => {
  test('a yrkande and a reservation name their people, and the reservation what it is in favour of', () => {
    const xml = xmlOf('minutesItem', minutes());
    expect(xml).toMatch(
      /<blockContainer eId="dbsect_2__blockContainer_1" class="yrkande" refersTo="#concept-yrkande #concept-yrkande-approval">\n<p [^>]*><person [^>]*refersTo="#person-kim-stahl-c">Kim Ståhl \(C\)<\/person> yrkar bifall till motionen\.<\/p>/u,
    );
    expect(xml).toContain('<yrka:yrkande href="#dbsect_2__blockContainer_1" kind="approval" target="motion" by="#person-kim-stahl-c"/>');
    expect(xml).toContain('<yrka:reservation href="#dbsect_5__blockContainer_1" inFavourOf="#dbsect_2__blockContainer_1" by="#person-kim-stahl-c"/>');
  });

  test('a vote has its counts, what won, and how each voted', () => {
    const document = doc(
      section('vote', null, vote({ yes: 2, no: 1, abstain: 0 }, castVotes(yes('Eva Ek (L)'), no('Kim Ståhl (C)'), yes('Bo Ek (L)')), p('Omröstning begärs.'))),
    );
    const xml = xmlOf('minutesItem', document);
    expect(xml).toContain(`<voting eId="voting_1" href="#dbsect_1__blockContainer_1" outcome="#concept-answer-yes">
<count eId="voting_1__count_1" value="2" refersTo="#concept-answer-yes"/>
<count eId="voting_1__count_2" value="1" refersTo="#concept-answer-no"/>
<count eId="voting_1__count_3" value="0" refersTo="#concept-answer-abstain"/>
</voting>`);
    expect(bodyOf('minutesItem', document)).toContain(
      '<span class="label">Ja: </span><vote by="#person-eva-ek-l" choice="#concept-answer-yes"><person refersTo="#person-eva-ek-l">Eva Ek (L)</person></vote>, <vote by="#person-bo-ek-l"',
    );
    expect(xmlOf('minutesItem', doc(vote({ yes: 2, no: 2 })))).toContain('outcome="#concept-tied"');
  });

  test('points of a decision are items with their outcome; who was there is a roll call, what was decided a resolution', () => {
    const present = section('attendance', null, people('serving', person('Eva Ek', 'L', { role: 'chair' })));
    const decided = section('decision', null, decisions(point('Motionen avslås.', { outcome: 'rejected' })));
    expect(bodyOf('minutesItem', doc(present, decided))).toBe(`<rollCall>
<heading>Närvarande</heading>
<p class="serving"><span class="label">Tjänstgörande: </span><person refersTo="#person-eva-ek-l" as="#role-chair">Eva Ek (L)</person> ordförande</p>
</rollCall>
<resolutions class="decision">
<heading>Kommunstyrelsens beslut</heading>
<blockList class="decisionList">
<item refersTo="#concept-decisionPoint #concept-outcome-rejected">
<p>Motionen avslås.</p>
</item>
</blockList>
</resolutions>
`);
  });

  test('[PAR7] what was taken back is nowhere in the file, also where it carries its version', () => {
    const document = doc(section('yrkanden', null, yrkanden(block('yrkande', { kind: 'approval', withdrawn: true }, by('Kim Ståhl (C)'), p('Hemligt')))));
    expect(xmlOf('minutesItem', document, { source })).not.toMatch(/Hemligt|Kim Ståhl/u);
  });
});

describe('people', () => {
  test('are told apart by whom the register knows, whose number is never in the file', () => {
    const one = (personId: string) => person('Eva Ek', 'L', { personId });
    const xml = xmlOf('minutesItem', doc(people('serving', one('person-one'), one('person-two')), people('absent', 'Eva Ek (L)')));
    expect([...xml.matchAll(/<person [^>]*refersTo="([^"]*)"/gu)].map(([, id]) => id)).toEqual(['#person-eva-ek-l', '#person-eva-ek-l_2', '#person-eva-ek-l']);
    expect(xml).not.toContain('person-one');
    expect(xml).toContain(
      '<TLCPerson eId="person-eva-ek-l" href="/akn/ontology/person/se.eva.ek.bjorkviks-kommun.l" showAs="Eva Ek (L)" yrka:party="#party-l"/>',
    );
  });

  test('a name within another is not that person', () => {
    const document = doc(block('deliberation', {}, people('speakers', 'Eva Ek (L)', 'Eva Ekman (M)')));
    expect(bodyOf('minutesItem', document)).toContain(
      '<person refersTo="#person-eva-ek-l">Eva Ek (L)</person> och <person refersTo="#person-eva-ekman-m">Eva Ekman (M)</person>',
    );
  });
});

describe('text', () => {
  test('headings hold what stands below them, lists stand within each other, notes and links where they are', () => {
    const link = inline('rapporten', schema.mark('link', { href: 'https://example.org/å' }), schema.mark('strong'));
    expect(
      bodyOf(
        'motion',
        doc(p('Först.', footnote('Källa.')), heading(1, 'Del'), bullet('a'), numbered('b', 1), quote('Så.'), heading(2, 'Mindre'), p('Se ', link)),
      ),
    ).toBe(`<p>Först.<authorialNote marker="1" placement="bottom"><p>Källa.</p></authorialNote></p>
<section>
<heading>Del</heading>
<intro>
<blockList class="bullet">
<item>
<num>–</num>
<p>a</p>
<blockList class="ordered">
<item>
<num>1.</num>
<p>b</p>
</item>
</blockList>
</item>
</blockList>
<blockContainer class="quotation">
<p>Så.</p>
</blockContainer>
</intro>
<section>
<heading>Mindre</heading>
<content>
<p>Se <a href="https://example.org/%C3%A5" yrka:href="https://example.org/å"><b>rapporten</b></a></p>
</content>
</section>
</section>
`);
  });

  test('a motion has its clauses as numbered items, with the word att, and its movers and signatories outside the text', () => {
    const xml = xmlOf('motion', motion());
    expect(xml).toMatch(/<num [^>]*>1\.<\/num>\n<p [^>]*>att tekniska nämnden får i uppdrag att bygga, samt<\/p>/u);
    expect(xml).toMatch(/<preface>[\s\S]*<docProponent [^>]*as="#role-movers">[\s\S]*<\/preface>/u);
    expect(xml).toMatch(/<conclusions>[\s\S]*<docDate [^>]*date="2027-01-12">den 12 januari 2027<\/docDate>[\s\S]*<signature[\s\S]*<\/conclusions>/u);
  });

  test('nothing in a document is markup', () => {
    expect(bodyOf('motion', doc(p('</p><script>&amp;\u0007')))).toBe('<p>&lt;/p&gt;&lt;script&gt;&amp;amp;</p>\n');
  });
});

describe('ids', () => {
  test('an eId has the number that stands in the text, a dash is counted, and no two are alike', () => {
    const xml = xmlOf(
      'motion',
      doc(title('T'), numbered('a'), numbered('b'), bullet('c'), clauses(att('ett'), block('yrkande', {}, by('Eva Ek (L)'), p('Hon yrkar.')), att('två'))),
    );
    expect([...xml.matchAll(/<item eId="([^"]*)"[^>]*>\n<num [^>]*>([^<]*)/gu)].map(([, id, num]) => `${num} ${id}`)).toEqual([
      '1. list_1__item_1',
      '2. list_1__item_2',
      '– list_2__item_1',
      '1. list_3__item_1',
      '2. list_4__item_2',
    ]);
    const ids = [...xml.matchAll(/ eId="([^"]*)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('an eId says where an element stands; a wId names its block, and is there only where the copy carries its version', () => {
    const document = doc(section('proposedDecision', null, decisions(point('Ett.', { id: '7KzRfGh2mNpQ' }), point('Två.'))), table(['a']));
    expect(xmlOf('officerReport', document, { source })).toContain('<item eId="hcontainer_1__content__list_1__item_1" wId="item_7KzRfGh2mNpQ"');
    const bare = xmlOf('officerReport', document);
    expect(bare).toContain('<item eId="hcontainer_1__content__list_1__item_1" refersTo');
    document.descendants((node) => {
      if (typeof node.attrs.id === 'string') expect(bare).not.toContain(node.attrs.id);
      return true;
    });
  });

  test('what a point answers is told only with ids', () => {
    const answers = [{ document: 'd9', version: 3, clause: 'c1' }];
    const document = doc(section('decision', null, decisions(point('Bifalls.', { outcome: 'approved', answers }))));
    expect(xmlOf('minutesItem', document, { source })).toContain('<yrka:answers document="d9" version="3" clause="c1"/>');
    expect(xmlOf('minutesItem', document)).not.toContain('d9');
  });
});

test('says what it has no form for', () => {
  const arms = { bytes: new Uint8Array([1]), format: 'png' } as const;
  const document = doc(clauses(att('ett')), p(inline('x', schema.mark('link', { href: 'https://[x' }))), block('opaque', { name: 'hologram' }));
  expect(fileOf('motion', document, { arms, lineNumbers: true }).report).toEqual([
    { code: 'unknownContent', name: 'hologram' },
    { code: 'notCarried', what: 'arms' },
    { code: 'notCarried', what: 'lineNumbers' },
    { code: 'linkWithoutAddress', href: 'https://[x' },
  ]);
});
