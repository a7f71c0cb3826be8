import { readDate } from '@yrka/formal-text';
import type { FieldName } from '@yrka/schema';
import { labelOf } from '../text/fields.ts';
import { type Content, element, ofBlock } from './element.ts';
import type { References } from './references.ts';
import { label } from './words.ts';
import { blockPiece, type NodeWriter } from './writer.ts';

/** What the standard has an element for, around the words of a field. */
type Wrapper = (words: readonly Content[], text: string, references: References) => readonly Content[];
const asItStands: Wrapper = (words) => words;
const organization: Wrapper = (words, text, references) => [element('organization', { refersTo: references.body(text) }, ...words)];

const wrappers: Readonly<Record<FieldName, Wrapper>> = {
  addressee: asItStands,
  place: (words, text, references) => [element('location', { refersTo: references.place(text) }, ...words)],
  date: (words, text) => {
    const date = readDate(text);
    return date === null ? words : [element('docDate', { date }, ...words)];
  },
  diarienummer: (words) => [element('docNumber', { class: 'diarienummer' }, ...words)],
  responsibleOfficer: (words, text, references) => [
    element('person', { refersTo: references.person({ name: text, party: null }), as: references.role('officer') }, ...words),
  ],
  department: organization,
  matterTitle: (words) => [element('docPurpose', {}, ...words)],
  paragraphNumber: (words) => [element('docNumber', { class: 'paragraphNumber' }, ...words)],
  body: organization,
  proposition: asItStands,
  yesMeans: asItStands,
  noMeans: asItStands,
  target: asItStands,
  time: asItStands,
};

/** A line per field. */
export const field: NodeWriter = (node, writer) => {
  const words = writer.words(node);
  if (words.length === 0) return [];
  const [name, text] = [node.attrs.name as FieldName, node.textContent.trim()];
  const before = labelOf(writer.kind, name, text);
  const written = (wrappers[name] ?? asItStands)(words, text, writer.references);
  return [blockPiece(ofBlock(node.attrs.id, element('p', { class: name }, ...(before === null ? [] : [label(`${before}: `)]), ...written)))];
};
