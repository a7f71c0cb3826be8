import { type NamedPerson, writePerson } from '@yrka/formal-text';
import type { Outcome, VoteAnswer, YrkandeKind } from '@yrka/schema';
import { answerConcepts, type EventConcept, eventConcepts, outcomeConcepts, type Role, roleConcepts, yrkandeConcepts } from './concepts.ts';
import { element, type Element } from './element.ts';
import { slug } from './slug.ts';

/** The words of a name as the convention has them: "Anna-Karin Lind" is `anna-karin.lind`. */
const dotted = (name: string) => name.trim().split(/\s+/u).map(slug).join('.');

/**
 * The people, organisations, roles and concepts that a file names, each once (`TLCPerson` …). People are told apart by name and
 * party, or by whom the register knows, whose number there never stands in the file. Their IRIs are those of the naming convention
 * (4.11.1, read 2026-11-26), but for the date on which somebody was born: that is nobody's business here.
 */
export class References {
  readonly #municipality: string;
  readonly #elements = new Map<string, Element>();
  readonly #idByKey = new Map<string, string>();
  readonly #people = new Map<string, { personId: string | null; readonly reference: string }[]>();

  constructor(municipality: string) {
    this.#municipality = municipality;
  }

  person(one: NamedPerson & { readonly personId?: string | null }): string {
    const written = writePerson(one);
    const alike = this.#people.get(written) ?? [];
    const personId = one.personId ?? null;
    // Somebody who is named without a number is whoever is written so.
    const known = personId === null ? alike[0] : (alike.find((other) => other.personId === personId) ?? alike.find((other) => other.personId === null));
    if (known !== undefined) {
      known.personId ??= personId;
      return known.reference;
    }
    const party: Readonly<Record<string, string>> = one.party === null || one.party === '' ? {} : { 'yrka:party': this.party(one.party) };
    const key = `person:${written} ${alike.length}`;
    const href = `/akn/ontology/person/se.${dotted(one.name)}.${this.#place()}${one.party ? `.${slug(one.party)}` : ''}`;
    const reference = this.#reference('TLCPerson', key, `person-${slug(written)}`, href, written, party);
    this.#people.set(written, [...alike, { personId, reference }]);
    return reference;
  }

  party(party: string): string {
    return this.#reference('TLCOrganization', `party:${party}`, `party-${slug(party)}`, `/akn/ontology/organization/party/se.${slug(party)}`, party);
  }

  municipality(): string {
    return this.#reference('TLCOrganization', 'municipality', 'municipality', `/akn/ontology/organization/se.${this.#place()}`, this.#municipality);
  }

  body(name: string): string {
    return this.#reference('TLCOrganization', `body:${name}`, `body-${slug(name)}`, `/akn/ontology/organization/se.${this.#place()}.${slug(name)}`, name);
  }

  place(name: string): string {
    return this.#reference('TLCLocation', `place:${name}`, `place-${slug(name)}`, `/akn/ontology/location/yrka.se.${slug(name)}`, name);
  }

  role(role: Role): string {
    return this.#reference('TLCRole', `role:${role}`, `role-${role}`, `/akn/ontology/role/yrka.se.${role}`, roleConcepts[role]);
  }

  event(name: EventConcept): string {
    return this.#concept(name, eventConcepts[name]);
  }

  yrkande(kind: YrkandeKind): string {
    return this.#concept(`yrkande-${kind}`, yrkandeConcepts[kind]);
  }

  outcome(outcome: Outcome): string {
    return this.#concept(`outcome-${outcome}`, outcomeConcepts[outcome]);
  }

  answer(answer: VoteAnswer): string {
    return this.#concept(`answer-${answer}`, answerConcepts[answer]);
  }

  /** The program that made the file. */
  program(): string {
    return this.#reference('TLCOrganization', 'program', 'yrka', '/akn/ontology/organization/unreg.yrka', 'Yrka');
  }

  get elements(): readonly Element[] {
    return [...this.#elements.values()];
  }

  #place(): string {
    return slug(this.#municipality);
  }

  #concept(name: string, showAs: string): string {
    return this.#reference('TLCConcept', `concept:${name}`, `concept-${name}`, `/akn/ontology/concept/yrka.${name}`, showAs);
  }

  /** Two whose names are written alike get ids of their own. */
  #reference(type: string, key: string, wanted: string, href: string, showAs: string, more: Readonly<Record<string, string>> = {}): string {
    const known = this.#idByKey.get(key);
    if (known !== undefined) return `#${known}`;
    let [id, count] = [wanted, 1];
    while (this.#elements.has(id)) id = `${wanted}_${++count}`;
    this.#idByKey.set(key, id);
    this.#elements.set(id, element(type, { eId: id, href: count === 1 ? href : `${href}.${count}`, showAs, ...more }));
    return `#${id}`;
  }
}
