import { useCallback, useRef, useSyncExternalStore } from 'react';

/** As much of y-protocols' Awareness as is needed to know who is here. */
export type AwarenessLike = {
  readonly clientID: number;
  getStates(): Map<number, Record<string, unknown>>;
  on(event: 'change', listener: () => void): void;
  off(event: 'change', listener: () => void): void;
};

/** Somebody who has the document open, however many windows they have it open in. */
export type PresentPerson = {
  readonly id: string;
  readonly name: string;
  readonly party: string | null;
  /** As the server's register has it; null when it did not say. */
  readonly role: string | null;
  /** The server's key, from 0, which the person's caret has too; null for oneself, who sees no caret of one's own in colour. */
  readonly colour: number | null;
  readonly isYou: boolean;
};

/** Who is here: oneself first, then the others by name. A new array only when somebody came or went. */
export function usePresentPeople(awareness: AwarenessLike | null): readonly PresentPerson[] {
  const last = useRef<readonly PresentPerson[]>([]);
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness?.on('change', listener);
      return () => awareness?.off('change', listener);
    },
    [awareness],
  );
  return useSyncExternalStore(subscribe, () => {
    const now = awareness === null ? [] : presentPeople(awareness);
    // Awareness changes with every caret; the list only when people do.
    if (JSON.stringify(now) !== JSON.stringify(last.current)) last.current = now;
    return last.current;
  });
}

/** Pure; exported for tests. What does not name its person is not shown: anybody may write anything into awareness. */
export function presentPeople(awareness: Pick<AwarenessLike, 'clientID' | 'getStates'>): readonly PresentPerson[] {
  const people = new Map<string, PresentPerson>();
  for (const [client, state] of awareness.getStates()) {
    const person = readPerson(state.user);
    if (person === null) continue;
    const isYou = client === awareness.clientID || people.get(person.id)?.isYou === true;
    people.set(person.id, { ...person, colour: isYou ? null : person.colour, isYou });
  }
  return [...people.values()].sort((a, b) => Number(b.isYou) - Number(a.isYou) || a.name.localeCompare(b.name, 'sv'));
}

function readPerson(user: unknown): Omit<PresentPerson, 'isYou'> | null {
  if (typeof user !== 'object' || user === null) return null;
  const { id, name, party, role, colour } = user as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || name === '') return null;
  return {
    id: typeof id === 'string' ? id : name,
    name,
    party: typeof party === 'string' ? party : null,
    role: typeof role === 'string' ? role : null,
    colour: typeof colour === 'number' && Number.isInteger(colour) && colour >= 0 ? colour : null,
  };
}
