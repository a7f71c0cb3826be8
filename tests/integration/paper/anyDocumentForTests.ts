import {
  alternativeWord,
  attendanceChanges,
  beslutsgangStages,
  derivedBlockId,
  fieldListKinds,
  fieldNames,
  hasId,
  listStyles,
  outcomes,
  personListRoles,
  personRoles,
  recipientPurposes,
  reservationForms,
  schema,
  sectionParts,
  tableKinds,
  voteAnswers,
  voteSettlements,
  yrkandeKinds,
  yrkandeRanks,
  yrkandeTargets,
} from '@yrka/schema';
import fc from 'fast-check';
import { Fragment, type Node, type NodeType } from '@tiptap/pm/model';

const words = fc.constantFrom(
  'Ord.',
  'Kim Ståhl (C) yrkar bifall.',
  '<p>&amp;"\'',
  '  ',
  '3 500',
  'den 12 januari 2027',
  'a\u0007b',
  '\ud83d',
  'ett   två',
  '2027-13-45',
  '🙂 åäö',
);
const names = fc.constantFrom('Anna Lind', 'Kim Ståhl', 'Eva Ek', 'Ek', '(L)', '', '  ');
const links = ['https://example.org/r', 'https://example.org/å b?c=<d>&e#f#g%', 'https://[x', 'mailto:a@b'].map((href) => [schema.mark('link', { href })]);
const marks = fc
  .record({ looks: fc.subarray([schema.mark('strong'), schema.mark('emphasis')]), link: fc.constantFrom([], [], ...links) })
  .map(({ looks, link }) => [...looks, ...link]);
const some = <One>(values: readonly One[]) => fc.option(fc.constantFrom(...values));
/** One of these ids is in most documents, as they are given out in order. */
const anId = fc.integer({ min: 1, max: 12 }).map((count) => derivedBlockId(`any ${count}`));
const alternatives = fc.oneof(
  fc.constant('proposedDecision'),
  fc
    .record({ about: fc.constantFrom('yrkande', 'rejectionOf', 'point'), id: anId })
    .map((one) => alternativeWord(one as Parameters<typeof alternativeWord>[0])),
);

/** Values of attributes, by the node's name and theirs; the others keep their defaults. */
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'paragraph.level': fc.constantFrom(0, 0, 0, 1, 2, 3),
  'paragraph.quote': fc.boolean(),
  'paragraph.list': some(listStyles),
  'paragraph.depth': fc.constantFrom(0, 0, 1, 2, 9),
  'section.part': fc.constantFrom(...sectionParts),
  'section.heading': fc.constantFrom(null, '', 'Egen <rubrik>'),
  'fieldList.kind': fc.constantFrom(...fieldListKinds),
  'field.name': fc.constantFrom(...fieldNames),
  'personList.role': fc.constantFrom(...personListRoles),
  'person.role': some(personRoles),
  'person.party': fc.constantFrom(null, '', 'L', 'C & D'),
  'person.personId': fc.constantFrom(null, 'p1', 'p2'),
  'attClause.att': fc.boolean(),
  'yrkande.kind': fc.constantFrom(...yrkandeKinds),
  'yrkande.rank': some(yrkandeRanks),
  'yrkande.target': fc.constantFrom(...yrkandeTargets),
  'yrkande.targetId': fc.option(anId),
  'yrkande.withdrawn': fc.boolean(),
  'decisionPoint.att': fc.boolean(),
  'decisionPoint.outcome': some(outcomes),
  'decisionPoint.answers': fc.array(fc.record({ document: fc.constant('d'), version: fc.nat(), clause: anId }), { maxLength: 2 }),
  'acclamation.stage': some(beslutsgangStages),
  'acclamation.puts': fc.array(alternatives, { maxLength: 3 }),
  'acclamation.found': fc.option(alternatives),
  'vote.yes': fc.option(fc.nat(99)),
  'vote.no': fc.option(fc.nat(99)),
  'vote.abstain': fc.option(fc.nat(99)),
  'vote.yesFor': fc.option(alternatives),
  'vote.noFor': fc.option(alternatives),
  'vote.settledBy': some(voteSettlements),
  'castVote.party': fc.constantFrom(null, 'L'),
  'castVote.answer': some(voteAnswers),
  'reservation.inFavourOf': fc.option(anId),
  'reservation.form': fc.constantFrom(...reservationForms),
  'attendanceChange.change': fc.constantFrom(...attendanceChanges),
  'recipient.purpose': some(recipientPurposes),
  'table.kind': fc.constantFrom(...tableKinds),
  'tableCell.header': fc.boolean(),
  'opaque.name': fc.constant('hologram'),
  'opaqueInline.name': fc.constant('hologram'),
};

