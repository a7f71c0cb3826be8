import { decodeText, ImporterError } from '@yrka/importers';
import type { Rows } from '@yrka/storage';
import type { Acting } from '../acts/acting.ts';
import type { Mail } from '../mail/mailer.ts';
import { municipalityChain, record } from '../audit/record.ts';
import { Refusal } from '../refusal.ts';
import { civilMoment } from './civil.ts';
import { planMeetings } from './meetingsCsv.ts';
import { digestOf, type Plan } from './plan.ts';
import { tellOfRegister } from './telling.ts';
import { planRegister, type Register } from './registerCsv.ts';

/** A preview where no digest is given; else what the preview with that digest showed is done, or nothing is. */
type Reading<Row> = { readonly plan: Plan<Row>; readonly digest: string; readonly isDone: boolean };

/** @throws Refusal `conflict` when what would be done is no longer what was shown; `emptyFile`, `unreadableText`, `bodyTooLarge` */
export async function importMeetings(acting: Acting, bytes: Uint8Array, digest: string | null): Promise<Reading<unknown>> {
  const text = textOf(bytes);
  return readIn(acting, 'importMeetings', digest, {
    plan: async ({ organisation }) => planMeetings(text, await organisation.bodies(), await organisation.meetings()),
    write: ({ organisation }, meetings) => organisation.putMeetings(meetings),
  });
}

/** @throws Refusal as `importMeetings` */
export async function importRegister(acting: Acting, bytes: Uint8Array, digest: string | null): Promise<Reading<unknown>> {
  const text = textOf(bytes);
  const reading = await readIn(acting, 'importRegister', digest, {
    plan: async (rows) => planRegister(text, await readRegister(rows, acting.at)),
    write: async (rows, changes) => {
      await rows.putPeople(changes.map(({ person }) => person));
      await rows.organisation.putAssignments(changes.flatMap(({ seats }) => seats));
    },
  });
  if (reading.isDone) await acting.server.rooms.rightsChanged();
  return reading;
}

/** The whole register, with those who have left. */
export async function readRegister(rows: Rows, at: Date): Promise<Register> {
  const { organisation } = rows;
  const [people, seats, bodies, parties, terms] = await Promise.all([
    rows.everybody(),
    organisation.assignments(),
    organisation.bodies(),
    organisation.parties(),
    organisation.terms(),
  ]);
  return { people, seats, bodies, parties, terms, today: civilMoment(at).date };
}

async function readIn<Row>(
  { server, person, at }: Acting,
  act: 'importMeetings' | 'importRegister',
  wanted: string | null,
  { plan, write }: { readonly plan: (rows: Rows) => Promise<Plan<Row>>; readonly write: (rows: Rows, changes: readonly Row[]) => Promise<void> },
): Promise<Reading<Row>> {
  let mails: readonly Mail[] = [];
  const reading = await server.storage.rows.transaction(async (rows): Promise<Reading<Row>> => {
    const planned = await plan(rows);
    const digest = digestOf(planned);
    if (wanted === null) return { plan: planned, digest, isDone: false };
    if (digest !== wanted) throw new Refusal('conflict');
    const before = await rows.everybody();
    await write(rows, planned.write);
    mails = await tellOfRegister(rows, { before, actorId: person.id, at });
    const subject = { kind: 'organisation', id: act === 'importMeetings' ? 'meetings' : 'register' } as const;
    const count = (change: string) => planned.good.filter((row) => row.change === change).length;
    const details = { added: count('added'), changed: count('changed'), same: count('same'), leftOut: planned.problems.length, digest };
    await record(rows, { chain: municipalityChain, act, subject, at, actorId: person.id, details });
    return { plan: planned, digest, isDone: true };
  });
  for (const mail of mails) server.mailer.sendMail(mail);
  return reading;
}

function textOf(bytes: Uint8Array): string {
  try {
    const { text } = decodeText(bytes);
    if ((text.match(/\r\n?|\n/g)?.length ?? 0) > maxRows) throw new Refusal('bodyTooLarge');
    return text;
  } catch (error) {
    if (!(error instanceof ImporterError)) throw error;
    const code = error.code === 'empty' ? 'emptyFile' : error.code === 'tooLarge' ? 'bodyTooLarge' : 'unreadableText';
    throw new Refusal(code, { cause: error });
  }
}

/** More than any municipality has; a file of blank lines is none. */
const maxRows = 20_000;
