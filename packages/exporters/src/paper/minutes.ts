import { type NamedPerson, writePerson } from '@yrka/formal-text';
import type { RecipientPurpose } from '@yrka/schema';
import type { Block } from './page.ts';
import { plain } from './words.ts';

/** What became of an item of the minutes, which its text does not say. Days are civil dates, as in "2027-03-29". */
export type MinutesFacts = {
  /** Whether this item alone is verified at once. */
  readonly isImmediate: boolean;
  readonly verifiers: readonly Verifier[];
  readonly notice: { readonly announcedOn: string; readonly appealUntil: string; readonly takeDownFrom: string } | null;
  /** Oldest first; the text itself stands as it was verified. */
  readonly corrections: readonly MinutesCorrection[];
  /** To whom this copy is an extract; null, and left out, for the minutes themselves. */
  readonly extract?: { readonly name: string; readonly purpose: RecipientPurpose | null } | null;
};

export type Verifier = NamedPerson & {
  readonly role: 'chair' | 'verifier';
  /** When they verified it; null while they have not, and then there is a line for them to sign on. */
  readonly verifiedOn: string | null;
  /** Where they signed, if not in Yrka; '' for nothing. */
  readonly note: string;
};

export type MinutesCorrection = { readonly before: string; readonly after: string; readonly reason: string; readonly by: string; readonly on: string };

const roles = { chair: 'ordförande', verifier: 'justerare' } as const;
const lineRoles = { chair: 'Ordförande', verifier: 'Justerare' } as const;
const purposes = { action: 'För åtgärd', information: 'För kännedom' } as const;

/** What an extract is called in the letterhead. */
export const extractLabel = 'Protokollsutdrag';

/**
 * The stamp at the head of an item that was corrected: that it was must be seen in the document (JO dnr 581-2013, read
 * 2026-11-26). Null for one that was not.
 */
export function correctionStamp({ corrections }: MinutesFacts): string | null {
  const last = corrections.at(-1);
  return last === undefined ? null : `Rättad ${last.on}`;
}

/** To whom an extract goes, and when what it is an extract of was verified and announced, above its text. */
export function aboveText({ extract = null, verifiers, notice }: MinutesFacts): readonly Block[] {
  if (extract === null) return [];
  const days = verifiers.map(({ verifiedOn }) => verifiedOn);
  const verified = days.includes(null) ? undefined : days.toSorted().at(-1);
  const facts = [
    { label: 'Utdrag till', words: plain(extract.name) },
    ...(extract.purpose === null ? [] : [{ label: 'Syfte', words: plain(purposes[extract.purpose]) }]),
    ...(verified == null ? [] : [{ label: 'Justerat', words: plain(verified) }]),
    ...(notice === null ? [] : [{ label: 'Anslaget', words: plain(notice.announcedOn) }]),
  ];
  return [{ type: 'facts', facts }];
}

/**
 * What was corrected, who verified it, and what stands on the noticeboard, below the text. A copy to publish (`isUnsigned`)
 * says that it was verified and when, and nobody's signature, nor where they signed.
 */
export function belowText({ isImmediate, verifiers, notice, corrections, extract = null }: MinutesFacts, isUnsigned = false): readonly Block[] {
  const done = verifiers.filter(({ verifiedOn }) => verifiedOn !== null);
  const waiting = verifiers.filter(({ verifiedOn }) => verifiedOn === null);
  const blocks: Block[] = [];
  if (corrections.length > 0) {
    blocks.push({ type: 'heading', level: 2, look: 2, words: plain(corrections.length === 1 ? 'Rättelse' : 'Rättelser') });
    for (const { before, after, reason, by, on } of corrections) {
      blocks.push({ type: 'paragraph', words: plain(`${on}, ${by}: ${reason}`) });
      blocks.push({
        type: 'particulars',
        rows: [
          { label: 'Tidigare lydelse', lines: [before] },
          { label: 'Rättad lydelse', lines: [after] },
        ],
      });
    }
  }
  if (isImmediate) blocks.push({ type: 'paragraph', words: plain('Paragrafen justeras omedelbart.') });
  const last = done
    .map(({ verifiedOn }) => verifiedOn ?? '')
    .toSorted()
    .at(-1);
  if (isUnsigned && waiting.length === 0 && last !== undefined) blocks.push({ type: 'paragraph', words: plain(`Justerat ${last}.`) });
  if (!isUnsigned && done.length > 0) {
    const people = done.map((one) => ({ name: `${writePerson(one)}, ${roles[one.role]}`, role: null, date: dated(one) }));
    blocks.push({ type: 'signatures', heading: 'Justerat av', people });
  }
  if (!isUnsigned && waiting.length > 0)
    blocks.push({ type: 'signatureLines', people: waiting.map((one) => ({ name: writePerson(one), role: lineRoles[one.role], date: null })) });
  if (notice !== null) {
    blocks.push({ type: 'heading', level: 2, look: 2, words: plain('Bevis om anslag') });
    blocks.push({
      type: 'particulars',
      rows: [
        { label: 'Anslaget', lines: [notice.announcedOn] },
        { label: 'Kan överklagas till och med', lines: [notice.appealUntil] },
        { label: 'Får tas ned tidigast', lines: [notice.takeDownFrom] },
      ],
    });
  }
  if (!isUnsigned && extract !== null)
    blocks.push({ type: 'signatureLines', people: [{ name: 'Rätt utdraget intygas', role: 'Dag och underskrift', date: null }] });
  return blocks;
}

function dated({ verifiedOn, note }: Verifier): string | null {
  return note === '' ? verifiedOn : `${verifiedOn}, ${note}`;
}
