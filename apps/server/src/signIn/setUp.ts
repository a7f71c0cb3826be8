import { randomUUID, timingSafeEqual } from 'node:crypto';
import { bjorkvik } from '@yrka/schema';
import type { PersonRow, Storage } from '@yrka/storage';
import type { Context } from 'hono';
import { usualRules } from '../documents/rules.ts';
import { Refusal } from '../refusal.ts';
import type { AccountChanges } from './account.ts';
import { randomLetters } from './letters.ts';
import type { SignIn } from './signIn.ts';

export type MunicipalitySetUp = {
  readonly municipality: { readonly name: string; readonly kind: 'municipality' | 'region' };
  /** Who sets it up, and will look after it. */
  readonly person: { readonly name: string; readonly email: string };
};

/**
 * The municipality and the first person of an empty register, who must know the code that the server printed where it
 * was started. The code is in memory alone and is another at each start.
 */
export class SetUp {
  readonly #storage: Storage;
  readonly #signIn: SignIn;
  readonly #changes: AccountChanges;
  readonly #now: () => Date;
  #code: string | null;
  /** Two people at once: the second waits to see that the first was first. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(storage: Storage, signIn: SignIn, changes: AccountChanges, now: () => Date, code: string | null) {
    this.#storage = storage;
    this.#signIn = signIn;
    this.#changes = changes;
    this.#now = now;
    this.#code = code;
  }

  static async open(storage: Storage, signIn: SignIn, changes: AccountChanges, now: () => Date): Promise<SetUp> {
    return new SetUp(storage, signIn, changes, now, (await isSetUp(storage)) ? null : newCode());
  }

  /** What to print for whoever started the server, as in "K7QM-2FXA-9TDE-HW3C"; null once there is somebody in the register. */
  get code(): string | null {
    return this.#code;
  }

  /**
   * Sets the municipality up and signs its first person in.
   *
   * @throws Refusal `alreadySetUp`, `wrongSetUpCode`, `weakPassword`; nothing is stored then
   */
  async run(c: Context, code: string, setUp: MunicipalitySetUp, password: string): Promise<PersonRow> {
    return this.#signIn.attempts
      .try([this.#signIn.addressKey(c), ['setUp', '']], () => {
        const done = this.#queue.then(() => this.#begin(code, setUp, password));
        this.#queue = done.catch(() => undefined); // told to whom it concerns by `done`
        return done;
      })
      .then(async (person) => {
        await this.#signIn.record(person.id, 'setUp');
        await this.#signIn.beginSessionFor(c, person);
        return person;
      });
  }

  async #begin(code: string, setUp: MunicipalitySetUp, password: string): Promise<PersonRow> {
    if (this.#code === null || (await isSetUp(this.#storage))) throw new Refusal('alreadySetUp');
    if (!isSame(code, this.#code)) throw new Refusal('wrongSetUpCode');
    const person = firstPerson(setUp);
    // The account first: it opens nothing before there is a person, and nothing of a set-up that broke off then stands in the way of the next.
    await this.#changes.keepPassword(await this.#signIn.accountOf(person), password);
    await setUpMunicipality(this.#storage, setUp, person, this.#now());
    this.#code = null;
    return person;
  }
}

async function isSetUp({ rows }: Storage): Promise<boolean> {
  return (await rows.organisation.municipality()) !== null || (await rows.people()).length > 0;
}

/** Stores what everything else begins with: the municipality and who looks after it. @throws Refusal `alreadySetUp` when another process was first */
async function setUpMunicipality(storage: Storage, { municipality }: MunicipalitySetUp, person: PersonRow, now: Date): Promise<void> {
  await storage.rows.transaction(async (rows) => {
    const isFirst = await rows.organisation.setUp({
      ...municipality,
      templateId: bjorkvik.id,
      rules: usualRules,
      templateChanges: {},
      arms: null,
      setUpAt: now,
    });
    if (!isFirst) throw new Refusal('alreadySetUp');
    await rows.putPeople([person]);
  });
}

function firstPerson({ person }: MunicipalitySetUp): PersonRow {
  const { name, email } = person;
  return { id: randomUUID(), name, email: email.toLowerCase(), party: null, roles: ['administrator'], title: null, isProtected: false, isActive: true };
}

/** 79 bits in 16 places. */
function newCode(): string {
  return Array.from({ length: 4 }, () => randomLetters(4)).join('-');
}

/** Case, spaces and dashes aside. */
function isSame(typed: string, code: string): boolean {
  const [one, other] = [typed, code].map((text) => Buffer.from(text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')));
  return one !== undefined && other !== undefined && one.length === other.length && timingSafeEqual(one, other);
}
