import type { Rows, Seq } from '@yrka/storage';
import type { Node } from 'prosemirror-model';
import type { OpenBundle } from './openBundle.ts';

/** Which journal entry here is which elsewhere, of those that are named; and the first and last here, 0 for none. */
export type SeqMap = { readonly here: Map<Seq, Seq>; first: Seq; last: Seq };

/**
 * The versions that something in a bundle names, by document. A text says of another which version it answers (a decision
 * point, a decision's basis), by that one's journal sequence; it may be locked, and is taken in as it is.
 */
export function versionsNamed({ documents, own }: Pick<OpenBundle, 'documents' | 'own'>, texts: readonly Node[]): ReadonlyMap<string, ReadonlySet<Seq>> {
  const named = new Map<string, Set<Seq>>(documents.map(({ facts }) => [facts.row.id, new Set<Seq>([facts.version])]));
  for (const { facts, history } of documents) {
    const own = named.get(facts.row.id);
    for (const { seq } of facts.locks) own?.add(seq);
    if (history === null) continue;
    for (const { seq } of [...history.named, ...history.shares]) own?.add(seq);
    for (const { doneSeq } of history.reviews) if (doneSeq !== null) own?.add(doneSeq);
    for (const { version, before, seq } of history.restorations) for (const one of [version, before, seq]) if (one !== null) own?.add(one);
    for (const seq of history.sharedEntries) own?.add(seq);
  }
  for (const { documentId, seq } of own?.seen ?? []) named.get(documentId)?.add(seq);
  for (const text of texts)
    text.descendants(({ attrs }) => {
      for (const { document, version } of [attrs, ...(Array.isArray(attrs.answers) ? (attrs.answers as readonly Reference[]) : [])] as readonly Reference[])
        if (typeof document === 'string' && typeof version === 'number') named.get(document)?.add(version);
    });
  return named;
}

type Reference = { readonly document?: unknown; readonly version?: unknown };

/** A version by the name that it had where its matter came from; null where it had none such. The last place first. */
export async function versionHere(
  { origins }: Pick<Rows, 'origins'>,
  { id, matterId }: { readonly id: string; readonly matterId: string },
  there: Seq,
): Promise<Seq | null> {
  const known = (await origins.of(matterId)).toReversed().map(({ versions }) => versions[id]?.find(([named]) => named === there)?.[1]);
  return known.find((seq) => seq !== undefined) ?? null;
}

/** What a version is called where its matter came from: in a text from there it is meant by that. */
export async function calledElsewhere(
  { origins }: Pick<Rows, 'origins'>,
  { id, matterId }: { readonly id: string; readonly matterId: string },
  here: Seq,
): Promise<readonly Seq[]> {
  return (await origins.of(matterId)).flatMap(({ versions }) => (versions[id] ?? []).flatMap(([there, seq]) => (seq === here ? [there] : [])));
}
