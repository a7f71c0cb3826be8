import type { PlainTextOptions } from '@yrka/exporters';
import { documentOfFields } from '@yrka/importers';
import { bjorkvik, type DocumentKind, documentKinds, type MunicipalityTemplate, schema, shownValue, templates } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { CommandError } from '../terminal.ts';

/** What is written out: a document, and what is needed to put it in words. */
export type Given = { readonly document: Node; readonly options: PlainTextOptions };

/**
 * The document of a JSON value in one of two shapes: a document of Yrka's, alone or with `kind`,
 * `template`, `clauses` and `wording` around it, or the fields that `yrka read --json` prints.
 *
 * @throws CommandError with one sentence when it is neither, or holds what no document may hold
 */
export function documentFrom(file: string, value: unknown): Given {
  if (!isObject(value)) throw new CommandError(`${file} holds no object, and so no document.`);
  const inner = isObject(value.document) ? value.document : value.type === 'doc' ? value : null;
  const template = templateOf(file, value);
  const options = { template, ...clausesOf(file, value), ...wordingOf(file, value) };
  if (inner !== null) return { document: nodeFrom(file, inner), options: { ...options, kind: kindOf(file, value) } };
  const made = documentOfFields(value, template);
  if ('wrong' in made && made.wrong === 'kind')
    throw new CommandError(`${file} is neither a document nor the fields of one: its "kind" is none of motion, tjansteutlatande and protokoll.`);
  if ('wrong' in made) throw new CommandError(`${file} cannot be written: "${made.wrong}" has another form than it should have.`);
  return { document: made.document, options: { ...options, kind: made.kind } };
}

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function kindOf(file: string, { kind = 'minutesItem' }: JsonObject): DocumentKind {
  const known = documentKinds.find((one) => one === kind);
  if (known === undefined) throw new CommandError(`${file} names a kind that there is not; there are ${documentKinds.join(', ')}.`);
  return known;
}

/** By its id, else by the municipality's name, else that of the demonstration. */
function templateOf(file: string, { template, municipality }: JsonObject): MunicipalityTemplate {
  if (template !== undefined) {
    const known = templates.find(({ id }) => id === template);
    if (known === undefined) throw new CommandError(`${file} names a template that there is not; there are ${templates.map(({ id }) => id).join(', ')}.`);
    return known;
  }
  return templates.find((one) => typeof municipality === 'string' && municipality !== '' && one.municipality.startsWith(municipality)) ?? bjorkvik;
}

function clausesOf(file: string, { clauses }: JsonObject): Pick<PlainTextOptions, 'clauses'> {
  if (clauses === undefined) return {};
  if (!Array.isArray(clauses) || !clauses.every((id): id is string => typeof id === 'string'))
    throw new CommandError(`${file} cannot be written: "clauses" is a list of the ids of the motion's clauses.`);
  return { clauses };
}

function wordingOf(file: string, { wording }: JsonObject): Pick<PlainTextOptions, 'wording'> {
  if (wording === undefined) return {};
  const isWording = isObject(wording) && Object.values(wording).every((words) => typeof words === 'string');
  if (!isWording) throw new CommandError(`${file} cannot be written: "wording" is sentences by name.`);
  return { wording: wording as NonNullable<PlainTextOptions['wording']> };
}

function nodeFrom(file: string, json: JsonObject): Node {
  try {
    const document = schema.nodeFromJSON(withKnownForms(json));
    document.check();
    return document;
  } catch (error) {
    // Both what is unknown and what nests deeper than any document are told so by prosemirror-model and the engine.
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    throw new CommandError(`${file} is no document of this version: ${reason(error)}.`, { cause: error });
  }
}

const reason = ({ message }: Error) => (message.split('\n')[0] ?? '').slice(0, 120).replace(/[.:\s]+$/u, '');

/** A value that has not the form of its attribute is shown as the attribute's default, as in a document that is stored. */
function withKnownForms(json: JsonObject): JsonObject {
  const type = schema.nodes[String(json.type)];
  const content = Array.isArray(json.content) ? { content: json.content.map((child: unknown) => (isObject(child) ? withKnownForms(child) : child)) } : {};
  if (type === undefined || !isObject(json.attrs)) return { ...json, ...content };
  const given = json.attrs;
  const attrs = Object.fromEntries(Object.entries(type.spec.attrs ?? {}).map(([name, spec]) => [name, shownValue(type.name, name, given[name], spec.default)]));
  return { ...json, attrs, ...content };
}
