import { firstEndingAfter, type LetterRun } from './letterRuns.ts';
import type { Renamed } from './rebase.ts';

/**
 * What is known of the letters of a document that was written anew, under the names that they have there: who
 * first typed them, and who accepted them where they were a suggestion. Of what does not stand there nothing is told.
 *
 * @param runs of the document before; those of one kind and client do not overlap.
 */
export function carriedRuns<Run extends LetterRun>(letters: readonly Renamed[], runs: readonly Run[]): readonly Run[] {
  const sorted = runs.toSorted((a, b) => a.clock - b.clock);
  const known = Map.groupBy(sorted, ({ did, clientId }) => `${did} ${clientId}`);
  const carried: Run[] = [];
  /** The run that the last of a kind is a part of. */
  const last = new Map<Run['did'], { readonly of: Run; index: number }>();
  const put = (of: Run, clientId: number, clock: number, length: number) => {
    const before = last.get(of.did);
    const beside = before === undefined ? undefined : carried[before.index];
    if (before?.of === of && beside !== undefined && beside.clientId === clientId && beside.clock + beside.length === clock) {
      carried[before.index] = { ...beside, length: beside.length + length };
    } else last.set(of.did, { of, index: carried.push({ ...of, clientId, clock, length }) - 1 });
  };
  for (const { to, from, origin, length } of letters.flatMap(oneByOneIfMoved)) {
    const parts = (did: Run['did'], { client, clock }: Renamed['from']) => {
      const found: { readonly of: Run; readonly at: number; readonly length: number }[] = [];
      const ofClient = known.get(`${did} ${client}`) ?? [];
      for (let index = firstEndingAfter(ofClient, clock); index < ofClient.length; index++) {
        const run = ofClient[index] as Run;
        if (run.clock >= clock + length) break;
        const start = Math.max(clock, run.clock);
        found.push({ of: run, at: start - clock, length: Math.min(clock + length, run.clock + run.length) - start });
      }
      return found;
    };
    for (const part of parts('wrote', origin)) put(part.of, to.client, to.clock + part.at, part.length);
    const accepted = parts('accepted', from);
    for (const part of accepted.length > 0 ? accepted : parts('accepted', origin)) put(part.of, to.client, to.clock + part.at, part.length);
  }
  return carried;
}

/** Of letters that are copies some may have been accepted, and others when they stood elsewhere. */
function oneByOneIfMoved(renamed: Renamed): readonly Renamed[] {
  const { to, from, origin, length } = renamed;
  if (from.client === origin.client && from.clock === origin.clock) return [renamed];
  const after = ({ client, clock }: Renamed['to'], by: number) => ({ client, clock: clock + by });
  return Array.from({ length }, (_, by) => ({ to: after(to, by), from: after(from, by), origin: after(origin, by), length: 1 }));
}
