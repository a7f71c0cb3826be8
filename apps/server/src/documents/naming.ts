import type { DocumentKind } from '@yrka/schema';
import type { PersonRow, Storage } from '@yrka/storage';
import { Refusal } from '../refusal.ts';
import type { Access } from './access.ts';

export type NamedActor = { readonly id: string; readonly name: string | null };
export type NamedMatter = { readonly id: string; readonly title: string };
export type NamedDocument = NamedMatter & { readonly kind: DocumentKind };

/**
 * Puts names to ids for one reader, at the moment they are shown. Each is looked up once. A title
 * comes through Access only: what the reader may not read is null, and so is what is no more.
 */
export class Naming {
  readonly #reader: PersonRow;
  readonly #access: Access;
  readonly #rows: Storage['rows'];
  readonly #actors = new Map<string, Promise<NamedActor>>();
  readonly #matters = new Map<string, Promise<NamedMatter | null>>();
  readonly #documents = new Map<string, Promise<NamedDocument | null>>();

  constructor(reader: PersonRow, { access, storage }: { readonly access: Access; readonly storage: Pick<Storage, 'rows'> }) {
    this.#reader = reader;
    this.#access = access;
    this.#rows = storage.rows;
  }

  /** The name is null for one who is no longer in the register, or was erased from it. */
  actor(id: string): Promise<NamedActor> {
    return once(this.#actors, id, async () => ({ id, name: (await this.#rows.person(id))?.name || null }));
  }

  /** The motion's title, else the matter's; '' when neither has one. */
  matter(id: string): Promise<NamedMatter | null> {
    return once(this.#matters, id, () =>
      readable(async () => {
        const { row, documents } = await this.#access.matter(this.#reader, id);
        const motion = documents.find((document) => document.row.kind === 'motion') ?? documents[0];
        return { id, title: motion?.row.title || row.title };
      }),
    );
  }

  document(id: string): Promise<NamedDocument | null> {
    return once(this.#documents, id, () =>
      readable(async () => {
        const { row } = await this.#access.document(this.#reader, id);
        return { id, title: row.title, kind: row.kind };
      }),
    );
  }
}

function once<Name>(known: Map<string, Promise<Name>>, id: string, look: () => Promise<Name>): Promise<Name> {
  const found = known.get(id) ?? look();
  known.set(id, found);
  return found;
}

async function readable<Name>(look: () => Promise<Name>): Promise<Name | null> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound') return null;
    throw error;
  }
}
