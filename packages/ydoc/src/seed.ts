import { derivedBlockId, type DocumentKind, hasId, type MunicipalityTemplate, type PartTemplate, schema } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { newDoc } from './newDoc.ts';
import { Reader } from './read.ts';
import { rootOf } from './tree.ts';
import { writeDocument } from './write.ts';

/** Seeds are written under this Yjs client id, which no person is ever given. */
export const seedClientId = 1;

/** The client ids up to this one are the server's own, in every document, whether it has used them there or not. */
export const lastReservedClientId = 127;

/**
 * The first update of a new document: the same bytes for the same kind, template and version,
 * wherever it is made, so that seeding twice gives one document (two random seeds gave two titles).
 */
export function seedDocument(kind: DocumentKind, template: MunicipalityTemplate): Uint8Array {
  const document = withDerivedIds(emptyDocument(kind, template), `${template.id}:${template.version}:${kind}`);
  return updateFromDocument(document, seedClientId);
}

/** An update that makes this document out of nothing; for seeds, imports and demonstrations. `clientId` must be used for nothing else. */
export function updateFromDocument(document: Node, clientId: number): Uint8Array {
  const ydoc = newDoc();
  ydoc.clientID = clientId;
  ydoc.transact(() => writeDocument(new Reader(rootOf(ydoc), schema), document));
  const update = Y.encodeStateAsUpdate(ydoc);
  ydoc.destroy();
  return update;
}

function emptyDocument(kind: DocumentKind, template: MunicipalityTemplate): Node {
  const { doc, title, paragraph, personList, yrkandeList, attClause, fieldList, field } = schema.nodes;
  const text = (words: string) => (words === '' ? null : schema.text(words));
  const fields = (names: readonly string[], words: Readonly<Record<string, string>> = {}) =>
    names.map((name) => field.create({ name }, text(words[name] ?? '')));
  if (kind === 'motion') {
    return doc.create(null, [
      fieldList.create({ kind: 'head' }, fields(['addressee'], { addressee: template.addressee })),
      title.create(),
      personList.create({ role: 'movers' }),
      paragraph.create(),
      paragraph.create(null, text(template.leadIn)),
      yrkandeList.create(null, attClause.create({ att: template.clausesBeginWithAtt })),
      fieldList.create({ kind: 'closing' }, fields(['place', 'date'], { place: template.place })),
      personList.create({ role: 'signatories' }),
      personList.create({ role: 'supporters' }),
    ]);
  }
  if (kind === 'writtenStatement') {
    return doc.create(null, [
      fieldList.create({ kind: 'head' }, fields(['body', 'date', 'diarienummer'])),
      title.create(),
      personList.create({ role: 'by' }),
      paragraph.create(),
    ]);
  }
  const parts = kind === 'officerReport' ? template.reportParts : template.minutesParts;
  const head =
    kind === 'officerReport'
      ? fieldList.create({ kind: 'head' }, fields(template.reportHead, { addressee: template.addressee }))
      : fieldList.create({ kind: 'head', level: template.minutesLevel }, fields(template.minutesHead));
  return doc.create(null, [head, title.create(), ...parts.map((part) => emptySection(part, template))]);
}

function emptySection({ part }: PartTemplate, template: MunicipalityTemplate): Node {
  const { section } = schema.nodes;
  return section.create({ part }, emptyPart(part, template));
}

/** What an empty part of a report or a protokollsparagraf begins with. */
function emptyPart(part: PartTemplate['part'], template: MunicipalityTemplate): Node | readonly Node[] {
  const {
    paragraph,
    personList,
    yrkandeList,
    decisionList,
    decisionPoint,
    deliberation,
    recipientList,
    recipient,
    attachmentList,
    attachment,
    decisionBasisList,
    decisionBasis,
  } = schema.nodes;
  switch (part) {
    case 'proposedDecision':
    case 'decision':
    case 'proposalToAssembly':
      return decisionList.create(null, decisionPoint.create({ att: template.decisionsBeginWithAtt }));
    case 'attendance':
      return [personList.create({ role: 'serving' }), personList.create({ role: 'substitutes' })];
    case 'deliberation':
      return deliberation.create(null, personList.create({ role: 'speakers' }));
    case 'yrkanden':
      return yrkandeList.create();
    case 'recipients':
      return recipientList.create(null, recipient.create());
    case 'attachments':
      return attachmentList.create(null, attachment.create());
    case 'decisionBasis':
      return decisionBasisList.create(null, decisionBasis.create());
    default:
      return paragraph.create();
  }
}

/** Every block gets the id that its place in the seed always gives. */
function withDerivedIds(node: Node, path: string): Node {
  const children: Node[] = [];
  node.forEach((child, _offset, index) => {
    if (child.isText) children.push(child);
    else children.push(withDerivedIds(child, `${path}/${index}:${child.type.name}`));
  });
  const attrs = hasId(node.type.name) ? { ...node.attrs, id: derivedBlockId(path) } : node.attrs;
  return node.type.create(attrs, Fragment.from(children), node.marks);
}
