import * as Y from 'yjs';
import type { KeyPress } from './keyPress.ts';

/** What an update carries and what it builds on, in Yjs' own coordinates (client id, clock). Integrates nothing. */
export type UpdateShape = {
  /** The structs it carries, per client: from (inclusive) to (exclusive). */
  readonly carries: ReadonlyMap<number, ClockRange>;
  /** What must be there before it, per client: every clock below this. */
  readonly needs: ReadonlyMap<number, number>;
  readonly deletes: readonly Deletion[];
};

export type ClockRange = { readonly from: number; readonly to: number };

export type Deletion = ClockRange & { readonly client: number };

/** Takes a well-formed update apart (see `inspectUpdate`, which does it on its way); throws for any other. */
export function shapeOf(update: Uint8Array): UpdateShape {
  return shapeOfDecoded(Y.decodeUpdate(update));
}

/** The same of an update that was decoded already. */
export function shapeOfDecoded({ structs, ds }: ReturnType<typeof Y.decodeUpdate>): UpdateShape {
  const carries = new Map<number, ClockRange>();
  const needs = new Map<number, number>();
  const need = (id: Y.ID | null) => {
    if (id !== null) needs.set(id.client, Math.max(needs.get(id.client) ?? 0, id.clock + 1));
  };
  for (const struct of structs) {
    const { client, clock } = struct.id;
    carries.set(client, { from: carries.get(client)?.from ?? clock, to: clock + struct.length });
    if (!(struct instanceof Y.Item)) continue;
    need(struct.origin);
    need(struct.rightOrigin);
    if (struct.parent instanceof Y.ID) need(struct.parent);
  }
  const deletes: Deletion[] = [];
  ds.clients.forEach((items, client) => {
    for (const { clock, len } of items) deletes.push({ client, from: clock, to: clock + len });
  });
  return { carries, needs, deletes };
}

export function shapeOfKeyPress({ client, clock, length, left, right }: KeyPress): UpdateShape {
  const needs = new Map<number, number>();
  for (const id of [left, right]) if (id !== null) needs.set(id.client, Math.max(needs.get(id.client) ?? 0, id.clock + 1));
  return { carries: new Map([[client, { from: clock, to: clock + length }]]), needs, deletes: [] };
}

/**
 * Whether something that the update builds on is missing: integrated now, it would stay pending at
 * every client for as long as the words before it are missing.
 */
export function leavesGap({ carries, needs, deletes }: UpdateShape, state: ReadonlyMap<number, number>): boolean {
  const stateOf = (client: number) => state.get(client) ?? 0;
  for (const [client, { from }] of carries) if (from > stateOf(client)) return true;
  const after = (client: number) => Math.max(stateOf(client), carries.get(client)?.to ?? 0);
  for (const [client, to] of needs) if (to > after(client)) return true;
  return deletes.some(({ client, to }) => to > after(client));
}
