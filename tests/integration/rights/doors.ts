import type { Browser } from '../../../apps/server/src/appForTests.ts';
import { lockedContent } from '../../../apps/server/src/documents/lockedText.ts';
import { pdf } from '../../../apps/server/src/files/filesForTests.ts';
import { type DocumentActName, documentActNames, type MatterActName } from '@yrka/policies';
import { textParts } from '@yrka/schema';
import { invitationOf, itemBlockId, type Placed, referralOf, signerOf, type Wishes, witnesses } from './world.ts';

/** One way to do something: a request, and what it answers when it is done. */
export type Door<Act> = {
  readonly name: string;
  readonly act: Act;
  readonly done: number;
  /** What must be there for the act to have something to do, when `personId` does it. */
  readonly needs?: (personId: string) => Wishes;
  readonly knock: (browser: Browser, placed: Placed) => Promise<Response>;
};

const unknownHash = 'a'.repeat(64);
const seen = ({ lock }: Placed) => ({ sha256: lock?.sha256 ?? unknownHash });
const of = ({ row }: Placed) => `/api/documents/${row.id}`;
const attachmentOf = (placed: Placed) => `${of(placed)}/attachments/${placed.attachment?.id ?? 'none'}`;

/** What the acts that are requests of their own take. */
const bodies: { readonly [Act in DocumentActName]?: (placed: Placed) => object } = {
  sign: seen,
  support: seen,
  approve: seen,
  sendForVerification: () => ({ chairId: witnesses.L.id }),
  verify: seen,
  recordVerification: (placed) => ({ ...seen(placed), personId: witnesses.L.id }),
  remindReviewer: () => ({ personId: witnesses.given.id }),
  endReview: () => ({ personId: witnesses.given.id }),
  finishReview: () => ({ verdict: 'noObjection' }),
  correct: () => ({ blockId: itemBlockId, after: 'Något annat', reason: 'Skrivfel.' }),
  file: (placed) => (placed.lock === null ? {} : seen(placed)),
};
const reviewed: Wishes = { grants: [{ personId: witnesses.given.id, role: 'reviewer' }] };
const ownNeeds: { readonly [Act in DocumentActName]?: Door<DocumentActName>['needs'] } = {
  verify: (personId) => ({ verifiedBy: personId }),
  remindReviewer: () => reviewed,
  endReview: () => reviewed,
  withdrawSignature: (personId) => ({ signedBy: [signerOf(personId)] }),
};
const elsewhere: ReadonlySet<DocumentActName> = new Set(['inviteWriter', 'endInvitation', 'attach', 'attachScan', 'removeScan', 'publish']);

const given = { grants: [{ personId: witnesses.given.id, role: 'reader' }] } as const;

