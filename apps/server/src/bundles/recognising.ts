import { newBlockId } from '@yrka/schema';
import { isInvitedGuest, type PersonRow, type Rows } from '@yrka/storage';
import type { BundledPerson } from './bundleForm.ts';

/**
 * Who somebody in a bundle is here:
 *
 * - `known`: the register has them, by the same id and name
 * - `offered`: somebody of the same name and party may be the same; whoever takes the matter in says so
 * - `added`: nobody here. They become known by name, without an account and without a right
 */
export type Recognised = BundledPerson & {
  readonly is: 'known' | 'offered' | 'added';
  readonly offered: Pick<PersonRow, 'id' | 'name' | 'party' | 'title'> | null;
};

/** Nobody whose personal data are protected is offered, or told of: whoever has the same id is found without a word. */
export async function recognise(rows: Pick<Rows, 'person' | 'everybody'>, people: readonly BundledPerson[]): Promise<readonly Recognised[]> {
  const register = (await rows.everybody()).filter(({ isProtected }) => !isProtected);
  return Promise.all(
    people.map(async (bundled): Promise<Recognised> => {
      const there = isInvitedGuest(bundled.id) ? null : await rows.person(bundled.id);
      if (there !== null && !there.isProtected && there.name === bundled.name) return { ...bundled, is: 'known', offered: null };
      const alike = register.filter(({ id, name, party }) => id !== bundled.id && name === bundled.name && party === bundled.party);
      const [one] = alike;
      if (alike.length !== 1 || one === undefined) return { ...bundled, is: 'added', offered: null };
      return { ...bundled, is: 'offered', offered: { id: one.id, name: one.name, party: one.party, title: one.title } };
    }),
  );
}

/** The people of a bundle as they are known here, once it is said of each who was offered whether they are the same. */
export class Acquaintance {
  private readonly rows: Pick<Rows, 'person'>;
  private readonly recognised: ReadonlyMap<string, Recognised>;
  private readonly same: ReadonlySet<string>;
  private readonly found = new Map<string, string>();
  /** Those who are to be put into the register, by name alone. */
  readonly added: PersonRow[] = [];

  /** @param same the ids of those who are the one that was offered. */
  constructor(rows: Pick<Rows, 'person'>, recognised: readonly Recognised[], same: ReadonlySet<string>) {
    this.rows = rows;
    this.recognised = new Map(recognised.map((person) => [person.id, person]));
    this.same = same;
  }

  /** The id here of somebody in the bundle. Whose name the bundle does not say has none here either. */
  async meet(id: string): Promise<string> {
    const known = this.found.get(id);
    if (known !== undefined) return known;
    const here = await this.idFor(id);
    this.found.set(id, here);
    return here;
  }

  /** The same of one who was met. */
  idOf(id: string): string {
    const here = this.found.get(id);
    if (here === undefined) throw new Error('Nobody asked who this is');
    return here;
  }

  private async idFor(id: string): Promise<string> {
    const person = this.recognised.get(id);
    if (person?.is === 'known') return id;
    if (person?.is === 'offered' && person.offered !== null && this.same.has(id)) return person.offered.id;
    const there = await this.rows.person(id);
    // Who is protected is named nowhere: of the same id they are the same. So is nobody else, who would have acts of another's.
    if (there?.isProtected === true) return id;
    const here = there === null && !isInvitedGuest(id) ? id : newBlockId();
    if (person !== undefined) this.added.push(unknownPerson(here, person));
    return here;
  }
}

/** Somebody of whom no more is known than a name: they may nothing, and no way in leads to them. */
const unknownPerson = (id: string, { name, party }: BundledPerson): PersonRow => ({
  id,
  name,
  party,
  roles: ['guest'],
  title: null,
  email: null,
  isProtected: false,
  isActive: false,
});
