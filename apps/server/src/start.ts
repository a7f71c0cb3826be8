import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as policies from '@yrka/policies';
import { openSqliteStorage, type Storage, StorageError, type StorageErrorCode } from '@yrka/storage';
import type { WriterThread } from '@yrka/storage/writerThread';
import type { Logger } from 'pino';
import { Attachments } from './attachments/attachments.ts';
import { emptyBatches } from './batches/emptying.ts';
import { type Config, isMunicipal, mayDemonstrate } from './config.ts';
import { rolePlayers } from './demonstration/people.ts';
import type { Diary } from './diary/diary.ts';
import { noDiary } from './diary/noDiary.ts';
import type { ServerContext } from './context.ts';
import { Access, roomPerson } from './documents/access.ts';
import { keepLate } from './documents/keepingLate.ts';
import { FileStore } from './files/store.ts';
import { createRooms, createSocketServer, defaultLimits, roomUpgrades, type Rooms, type RoomsWatch, systemClock } from './rooms/index.ts';
import { createMailer } from './mail/mailer.ts';
import { keepRolesByTheDay } from './organisation/keeping.ts';
import { problems } from './refusal.ts';
import { Requests } from './requests.ts';
import { isOwnOrigin, shutOutPerson, signedIn } from './session.ts';
import { readSessionKey } from './sessionKey.ts';

export type RunningServer = {
  /** As in "http://127.0.0.1:4780". */
  readonly address: string;
  readonly demonstration: boolean;
  /** Where people find it, and the code of the first set-up while it is to be done; null without YRKA_PUBLIC_URL. */
  readonly municipality: { readonly publicUrl: string; readonly setUpCode: string | null } | null;
  /** Answers what is under way, stores what waits, sends everybody away to come back, and lets go of port and files. */
  close(): Promise<void>;
};

/** Something on the machine keeps the server from starting. The message is one sentence for whoever started it. */
export class StartError extends Error {
  readonly code = 'cannotStart';
}

export type StartOptions = {
  readonly log: Logger;
  readonly webFolder: string | null;
  /** For the journal of the store, where it was begun already. */
  readonly writer?: WriterThread;
};

/** Opens the store and the port. @throws StartError */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  try {
    return await open(config, options);
  } catch (error) {
    if (error instanceof StorageError) throw new StartError(storageSentence(error.code, error.cause, config.dataDirectory), { cause: error });
    throw error;
  }
}

/** Loaded only here: what signs people in is two thirds of all that the server reads at a start, and the demonstration has none of it. */
async function municipalAccounts(options: Parameters<typeof import('./signIn/accounts.ts').openAccounts>[0]) {
  const { openAccounts } = await import('./signIn/accounts.ts');
  return openAccounts(options);
}

