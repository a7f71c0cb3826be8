import { createHash, createHmac, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as policies from '@yrka/policies';
import { createMemoryStorage, type MemoryStorage, type PersonRow } from '@yrka/storage';
import type { Problem } from './api.ts';
import { buildApp } from './app.ts';
import { Attachments } from './attachments/attachments.ts';
import { Batches } from './batches/batches.ts';
import { type Config, isMunicipal, readConfig } from './config.ts';
import type { Diary } from './diary/diary.ts';
import { noDiary } from './diary/noDiary.ts';
import { seedDemonstration } from './demonstration/seed.ts';
import { Access } from './documents/access.ts';
import { keepLate } from './documents/keepingLate.ts';
import { projectDocuments } from './documents/projecting.ts';
import { FileStore } from './files/store.ts';
import { createLog } from './log.ts';
import { type Mailer, noMailer } from './mail/mailer.ts';
import { Metrics } from './metrics/metrics.ts';
import { createRooms, IntegratingThread, type Rooms, systemClock } from './rooms/index.ts';
import { type Accounts, openAccounts } from './signIn/accounts.ts';
import type { PasswordHash } from './signIn/auth.ts';

export type TestServer = {
  readonly app: ReturnType<typeof buildApp>;
  readonly storage: MemoryStorage;
  readonly rooms: Rooms;
  readonly attachments: Attachments;
  readonly files: FileStore;
  readonly batches: Batches;
  readonly accounts: Accounts | null;
  /** Everything that was logged, line by line. */
  readonly logged: string[];
  /** The server's clock stands still until it is set. */
  setTime(at: Date): void;
  /** A browser of its own in which this person is signed in; nobody without an id. */
  browser(personId?: string): Promise<Browser>;
  /** The same for anybody of the register, also one whom the demonstration does not let one be. For a server without accounts. */
  signedIn(personId: string): Promise<Browser>;
};

export type Browser = {
  /** By name; a test may take one away, or change it. */
  readonly cookies: Map<string, string>;
  /** Sends a request to the app; an object becomes JSON. Keeps the cookies that come back. */
  send(method: string, path: string, body?: object | Uint8Array<ArrayBuffer>, headers?: Readonly<Record<string, string>>): Promise<Response>;
  get<T>(path: string): Promise<T>;
};

/** What makes a test server a municipality's: people sign in. */
export const municipal = { publicUrl: 'https://yrka.example.se', secret: 'a secret for tests that nobody can guess' } as const;

/** Nobody makes the folder of attached files; a test that sends some gives its own, and takes it away. */
type Options = {
  readonly config?: Partial<Config>;
  readonly webFolder?: string | null;
  readonly demonstration?: boolean;
  readonly host?: string;
  readonly filesDirectory?: string;
  readonly mailer?: Mailer;
  readonly diary?: Diary;
  /** What it finds, as another server left it; the demonstration without. */
  readonly storage?: MemoryStorage;
  /** Who is in the register when the server starts, beside the demonstration's. */
  readonly people?: readonly PersonRow[];
};

const startedAt = new Date('2026-11-23T08:00:00.000Z');

/** The demonstration as a server finds it, put together once: each server has a copy. */
let demonstrated: Promise<MemoryStorage> | null = null;

function theDemonstration(): Promise<MemoryStorage> {
  demonstrated ??= (async () => {
    const storage = createMemoryStorage();
    await seedDemonstration(storage, startedAt);
    return storage;
  })();
  return demonstrated;
}

/** One for all the servers of a test file; it keeps nobody waiting for its end. */
const thread = new IntegratingThread(createLog('silent'));

/** The app over a memory store with the demonstration in it, without a port. */
export async function startTestServer({
  config,
  webFolder = null,
  demonstration = true,
  host = '127.0.0.1:4780',
  filesDirectory = join(tmpdir(), `yrka-tests-${randomUUID()}`),
  mailer = noMailer,
  diary = noDiary,
  people = [],
  storage: found,
}: Options = {}): Promise<TestServer> {
  const storage = found ?? (demonstration ? (await theDemonstration()).copy() : createMemoryStorage());
  let time = startedAt;
  await storage.rows.putPeople(people);
  const logged: string[] = [];
  const log = createLog('trace', { write: (line: string) => logged.push(line) });
  const access = new Access(storage, policies);
  const metrics = config?.metricsToken == null ? null : new Metrics();
  const settings = { ...readConfig({}), ...config };
  // better-auth goes by the machine's clock, which a test can set as well (vi.setSystemTime).
  const now = () => (isMunicipal(settings) ? new Date() : time);
  const rooms = createRooms({
    storage,
    // By the machine's, whoever sends while it is busy with other tests would be read more slowly (WIRE27).
    clock: { now, after: systemClock.after },
    ...(metrics && { watch: metrics }),
    logger: log,
    thread,
    authorise: ({ id }, documentId) => access.inRoom(id, documentId),
    isShared: (documentId) => access.isShared(documentId),
    keepLate: (late) => keepLate(storage, late),
    project: (projections) => projectDocuments(storage, projections),
  });
  metrics?.follow(rooms);
  const files = new FileStore(filesDirectory);
  const attachments = new Attachments({ storage, files, config: settings, now });
  const accounts = isMunicipal(settings)
    ? await openAccounts({ config: settings, storage, database: storage.accounts, mailer, log, now, passwordHash: quickHash })
    : null;
  const batches = new Batches(join(filesDirectory, 'batches'));
  const app = buildApp({
    storage,
    rooms,
    attachments,
    files,
    batches,
    diary,
    policies,
    now,
    config: settings,
    sessionKey,
    accounts,
    mailer,
    metrics,
    log,
    webFolder,
  });
  const browser = async (personId?: string): Promise<Browser> => {
    const opened = openBrowser(app, settings.publicUrl ?? `http://${host}`);
    if (personId !== undefined) {
      const answer = await opened.send('POST', '/api/session', { personId });
      if (!answer.ok) throw new Error(`nobody can sign in as ${personId}: ${await answer.text()}`);
    }
    return opened;
  };
  const signedIn = async (personId: string): Promise<Browser> => {
    const origin = `http://${host}`;
    const opened = openBrowser(app, origin);
    const name = `yrka-session-${new URL(origin).port || 'default'}`;
    const value = `${time.getTime() + settings.sessionHours * 3_600_000}.${personId}`;
    opened.cookies.set(name, encodeURIComponent(`${value}.${createHmac('sha256', sessionKey).update(value).digest('base64')}`));
    return opened;
  };
  return {
    app,
    attachments,
    files,
    batches,
    storage,
    rooms,
    accounts,
    logged,
    setTime: (at) => {
      time = at;
    },
    browser,
    signedIn,
  };
}

const sessionKey = 'a key for tests';

const quickHash: PasswordHash = {
  hash: async (password) => createHash('sha256').update(password).digest('hex'),
  verify: async ({ hash, password }) => (await quickHash.hash(password)) === hash,
};

function openBrowser(app: TestServer['app'], origin: string): Browser {
  const cookies = new Map<string, string>();
  const send: Browser['send'] = async (method, path, body, headers = {}) => {
    const isJson = body !== undefined && !(body instanceof Uint8Array);
    const answer = await app.request(`${origin}${path}`, {
      method,
      headers: {
        ...(cookies.size > 0 && { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(method !== 'GET' && { Origin: origin }),
        ...(body && { 'Content-Type': isJson ? 'application/json' : 'application/octet-stream' }),
        // As browsers tell it.
        ...(body instanceof Uint8Array && { 'Content-Length': String(body.length) }),
        ...headers,
      },
      ...(body && { body: isJson ? JSON.stringify(body) : body }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Max-Age=0/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return {
    send,
    cookies,
    get: async <T>(path: string) => {
      const answer = await send('GET', path);
      if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as T; // the route's own schema was checked when it was written; tests look at the values
    },
  };
}

/** Status and code of a refusal; its form is checked on the way. */
export async function refusalOf(answer: Response): Promise<string> {
  if (!answer.headers.get('Content-Type')?.startsWith('application/problem+json')) return `${answer.status} without a problem`;
  const problem = (await answer.json()) as Problem;
  if (problem.status !== answer.status || problem.title === '' || !problem.type.endsWith(problem.code)) return `${answer.status} with a wrong problem`;
  return `${answer.status} ${problem.code}`;
}