const attributesOf = (type: NodeType): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(
      Object.keys(type.spec.attrs ?? {}).flatMap((name) =>
        values[`${type.name}.${name}`] === undefined ? [] : [[name, values[`${type.name}.${name}`] as fc.Arbitrary<unknown>]],
      ),
    ),
  );

/** Running text as far as the node may have it: names in lists of people, else words, breaks and notes. */
function inlineOf(type: NodeType): fc.Arbitrary<readonly Node[]> {
  if (type.name === 'person' || type.name === 'castVote') return names.map((name) => (name === '' ? [] : [schema.text(name)]));
  const text =
    type.spec.marks === undefined ? fc.record({ words, marks }).map((one) => schema.text(one.words, one.marks)) : words.map((one) => schema.text(one));
  const others = ['hardBreak', 'footnote', 'opaqueInline'].flatMap((name) => {
    const inner = schema.nodes[name];
    if (inner === undefined || type.contentMatch.matchType(inner) === null) return [];
    return [
      inner.name === 'footnote'
        ? words.map((note) => inner.create(null, schema.text(note)))
        : fc.constant(inner.create(inner.name === 'opaqueInline' ? { name: 'hologram' } : null)),
    ];
  });
  return fc.array(fc.oneof({ weight: 5, arbitrary: text }, ...others.map((arbitrary) => ({ weight: 1, arbitrary }))), { maxLength: 3 });
}

const blockTypes = Object.values(schema.nodes).filter(({ isInline, name }) => !isInline && name !== 'doc');

function anyNode(type: NodeType, depth: number): fc.Arbitrary<Node> {
  const within = blockTypes.filter((inner) => type.contentMatch.matchType(inner) !== null);
  const content: fc.Arbitrary<readonly Node[]> = type.isLeaf
    ? fc.constant([])
    : type.inlineContent
      ? inlineOf(type)
      : depth === 0
        ? fc.constant([])
        : fc.array(
            fc.constantFrom(...within).chain((inner) => anyNode(inner, depth - 1)),
            { maxLength: 4 },
          );
  return fc
    .record({ attributes: attributesOf(type), content })
    .map(({ attributes, content: children }) => type.create(attributes, Fragment.fromArray([...children])));
}

/** A document of any nodes that the schema takes, with ids of their own, as a merge or a hostile client might make it. */
export const anyDocument = fc
  .array(
    fc.constantFrom(...blockTypes.filter((type) => schema.nodes.doc.contentMatch.matchType(type) !== null)).chain((type) => anyNode(type, 3)),
    { maxLength: 8 },
  )
  .map((blocks) => {
    let count = 0;
    const identified = (node: Node): Node => {
      if (node.isText) return node;
      const children = node.children.map(identified);
      return node.type.create(
        hasId(node.type.name) ? { ...node.attrs, id: derivedBlockId(`any ${++count}`) } : node.attrs,
        Fragment.fromArray(children),
        node.marks,
      );
    };
    const document = identified(schema.nodes.doc.create(null, [...blocks]));
    document.check();
    return document;
  });