async function open(config: Config, { log, webFolder, writer }: StartOptions): Promise<RunningServer> {
  const storage = await openSqliteStorage({ directory: config.dataDirectory, writer });
  const mailer = createMailer({ smtpUrl: config.smtpUrl, mailFrom: config.mailFrom, log });
  let rooms: Rooms | null = null;
  let requests: Requests | null = null;
  let stopKeeping: () => void = () => undefined;
  let diary: Diary = noDiary;
  try {
    const demonstration = mayDemonstrate(config);
    await refuseMixing(storage, config);
    if (demonstration) await (await import('./demonstration/seed.ts')).seedDemonstration(storage, systemClock.now());
    // Loaded for whoever asks, and by nobody else's start.
    const metrics = config.metricsToken === null ? null : new (await import('./metrics/metrics.ts')).Metrics();
    rooms = openRooms(config, storage, log, metrics);
    metrics?.follow(rooms);
    stopKeeping = await keepRolesByTheDay({ storage, rooms, clock: systemClock, log });
    const files = new FileStore(join(config.dataDirectory, 'files'));
    await files.prepare();
    const batchesDirectory = join(config.dataDirectory, 'batches');
    await emptyBatches(batchesDirectory);
    const now = () => systemClock.now();
    const attachments = new Attachments({ storage, files, config, now });
    await attachments.dropUnsettled();
    if (config.diaryDirectory !== null || config.diaryMail !== null)
      diary = (await import('./diary/diary.ts')).startDiary({ config, storage, attachments, files, mailer, log });
    const accounts = isMunicipal(config) ? await municipalAccounts({ config, storage, database: storage.accounts, mailer, log, now }) : null;
    const sessionKey = await readSessionKey(config.dataDirectory);
    const answering = {
      storage,
      rooms,
      attachments,
      files,
      batchesDirectory,
      diary,
      policies,
      now,
      config,
      sessionKey,
      accounts,
      mailer,
      metrics,
      log,
      webFolder,
    };
    requests = new Requests({ load: async () => (await import('./answering.ts')).openAnswering(answering), clock: systemClock, log });
    const mailings = mailer.isOn ? await import('./notices/mailing.ts') : null;
    const upgrades = openUpgrades({ config, storage, rooms, sessionKey, now, accounts, log, metrics });
    const { server, port } = await listen(config, requests.answer, upgrades);
    const [opened, asked] = [rooms, requests];
    const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    const mailing =
      mailings === null ? null : new mailings.NoticeMailing({ rows: storage.rows, mailer, clock: systemClock, address: config.publicUrl ?? address, log });
    mailing?.start();
    return {
      address,
      demonstration,
      municipality: config.publicUrl === null || accounts === null ? null : { publicUrl: config.publicUrl, setUpCode: accounts.setUp.code },
      close: async () => {
        stopKeeping();
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        await asked.close();
        await opened.close();
        server.closeAllConnections();
        await closed;
        await diary.close();
        // Only requests and the diary have papers set.
        if (asked.isLoaded || diary !== noDiary) await (await import('@yrka/exporters')).stopPdf();
        await mailing?.stop();
        await mailer.close();
        await storage.close();
      },
    };
  } catch (error) {
    stopKeeping();
    await requests?.close();
    await rooms?.close();
    await diary.close();
    await mailer.close();
    await storage.close();
    throw error;
  }
}

/** In the demonstration anybody is anyone: what is real and what is made up must not meet in one store. @throws StartError */
async function refuseMixing({ rows }: Storage, config: Config): Promise<void> {
  const directory = config.dataDirectory;
  const people = await Promise.all(rolePlayers.map((id) => rows.person(id)));
  const isMadeUp = people.some((person) => person !== null);
  const isReal = !isMadeUp && (await rows.organisation.municipality()) !== null;
  if (mayDemonstrate(config) && isReal)
    throw new StartError(
      `The data in ${directory} is a municipality's; set YRKA_PUBLIC_URL and YRKA_SECRET, or YRKA_DATA_DIR to another folder for the demonstration.`,
    );
  if (config.publicUrl !== null && isMadeUp)
    throw new StartError(`The data in ${directory} is the demonstration's; set YRKA_DATA_DIR to another folder for the municipality.`);
}

function storageSentence(code: StorageErrorCode, cause: unknown, directory: string): string {
  switch (code) {
    case 'locked':
      return `Another Yrka uses the data in ${directory}; stop it, or set YRKA_DATA_DIR to another folder.`;
    case 'newerDatabase':
      return `The data in ${directory} was written by a newer Yrka; nothing was changed, start that version instead.`;
    case 'journalMissing':
      return `There are documents in ${directory}, but journal.sqlite, which holds their words, is missing or empty; nothing was changed, put it back (with journal.sqlite-wal, if there is one) and start again.`;
    case 'rowsMissing':
      return `There are words in ${directory}, but yrka.sqlite, which says what they belong to, is missing or empty; nothing was changed, put it back (with yrka.sqlite-wal, if there is one) and start again.`;
    case 'full':
      return `There is no room left on the disk of ${directory}; nothing stored is lost, make room and start again.`;
    case 'olderDatabase':
    case 'closed':
    case 'failed':
      return `The data in ${directory} cannot be read and written (${systemCode(cause) ?? code}); see to the folder's rights, or set YRKA_DATA_DIR to another.`;
  }
}

