import { expect, test } from 'vitest';
import {
  alternativeWord,
  derivedBlockId,
  hasId,
  isBlockId,
  isSafeHref,
  keyedLists,
  newBlockId,
  readAlternative,
  schema,
  sectionHeading,
  bjorkvik,
  huddinge,
  sectionParts,
  templates,
} from './index.ts';

test('[IDS1] ids are twelve base-58 characters, random or derived from a name', () => {
  const ids = Array.from({ length: 500 }, () => newBlockId());
  expect(ids.every(isBlockId)).toBe(true);
  expect(new Set(ids).size).toBe(500);
  expect(derivedBlockId('bjorkvik:1:motion/0')).toBe(derivedBlockId('bjorkvik:1:motion/0'));
  expect(new Set(Array.from({ length: 500 }, (_, index) => derivedBlockId(`name ${index}`))).size).toBe(500);
  expect(isBlockId('0OIl')).toBe(false);
});

test('[IDS1] every block that something may point at has room for an id', () => {
  const without = Object.keys(schema.nodes).filter((name) => !hasId(name));
  expect(without).toEqual(['doc', 'opaque', 'text', 'hardBreak', 'opaqueInline']);
});

test('[DOC2] every node is valid when empty, and every container takes an unknown block', () => {
  for (const type of Object.values(schema.nodes)) {
    if (type.isText) continue;
    type.createChecked();
    if (!type.isLeaf && !type.inlineContent) type.createChecked(null, schema.nodes.opaque.create({ name: 'hologram' }));
    else if (!type.isLeaf) type.createChecked(null, schema.nodes.opaqueInline.create({ name: 'hologram' }));
  }
});

test('[ORD2] the keyed lists are those that people move things in', () => {
  expect([...keyedLists].sort()).toEqual(['attachmentList', 'castVoteList', 'decisionBasisList', 'decisionList', 'personList', 'recipientList', 'yrkandeList']);
});

test("[PAR2] a section bears its own heading where it has one, else the template's, else none", () => {
  expect(sectionHeading(bjorkvik, 'minutesItem', { part: 'yrkanden', heading: null })).toBe('Yrkanden');
  expect(sectionHeading(huddinge, 'minutesItem', { part: 'yrkanden', heading: null })).toBe('Propositioner');
  expect(sectionHeading(huddinge, 'minutesItem', { part: 'beslutsgang', heading: null })).toBe('');
  expect(sectionHeading(bjorkvik, 'officerReport', { part: 'summary', heading: 'Ärendet i korthet' })).toBe('Ärendet i korthet');
  expect(sectionHeading(bjorkvik, 'minutesItem', { part: 'hologram', heading: null })).toBe('');
});

test('[PAR1] a template names known parts, each once', () => {
  for (const { reportParts, minutesParts } of templates) {
    for (const parts of [reportParts, minutesParts]) {
      const names = parts.map(({ part }) => part);
      expect(new Set(names).size).toBe(names.length);
      expect(names.every((name) => sectionParts.includes(name))).toBe(true);
    }
  }
});

test('a link leads to the web, mail or telephone and nowhere else', () => {
  expect(['https://bjorkvik.example/a', 'http://a', 'mailto:a@b', 'tel:+46'].every(isSafeHref)).toBe(true);
  expect(['javascript:alert(1)', 'data:text/html,x', '//evil', '/intern', ' https://a', null, 7].some(isSafeHref)).toBe(false);
});

/** What is stored in documents of epoch 1: added to, and never taken out of this list, which documents are read by. */
const firstEpoch = {
  nodes: {
    title: 'id',
    paragraph: 'id level quote list depth',
    section: 'id part heading',
    fieldList: 'id kind level',
    field: 'id name',
    personList: 'id role',
    person: 'id personId party role',
    yrkandeList: 'id',
    attClause: 'id att',
    yrkande: 'id kind rank target targetId withdrawn writtenOver document version',
    decisionList: 'id',
    decisionPoint: 'id att outcome answers writtenOver',
    deliberation: 'id writtenOver',
    acclamation: 'id writtenOver stage puts found',
    vote: 'id writtenOver yes no abstain absent stage yesFor noFor settledBy',
    castVoteList: 'id',
    castVote: 'id personId party answer',
    reservation: 'id writtenOver inFavourOf form document version',
    separateStatement: 'id writtenOver document version',
    minutesNote: 'id writtenOver',
    conflictOfInterest: 'id writtenOver',
    notParticipating: 'id writtenOver',
    attendanceChange: 'id writtenOver change',
    recipientList: 'id',
    recipient: 'id purpose',
    attachmentList: 'id',
    attachment: 'id',
    decisionBasisList: 'id',
    decisionBasis: 'id document version',
    table: 'id kind',
    tableRow: 'id',
    tableCell: 'id header',
    hardBreak: '',
    footnote: 'id',
  },
  marks: { strong: '', emphasis: '', link: 'href' },
} as const;

test.each(Object.entries(firstEpoch))('[DOC7] the %s that are stored have the names they had', (kind, names) => {
  const types = kind === 'nodes' ? schema.nodes : schema.marks;
  for (const [name, attributes] of Object.entries(names)) {
    const now = Object.keys(types[name as keyof typeof types]?.spec.attrs ?? {});
    expect([name, ...now]).toEqual(expect.arrayContaining([name, ...attributes.split(' ').filter(Boolean)]));
  }
});

test('[PAR6] what a question is about is one word or two, and is read back; anything else is none', () => {
  const words = ['proposedDecision', 'decideToday', 'yrkande 7KzRfGh2mNpQ', 'rejectionOf 7KzRfGh2mNpQ', 'point 7KzRfGh2mNpQ'];
  expect(words.map(readAlternative).map((alternative) => alternative && alternativeWord(alternative))).toEqual(words);
  expect(['', 'yrkande', 'yrkande ', 'motion 7KzRfGh2mNpQ', 'proposedDecision 1', null, 7, ['decideToday']].map(readAlternative)).toEqual(Array(8).fill(null));
});
