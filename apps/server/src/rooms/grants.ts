import type { Freezes } from './freezes.ts';
import type { Place } from './place.ts';
import type { RightsVersions } from './rightsVersions.ts';
import type { Room } from './room.ts';
import { type Access, type Grant, grantOf, mayRead, type RoomPerson, type RoomsOptions } from './types.ts';

/** What people may do in documents, and what they are shown there, as it is in the very moment in which it counts. */
export class Grants {
  readonly #authorise: RoomsOptions['authorise'];
  readonly #rights: RightsVersions;
  readonly #freezes: Freezes;

  constructor(authorise: RoomsOptions['authorise'], rights: RightsVersions, freezes: Freezes) {
    this.#authorise = authorise;
    this.#rights = rights;
    this.#freezes = freezes;
  }

  /** What they may do now; what is done by it later is another's to look after. */
  async of(person: Pick<RoomPerson, 'id'>, documentId: string): Promise<Grant> {
    return grantOf(await this.#authorise(person, documentId));
  }

  /** As `#with`, with what that person is shown; where that is not loaded yet, it is waited for, and rights are asked anew. */
  async withPlace<Result>(person: RoomPerson, documentId: string, room: Room, use: (access: Access, place: Place) => Result): Promise<Result> {
    for (;;) {
      const next = await this.#with(person, documentId, ({ access, share }) => {
        const place = share === null || !mayRead(access) ? room : room.views.get(share);
        return place === null ? { missing: share } : { result: use(access, place) };
      });
      if (next.missing === undefined) return next.result;
      if (next.missing !== null) await room.views.load(next.missing);
    }
  }

  /**
   * Goes on with what somebody may do now: an answer from before a change of rights, or from within
   * a freeze, does not count. `use` is called in the same turn as the check, so that nothing comes between.
   */
  async #with<Result>(person: RoomPerson, documentId: string, use: (grant: Grant) => Result): Promise<Result> {
    for (;;) {
      const rights = this.#rights.of(documentId);
      const grant = await this.of(person, documentId);
      if (this.#freezes.isFrozen(documentId)) await this.#freezes.over(documentId);
      else if (rights === this.#rights.of(documentId)) return use(grant);
    }
  }
}
