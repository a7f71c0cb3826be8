import type { MatterSummary } from '@yrka/server/api';

export const filters = ['open', 'mine', 'late', 'decided', 'drafts', 'all'] as const;
export type Filter = (typeof filters)[number];
export const sorts = ['changed', 'time', 'next', 'received', 'title'] as const;
export type Sort = (typeof sorts)[number];

/** What the list shows; what is left out is the usual. The address keeps it. */
export type ListChoice = { readonly filter: Filter; readonly sort: Sort; readonly party: string; readonly body: string; readonly search: string };

/** In the address, in Swedish: it is read, kept and mailed. */
export type ListAddress = {
  readonly visa?: string | undefined;
  readonly ordning?: string | undefined;
  readonly parti?: string | undefined;
  readonly organ?: string | undefined;
  readonly sok?: string | undefined;
};

const filterNames: Readonly<Record<Filter, string>> = { open: 'oppna', mine: 'mina', late: 'over-ett-ar', decided: 'avgjorda', drafts: 'utkast', all: 'alla' };
const sortNames: Readonly<Record<Sort, string>> = { changed: 'andrat', time: 'tid', next: 'sammantrade', received: 'inkommen', title: 'rubrik' };

/** What an address says. A word that it should not have is as if it were not there. */
export function choiceOf({ visa, ordning, parti = '', organ = '', sok = '' }: ListAddress): ListChoice {
  return {
    filter: filters.find((filter) => filterNames[filter] === visa) ?? 'open',
    sort: sorts.find((sort) => sortNames[sort] === ordning) ?? 'changed',
    party: parti,
    body: organ,
    search: sok,
  };
}

/** The address of a choice: only what is not the usual. */
export function addressOf({ filter, sort, party, body, search }: ListChoice): ListAddress {
  return {
    visa: filter === 'open' ? undefined : filterNames[filter],
    ordning: sort === 'changed' ? undefined : sortNames[sort],
    parti: party === '' ? undefined : party,
    organ: body === '' ? undefined : body,
    sok: search === '' ? undefined : search,
  };
}

const over: ReadonlySet<MatterSummary['stage']> = new Set(['decided', 'withdrawn', 'closed']);

/** The matters of a choice, in its order. `search` is the server's to apply. */
export function chosen(matters: readonly MatterSummary[], { filter, sort, party, body }: ListChoice): readonly MatterSummary[] {
  return matters
    .filter((matter) => passes[filter](matter))
    .filter(({ movers }) => party === '' || movers.some((mover) => mover.party === party))
    .filter(({ bodies }) => body === '' || bodies.includes(body))
    .toSorted(orders[sort]);
}

/** How many matters each filter has, before party and body. */
export function counts(matters: readonly MatterSummary[]): Readonly<Record<Filter, number>> {
  const count = (filter: Filter) => matters.filter(passes[filter]).length;
  return { open: count('open'), mine: count('mine'), late: count('late'), decided: count('decided'), drafts: count('drafts'), all: count('all') };
}

const passes: Readonly<Record<Filter, (matter: MatterSummary) => boolean>> = {
  // A draft that was filed is a matter of the municipality now, and that one is in the list.
  open: ({ stage, isFiledDraft }) => !over.has(stage) && !isFiledDraft,
  mine: ({ isMine, isFiledDraft }) => isMine && !isFiledDraft,
  late: ({ year }) => year !== null && year.daysLeft < 0,
  decided: ({ stage }) => over.has(stage),
  drafts: ({ stage }) => stage === 'drafting',
  all: () => true,
};

type Order = (a: MatterSummary, b: MatterSummary) => number;
const latest = (a: string, b: string) => (a > b ? -1 : a < b ? 1 : 0);
const changed: Order = (a, b) => latest(a.updatedAt, b.updatedAt);
/** What has none stands last. */
const byNumber =
  (of: (matter: MatterSummary) => number | null): Order =>
  (a, b) =>
    (of(a) ?? Number.POSITIVE_INFINITY) - (of(b) ?? Number.POSITIVE_INFINITY) || changed(a, b);
const orders: Readonly<Record<Sort, Order>> = {
  changed,
  time: (a, b) => (a.year === null && b.year === null ? changed(a, b) : byNumber(({ year }) => year?.daysLeft ?? null)(a, b)),
  next: (a, b) => (a.next === null && b.next === null ? changed(a, b) : byNumber(({ next }) => (next === null ? null : Date.parse(next.date)))(a, b)),
  received: (a, b) => latest(a.receivedAt ?? '', b.receivedAt ?? '') || changed(a, b),
  title: (a, b) => a.title.localeCompare(b.title, 'sv'),
};
