import { readFile } from 'node:fs/promises';
import { bjorkvik, derivedBlockId, type DocumentKind, huddinge } from '@yrka/schema';
import type { MeetingRow, Rows, Storage } from '@yrka/storage';
import type { Node } from 'prosemirror-model';
import { type Draft, draftFromContent, inMunicipality, newMatter, partyDraft, publishedSample } from '../documents/creating.ts';
import { cyclingMotion } from './cyclingMotion.ts';
import { civilMoment } from '../organisation/civil.ts';
import {
  libraryAnnouncement,
  libraryBoardDate,
  libraryDates,
  libraryDiarienummer,
  libraryMatterTitle,
  libraryMinutes,
  libraryMotion,
  libraryReferral,
  libraryReport,
} from './libraryMatter.ts';
import { seedOrganisation } from './organisation.ts';
import { people } from './people.ts';

export const sampleLabel = 'Verkligt protokoll, Huddinge 2023';

/** The addresses of what the demonstration shows are the same in every installation. */
export const demonstrationIds = {
  cycling: { matter: fixedId('cycling'), motion: fixedId('cycling/motion') },
  library: { matter: fixedId('library'), motion: fixedId('library/motion'), report: fixedId('library/report'), minutes: fixedId('library/minutes') },
  huddinge: { matter: fixedId('huddinge'), minutes: fixedId('huddinge/minutes') },
} as const;

/**
 * Fills an empty store with the people and matters of the demonstration. Does nothing in a store
 * that has matters of its own, and ends what an interrupted first start began.
 */
export async function seedDemonstration(storage: Storage, at: Date): Promise<void> {
  const there = new Set((await storage.rows.matters()).map(({ id }) => id));
  const ours = Object.values(demonstrationIds).map(({ matter }) => matter);
  if (there.size > 0 && !ours.some((id) => there.has(id))) return;
  // Where the municipality is, its people are too, and may have been changed since.
  if ((await storage.rows.organisation.municipality()) === null) {
    await storage.rows.transaction(async (rows) => {
      await rows.putPeople(people.map((person) => ({ ...person, email: addressOf(person.id), isProtected: false, isActive: true })));
      await seedOrganisation(rows, at);
    });
  }
  // Oldest first: the motion under work ends up on top of the list.
  for (const [index, seed] of [seedHuddinge, seedLibrary, seedCycling].entries()) {
    await seed(storage, there, new Date(at.getTime() - (2 - index) * 60_000));
  }
}

async function seedCycling(storage: Storage, there: ReadonlySet<string>, at: Date): Promise<void> {
  const { matter, motion } = demonstrationIds.cycling;
  if (there.has(matter)) return;
  const content = cyclingMotion();
  const { row } = await write(
    storage,
    motion,
    draftFromContent('motion', content, { matterId: matter, createdBy: 'anna-lind', place: partyDraft({ party: 'L' }), templateId: bjorkvik.id, at }),
  );
  await storage.rows.insertMatter(newMatter({ id: matter, title: row.title, createdAt: at }), [row]);
}

async function seedLibrary(storage: Storage, there: ReadonlySet<string>, at: Date): Promise<void> {
  const ids = demonstrationIds.library;
  if (there.has(ids.matter)) return;
  const draft = (kind: DocumentKind, content: Node, createdBy: string, seconds: number) =>
    draftFromContent(kind, content, {
      matterId: ids.matter,
      createdBy,
      place: inMunicipality(kind),
      templateId: bjorkvik.id,
      at: new Date(at.getTime() + seconds * 1_000),
    });
  const motion = await write(storage, ids.motion, draft('motion', libraryMotion(), 'ingrid-naslund', 0));
  // The motion is filed and nobody writes in it: this version is the one that stands.
  const filed = { document: ids.motion, version: motion.seq };
  const report = await write(storage, ids.report, draft('officerReport', libraryReport(filed), 'rakel-dal', 1));
  const board = await boardMeeting(storage.rows, at);
  const minutes = await write(storage, ids.minutes, draft('minutesItem', libraryMinutes(filed, board?.date ?? libraryBoardDate), 'jonas-alm', 2));
  const matter = newMatter({
    id: ids.matter,
    title: libraryMatterTitle,
    diarienummer: libraryDiarienummer,
    stage: 'inPreparation',
    ...libraryDates,
    responsibleOfficer: 'rakel-dal',
    createdAt: at,
  });
  await storage.rows.transaction(async (rows) => {
    await rows.insertMatter(matter, [motion.row, report.row, minutes.row]);
    await rows.way.insertReferral({ id: fixedId('library/referral'), matterId: ids.matter, by: 'rakel-dal', ...libraryReferral });
    await rows.way.putHandling({ id: fixedId('library/announcement'), matterId: ids.matter, ...libraryAnnouncement });
    if (board === null) return;
    const { id: meetingId, bodyId } = board;
    const planned = { outcome: null, paragraphNumber: null, handledOn: null, reported: '' } as const;
    await rows.way.putHandling({ id: fixedId('library/board'), matterId: ids.matter, bodyId, meetingId, purpose: 'preparation', ...planned });
  });
}

/** The meeting that the § in the matter is for; where that is long ago, the board's next. */
async function boardMeeting({ organisation }: Pick<Rows, 'organisation'>, at: Date): Promise<MeetingRow | null> {
  const coming = await organisation.meetings({ bodyId: 'ks', from: civilMoment(at).date });
  return coming.find(({ date }) => date === libraryBoardDate) ?? coming[0] ?? null;
}

/** A real decision, read by the importer at the first start as any other text would be. */
async function seedHuddinge(storage: Storage, there: ReadonlySet<string>, at: Date): Promise<void> {
  const { matter, minutes } = demonstrationIds.huddinge;
  if (there.has(matter)) return;
  const text = await readFile(new URL('./huddinge-2023.txt', import.meta.url), 'utf8');
  // The one who reads a text is loaded for it, and by no later start.
  const { importText } = await import('@yrka/importers');
  const { document, movers } = importText(text, { kind: 'minutesItem', templates: [huddinge] });
  const { row } = await write(
    storage,
    minutes,
    draftFromContent('minutesItem', document, { matterId: matter, createdBy: null, place: publishedSample, templateId: huddinge.id, at }),
  );
  await storage.rows.insertMatter(newMatter({ id: matter, title: row.title, label: sampleLabel, stage: 'published', createdAt: at }), [
    { ...row, movers: movers.map(({ name, party }) => ({ name, party })) },
  ]);
}

/** The text of a document under an address of its own; its row is still to be inserted. Text that an interrupted start left is kept. */
async function write(storage: Storage, id: string, draft: Draft): Promise<{ readonly row: Draft['row']; readonly seq: number }> {
  const row = { ...draft.row, id };
  const before = await storage.journal.lastSeq(id);
  if (before > 0) return { row, seq: before };
  const seqs = await storage.journal.appendBatch(draft.updates.map(({ update, personId }) => ({ documentId: id, update, personId, at: row.createdAt })));
  return { row, seq: seqs.at(-1) ?? 0 };
}

/** "anna.lind@bjorkvik.example": a domain that is nobody's and never will be (RFC 2606). */
const addressOf = (personId: string) => `${personId.replace('-', '.')}@bjorkvik.example`;

function fixedId(name: string): string {
  return derivedBlockId(`demonstration/${name}`);
}