/** Every act on a document, by every route that does it. */
export const documentDoors: readonly Door<DocumentActName>[] = [
  ...documentActNames
    .filter((act) => !elsewhere.has(act))
    .map((act): Door<DocumentActName> => {
      const needs = ownNeeds[act];
      return {
        name: act,
        act,
        done: 200,
        ...(needs && { needs }),
        knock: (browser, placed) => browser.send('POST', `${of(placed)}/acts/${act}`, bodies[act]?.(placed) ?? {}),
      };
    }),
  {
    name: 'give access',
    act: 'inviteWriter',
    done: 204,
    knock: (browser, placed) => browser.send('POST', `${of(placed)}/grants`, { personId: witnesses.given.id, role: 'reader' }),
  },
  {
    name: 'invite by link',
    act: 'inviteWriter',
    done: 201,
    knock: (browser, placed) => browser.send('POST', `${of(placed)}/invitations`, { name: 'Elin Strand', role: 'reader' }),
  },
  { name: 'see who has access', act: 'endInvitation', done: 200, knock: (browser, placed) => browser.send('GET', `${of(placed)}/sharing`) },
  {
    name: 'end access',
    act: 'endInvitation',
    done: 204,
    needs: () => given,
    knock: (browser, placed) => browser.send('DELETE', `${of(placed)}/grants/${witnesses.given.id}`),
  },
  {
    name: 'end an invitation',
    act: 'endInvitation',
    done: 204,
    needs: () => ({ invitation: true }),
    knock: (browser, placed) => browser.send('DELETE', `${of(placed)}/invitations/${invitationOf(placed.row)}`),
  },
  { name: 'attach', act: 'attach', done: 201, knock: (browser, placed) => browser.send('POST', `${of(placed)}/attachments?name=karta.pdf`, pdf()) },
  {
    name: 'rename an attachment',
    act: 'attach',
    done: 204,
    needs: () => ({ isAttached: true }),
    knock: (browser, placed) => browser.send('POST', attachmentOf(placed), { title: 'Något annat' }),
  },
  {
    name: 'order attachments',
    act: 'attach',
    done: 204,
    needs: () => ({ isAttached: true }),
    knock: (browser, placed) => browser.send('POST', `${of(placed)}/attachment-order`, { ids: [placed.attachment?.id ?? 'none'] }),
  },
  {
    name: 'remove an attachment',
    act: 'attach',
    done: 204,
    needs: () => ({ isAttached: true }),
    knock: (browser, placed) => browser.send('DELETE', attachmentOf(placed)),
  },
  {
    name: 'see who wrote a passage',
    act: 'showWriters',
    done: 200,
    knock: (browser, placed) => browser.send('GET', `${of(placed)}/blocks/any/writers`),
  },
  {
    name: 'attach a scan',
    act: 'attachScan',
    done: 201,
    knock: (browser, placed) => browser.send('POST', `${of(placed)}/attachments?kind=scan`, pdf()),
  },
  {
    name: 'remove a scan',
    act: 'removeScan',
    done: 204,
    needs: () => ({ isScanned: true }),
    knock: (browser, placed) => browser.send('DELETE', `${of(placed)}/attachments/${placed.scan?.id ?? 'none'}`),
  },
  { name: 'see what may be masked', act: 'publish', done: 200, knock: (browser, placed) => browser.send('GET', `${of(placed)}/publishing`) },
  {
    name: 'decide what is masked',
    act: 'publish',
    done: 200,
    knock: async (browser, placed) => {
      const { content, sha256 } = await lockedPlace(placed);
      return browser.send('PUT', `${of(placed)}/publishing/decisions`, { sha256, decisions: [{ part: content, from: 0, to: 1, verdict: 'mask' }] });
    },
  },
  { name: 'see the pages of a copy to publish', act: 'publish', done: 200, knock: (browser, placed) => browser.send('GET', `${of(placed)}/publishing/pages`) },
  ...(['pdf', 'docx', 'html'] as const).map(
    (format): Door<DocumentActName> => ({
      name: `take out a copy to publish as ${format}`,
      act: 'publish',
      done: 200,
      knock: (browser, placed) => browser.send('GET', `${of(placed)}/publishing/copies/${format}`),
    }),
  ),
];

/** The hash of a locked text, and the name of the first of its texts in which something is written; of one that is not locked, of nothing. */
async function lockedPlace({ lock }: Placed): Promise<{ readonly sha256: string; readonly content: string }> {
  if (lock === null) return { sha256: unknownHash, content: 'none' };
  const written = textParts(lockedContent(lock)).find(({ text }) => text.trim() !== '');
  return { sha256: lock.sha256, content: written?.id ?? 'none' };
}

const heldOn = { date: '2026-11-20' } as const;
let numbers = 0;
const registration = () => ({ diarienummer: `KS 2026-${++numbers}`, matterTitle: 'Motion om en damm' });

const matterInputs: { readonly [Act in MatterActName]: (placed: Placed) => object } = {
  register: registration,
  correctRegistration: registration,
  announce: () => ({ bodyId: 'kf', ...heldOn }),
  refer: () => ({ bodyIds: ['bun'], dueDate: '2027-01-15' }),
  answerReferral: ({ matter }) => ({ referralId: referralOf(matter), answer: 'Nämnden tillstyrker.' }),
  takeOver: () => ({}),
  prepare: () => ({}),
  schedule: () => ({ bodyId: 'bun', meetingId: 'bun-1', purpose: 'preparation' }),
  recordHandling: () => ({ bodyId: 'bun', ...heldOn, outcome: null, purpose: 'preparation' }),
  reportDelay: () => ({ bodyId: 'kf', ...heldOn, reported: 'Nämnden har inte svarat.' }),
  decide: () => ({ bodyId: 'kf', ...heldOn, outcome: 'approved' }),
  withdraw: () => ({ allMoversAgree: true }),
  close: () => ({}),
  clearWorkingMaterial: () => ({ choice: 'clear' }),
};

export const matterDoors: readonly Door<MatterActName>[] = (Object.keys(matterInputs) as MatterActName[]).map((act) => ({
  name: act,
  act,
  done: 200,
  knock: (browser, placed) => browser.send('POST', `/api/matters/${placed.matter.id}/acts/${act}`, matterInputs[act](placed)),
}));