function openRooms(config: Config, storage: Storage, logger: Logger, watch: RoomsWatch | null): Rooms {
  const access = new Access(storage, policies);
  return createRooms({
    storage,
    logger,
    authorise: ({ id }, documentId) => access.inRoom(id, documentId),
    isShared: (documentId) => access.isShared(documentId),
    keepLate: (late) => keepLate(storage, late),
    limits: {
      maxMessageBytes: config.maxMessageBytes,
      maxConnectionsPerPerson: config.maxConnectionsPerPerson,
      maxConnectionsPerDocument: config.maxConnectionsPerDocument,
      maxDocumentBytes: config.maxDocumentBytes,
      lingerMs: config.unloadDelayMs,
      epochs: { ...defaultLimits.epochs, quietMs: config.quietDelayMs },
    },
    project: async (projections) => (await import('./documents/projecting.ts')).projectDocuments(storage, projections),
    ...(watch && { watch }),
  });
}

type Doorkeeping = Pick<ServerContext, 'config' | 'storage' | 'rooms' | 'sessionKey' | 'now' | 'accounts' | 'log' | 'metrics'>;

/** The way into the rooms, as a session has it. */
function openUpgrades(context: Doorkeeping): ReturnType<typeof roomUpgrades> {
  return roomUpgrades({
    rooms: context.rooms,
    sockets: createSocketServer({ maxFrameBytes: context.config.maxMessageBytes }),
    signedIn: async (request) => {
      const known = await signedIn(request, context);
      return known === null ? null : { ...known, person: roomPerson(known.person) };
    },
    isShutOut: async (request) => (await shutOutPerson(request, context)) !== null,
    isOwnOrigin: (request) => isOwnOrigin(request, context),
    sentAway: (reason) => context.metrics?.sentAway(reason),
    failed: async (error) => {
      const { problemCodeOf } = await import('./problemCode.ts');
      const code = problemCodeOf(error);
      const { status, title } = problems[code];
      if (status >= 500 && code !== 'stopping') context.log.error({ code, err: error }, title);
      return status;
    },
  });
}

/** Who offers to go over to anything else, HTTP/2 for instance, is answered as anybody is. */
const isForWebsocket = ({ headers: { upgrade = '' } }: IncomingMessage): boolean => /^websocket$/i.test(upgrade);

async function listen(
  { port, host }: Config,
  answer: Requests['answer'],
  upgrades: ReturnType<typeof roomUpgrades>,
): Promise<{ readonly server: Server; readonly port: number }> {
  return new Promise((resolve, reject) => {
    // To import it runs all its getters, one of which loads the whole of fetch, which nobody may ever need.
    const server = process.getBuiltinModule('node:http').createServer({ shouldUpgradeCallback: isForWebsocket }, answer);
    server.on('upgrade', upgrades);
    // A TCP port has an address of this kind.
    server.listen(port, host, () => resolve({ server, port: (server.address() as AddressInfo).port }));
    server.once('error', (error) => {
      const code = systemCode(error);
      const reason =
        code === 'EADDRINUSE'
          ? 'is in use'
          : code === 'EACCES'
            ? 'may not be used by this user'
            : code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND'
              ? `is not to be had on ${host}, which is no address of this machine`
              : `cannot be opened (${code ?? error.name})`;
      reject(
        new StartError(`Port ${port} ${reason}; set ${code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' ? 'YRKA_HOST' : 'PORT'} to another.`, { cause: error }),
      );
    });
  });
}

/** The system's own name for what went wrong, as in "EACCES". */
function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
