import type { NamedPerson } from '@yrka/formal-text';
import {
  newBlockId,
  type FieldListKind,
  type FieldName,
  hasId,
  type NodeName,
  type PersonListRole,
  type PersonRole,
  schema,
  type SectionPart,
} from '@yrka/schema';
import type { Node } from 'prosemirror-model';

/** Makes the nodes of an imported document, each with an id of its own. */
export class Nodes {
  readonly #newId: () => string;

  constructor(newId: () => string = newBlockId) {
    this.#newId = newId;
  }

  block(name: NodeName, attributes: Readonly<Record<string, unknown>>, content: readonly Node[] = []): Node {
    return schema.node(name, { ...(hasId(name) && { id: this.#newId() }), ...attributes }, [...content]);
  }

  line(name: NodeName, attributes: Readonly<Record<string, unknown>>, text: string): Node {
    return this.block(name, attributes, text === '' ? [] : [schema.text(text)]);
  }

  paragraph(text: string, attributes: Readonly<Record<string, unknown>> = {}): Node {
    return this.line('paragraph', attributes, text);
  }

  section(part: SectionPart, heading: string | null, content: readonly Node[]): Node {
    return this.block('section', { part, heading }, content);
  }

  fields(kind: FieldListKind, fields: readonly (readonly [FieldName, string])[]): Node {
    return this.block(
      'fieldList',
      { kind },
      fields.map(([name, text]) => this.line('field', { name }, text)),
    );
  }

  people(role: PersonListRole, people: readonly (NamedPerson & { readonly role?: PersonRole | null })[]): Node {
    return this.block(
      'personList',
      { role },
      people.map(({ name, party, role: capacity }) => this.line('person', { party, role: capacity ?? null }, name)),
    );
  }

  /** The list of those behind an event; nothing for a group or where nobody was read. */
  by(role: 'by' | 'speakers', people: readonly NamedPerson[]): readonly Node[] {
    return people.length === 0 ? [] : [this.people(role, people)];
  }
}
