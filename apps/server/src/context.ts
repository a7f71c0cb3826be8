import type { OpenAPIHono } from '@hono/zod-openapi';
import type { PersonRow, Storage } from '@yrka/storage';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Attachments } from './attachments/attachments.ts';
import type { Config } from './config.ts';
import type { Diary } from './diary/diary.ts';
import type { Access } from './documents/access.ts';
import type { FileStore } from './files/store.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { NoticeStreams } from './notices/streams.ts';
import type { Rooms } from './rooms/index.ts';
import type { Accounts } from './signIn/accounts.ts';

/** What every route is given. */
export type ServerContext = {
  readonly config: Config;
  readonly storage: Storage;
  readonly rooms: Rooms;
  readonly access: Access;
  readonly attachments: Attachments;
  /** Where the bytes are; what goes with a document, behind `attachments`. */
  readonly files: FileStore;
  /** The open pages that wait for notices. */
  readonly streams: NoticeStreams;
  /** The server's clock, the only one whose time is stored as fact. */
  readonly now: () => Date;
  /** Signs the demonstration's session cookies; kept in the data folder, so that people stay signed in over a restart. */
  readonly sessionKey: string;
  /** How a municipality's people sign in; null for the demonstration, and where nobody can. */
  readonly accounts: Accounts | null;
  readonly mailer: Mailer;
  /** Hands over what is filed to the diary system. */
  readonly diary: Diary;
  /** Null where nobody may ask for them. */
  readonly metrics: Metrics | null;
  readonly log: Logger;
};

/** What middleware leaves for the handlers of one request. */
export type RequestEnv = {
  /** Nothing for a request that came over no connection, as in a test. */
  Bindings: { readonly incoming?: IncomingMessage };
  Variables: { person: PersonRow | null; sessionId: string | null };
};

export type Routes = OpenAPIHono<RequestEnv>;
