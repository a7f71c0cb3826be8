import {
  type DocumentKind,
  documentKinds,
  placeName,
  readPlace,
  readSuggestionWord,
  schema,
  shownValue,
  type SuggestedChange,
  suggestedChanges,
  suggestionAttributes,
} from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { normalized } from './line.ts';
import { wordsBetween } from './order.ts';

/** The version that a copy was made from, as the copy carries it (`@yrka/exporters`, paper/source.ts). */
export type CopySource = {
  /** Which document, and which version of it; null where the copy was made of a file. */
  readonly documentId: string | null;
  readonly version: number | null;
  readonly kind: DocumentKind;
  readonly templateId: string;
  readonly document: Node;
  /** The words that each block was written in, by its id, in the order of the paper. */
  readonly shown: readonly (readonly [id: string, text: string])[];
  /** Words that belong to no block: labels, names, the head. */
  readonly others: ReadonlySet<string>;
};

/** What is carried, when it has the form that Yrka gives it; null for anything else. Whoever has the file may have written in it. */
export function readSource(carried: string): CopySource | null {
  try {
    const value: unknown = JSON.parse(carried);
    if (!isObject(value) || value.yrka !== 1 || !isObject(value.document)) return null;
    const kind = documentKinds.find((one) => one === value.kind);
    const shown = listOf(
      value.shown,
      (one): one is readonly [string, string] => Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string'),
    );
    const others = listOf(value.others, (one): one is string => typeof one === 'string');
    if (kind === undefined || shown === null || others === null || typeof value.templateId !== 'string') return null;
    const document = schema.nodeFromJSON(withKnownForms(value.document));
    document.check();
    if (document.type.name !== 'doc') return null;
    return {
      documentId: typeof value.documentId === 'string' ? value.documentId : null,
      version: Number.isSafeInteger(value.version) ? (value.version as number) : null,
      kind,
      templateId: value.templateId,
      document,
      shown,
      // Lines are held against them in parts, and however many spaces a program has left.
      others: new Set(others.flatMap((one) => [one, normalized(one), ...wordsBetween(one)])),
    };
  } catch {
    return null; // a file that was tampered with, or is a newer program's: it is read by its words
  }
}

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = <One>(value: unknown, is: (one: unknown) => one is One): readonly One[] | null => (Array.isArray(value) && value.every(is) ? value : null);

/** A value that has not the form of its attribute is the attribute's default, as in a document that is stored. */
function withKnownForms(json: JsonObject): JsonObject {
  const type = schema.nodes[String(json.type)];
  const content = Array.isArray(json.content) ? { content: json.content.map((child: unknown) => (isObject(child) ? withKnownForms(child) : child)) } : {};
  if (type === undefined || !isObject(json.attrs)) return { ...json, ...content };
  const given = json.attrs;
  const known = (name: string, value: unknown): unknown => shownValue(type.name, name, value, type.spec.attrs?.[name]?.default);
  const attrs = Object.fromEntries(
    Object.keys(type.spec.attrs ?? {}).map((name) => [name, name === 'suggested' ? knownChanges(given[name], known) : known(name, given[name])]),
  );
  return { ...json, attrs, ...content };
}

/** What is suggested that a block would be, as far as it has the form of that. */
function knownChanges(value: unknown, known: (name: string, value: unknown) => unknown): readonly SuggestedChange[] | null {
  if (!Array.isArray(value)) return null;
  const isKnown = (one: unknown): one is SuggestedChange => {
    if (!isObject(one) || typeof one.name !== 'string' || readSuggestionWord(`${String(one.id)} ${String(one.by)}`) === null) return false;
    if (one.name === placeName) return readPlace(one.value) !== null;
    return one.name !== 'id' && !suggestionAttributes.has(one.name) && JSON.stringify(known(one.name, one.value)) === JSON.stringify(one.value);
  };
  return suggestedChanges(value.filter(isKnown));
}
