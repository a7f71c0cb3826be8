import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, ErrorHandler, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { contextStorage } from 'hono/context-storage';
import { secureHeaders } from 'hono/secure-headers';
import type { IncomingMessage } from 'node:http';
import type { Problem } from './api.ts';
import { askWhoAgain, judgeAtEnd } from './askingAgain.ts';
import type { Batches } from './batches/batches.ts';
import type { RequestEnv, ServerContext } from './context.ts';
import { Access, type Policies } from './documents/access.ts';
import { NoticeStreams } from './notices/streams.ts';
import { OwnTurns } from './papers/ownTurns.ts';
import { problemCodeOf } from './problemCode.ts';
import { problems, Refusal } from './refusal.ts';
import { actRoutes } from './routes/acts.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { accountRoutes } from './routes/account.ts';
import { batchRoutes } from './routes/batches.ts';
import { auditRoutes } from './routes/audit.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { changeRoutes } from './routes/changes.ts';
import { commentRoutes } from './routes/comments.ts';
import { copyRoutes } from './routes/copies.ts';
import { documentRoutes } from './routes/documents.ts';
import { importRoutes } from './routes/imports.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { matterRoutes } from './routes/matters.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { noticeRoutes } from './routes/notices.ts';
import { organisationRoutes } from './routes/organisation.ts';
import { paperRoutes } from './routes/papers.ts';
import { peopleRoutes } from './routes/people.ts';
import { publishingRoutes } from './routes/publishing.ts';
import { reportRoutes } from './routes/reports.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { rescueRoutes } from './routes/rescues.ts';
import { statementRoutes } from './routes/statements.ts';
import { suggestionRoutes } from './routes/suggestions.ts';
import { unansweredRoutes } from './routes/unanswered.ts';
import { versionRoutes } from './routes/versions.ts';
import { writerRoutes } from './routes/writers.ts';
import { sessionRoutes } from './routes/session.ts';
import { signInRoutes } from './routes/signIn.ts';
import { verificationRoutes } from './routes/verification.ts';
import { isOwnOrigin, signedIn } from './session.ts';
import { webApp } from './web.ts';

export type AppOptions = Omit<ServerContext, 'access' | 'streams'> & {
  readonly policies: Policies;
  /** What is made behind the requests. */
  readonly batches: Batches;
  /** The built web app, or null. */
  readonly webFolder: string | null;
};

/** The whole server as a function from request to response. Opens nothing: tests call it without a port. */
export function buildApp({ policies, webFolder, batches, ...given }: AppOptions): OpenAPIHono<RequestEnv> {
  const server: ServerContext = {
    ...given,
    access: new Access(given.storage, policies),
    streams: new NoticeStreams({ rows: given.storage.rows, whenSessionEnds: (listener) => given.rooms.whenSessionEnds(listener) }),
  };
  const { log, config } = server;
  const app = new OpenAPIHono<RequestEnv>();

  app.use(async (c, next) => {
    const from = performance.now();
    await next();
    const { method } = c.req;
    const path = c.req.path.replace(/^(\/inbjudan\/).+/, '$1…'); // what stands there is a way in; the path without its query, where names are searched for
    log[method === 'GET' || method === 'HEAD' ? 'debug' : 'info']({ method, path, status: c.res.status, ms: Math.round(performance.now() - from) }, 'request');
  });
  // What somebody attached is saved, never shown; the arms are a picture. Nothing in them runs here, whatever a browser takes it for.
  for (const path of ['/api/documents/:documentId/attachments/:attachmentId', '/api/organisation/arms/:sha256'])
    app.use(path, async (c, next) => {
      await next();
      c.header('Content-Security-Policy', "default-src 'none'; sandbox");
    });
  // Strict transport is for whoever ends TLS before this server to promise.
  app.use(secureHeaders({ contentSecurityPolicy, referrerPolicy: 'same-origin', xFrameOptions: 'DENY', strictTransportSecurity: false }));
  app.use(async (c, next) => {
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!isRead && !isOwnOrigin(c, server)) throw new Refusal('foreignOrigin');
    await next();
  });
  const { metrics } = server;
  if (metrics !== null)
    app.use('/api/*', async (c, next) => {
      const begun = performance.now();
      await next();
      metrics.answered(c.req.method, c.res.status, (performance.now() - begun) / 1_000);
    });
  // Who asks is known to what reads documents for them (documents/reading.ts), however deep down.
  app.use('/api/*', contextStorage());
  app.use('/api/*', async (c, next) => {
    c.header('Cache-Control', 'no-store');
    const known = await signedIn(c, server);
    c.set('person', known?.person ?? null);
    c.set('sessionId', known?.session.id ?? null);
    await next();
  });
  const papers = new OwnTurns({ atOnce: 3, maxWaiting: 100, busy: 'papersBusy' });
  // A file that waits is not in memory yet.
  const readings = new OwnTurns({ atOnce: 3, maxWaiting: 16, busy: 'readersBusy' });
  app.use('/api/*', (c, next) => {
    const person = c.get('person');
    const { method, path } = c.req;
    const turns = makesPaper.test(path) ? papers : method === 'POST' && readsFile.test(path) ? readings : null;
    if (person === null || turns === null) return next();
    return turns.next(person.id, c.req.raw.signal, async () => {
      await askWhoAgain(c, server);
      await next();
      // A paper takes seconds, and goes to nobody who may not read it when it is made.
      const documentId = turns === papers ? ofDocument.exec(path)?.[1] : undefined;
      if (documentId === undefined || !c.res.ok) return;
      await askWhoAgain(c, server);
      await server.access.document(c.get('person'), documentId);
    });
  });
  const readLate = (c: Context<RequestEnv>, next: Next) => {
    if (c.get('person') !== null) judgeAtEnd(c, server);
    return next();
  };
  const readFirst = async (c: Context<RequestEnv>, next: Next) => {
    if (c.get('person') !== null && c.req.raw.body !== null) {
      // Who goes away in the middle of it has sent none.
      await c.req.arrayBuffer().catch((cause: unknown) => {
        throw new Refusal('badRequest', { cause });
      });
      await askWhoAgain(c, server);
    }
    await next();
  };
  const limitJson = bodyLimit({ maxSize: config.maxRequestBytes, onError: tooLarge });
  const limitUpdate = bodyLimit({ maxSize: config.maxUpdateBytes, onError: tooLarge });
  const limitImport = bodyLimit({ maxSize: config.maxImportBytes, onError: tooLarge });
  app.use('/api/*', (c, next) => {
    const { method, path } = c.req;
    // A file is counted as it comes (files/store.ts), and never in memory before that.
    if (method === 'POST' && /^\/api\/(documents\/[^/]+\/attachments|organisation\/arms|bundles|bundles\/previews)$/.test(path)) return readLate(c, next);
    return path === '/api/imports' ||
      path === '/api/imports/readings' ||
      path.startsWith('/api/organisation/imports/') ||
      /^\/api\/documents\/[^/]+\/copies(\/readings)?$/.test(path)
      ? limitImport(c, () => readLate(c, next))
      : /^\/api\/documents\/[^/]+\/updates$/.test(path)
        ? limitUpdate(c, () => readLate(c, next))
        : limitJson(c, () => readFirst(c, next));
  });

  // The list has a line for each matter of many years, and lines are alike: a twentieth goes over the wire.
  app.get('/api/matters', compress());

  app.get('/healthz', async (c) => {
    // Reads through the store, so that a health check sees what a person would.
    await server.storage.rows.matter('healthz');
    // And what a person writes waits for the same disk.
    if (server.rooms.storageFailure !== null) throw new Refusal('notStoring');
    // Nobody who writes is the worse for a diary that waits: it is told of, and no reason to call the server ill.
    return c.json({ ok: true, ...(server.diary.isWaiting && { diary: 'waiting' }) }, 200, { 'Cache-Control': 'no-store' });
  });
  for (const routes of [
    metricsRoutes,
    sessionRoutes,
    signInRoutes,
    accountRoutes,
    matterRoutes,
    unansweredRoutes,
    documentRoutes,
    actRoutes,
    paperRoutes,
    publishingRoutes,
    reportRoutes,
    reviewRoutes,
    verificationRoutes,
    statementRoutes,
    attachmentRoutes,
    invitationRoutes,
    importRoutes,
    copyRoutes,
    bundleRoutes,
    peopleRoutes,
    rescueRoutes,
    changeRoutes,
    suggestionRoutes,
    versionRoutes,
    writerRoutes,
    commentRoutes,
    auditRoutes,
    noticeRoutes,
    organisationRoutes,
    meetingRoutes,
  ])
    app.route('/', routes(server));
  app.route('/', batchRoutes(server, batches));
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Yrka',
      version: '1',
      description: 'Matters, documents and people. Sign-in is a cookie; every refusal is application/problem+json with a stable `code`.',
    },
  });
  app.all('/api/*', () => {
    throw new Refusal('notFound');
  });
  app.route('/', webApp(webFolder));

  app.notFound((c) => c.text('404 Not Found', 404));
  app.onError(answerError(server));
  return app;
}

/** What the thread that sets pages is asked for, somebody waiting for it. */
export const makesPaper =
  /^\/api\/(documents\/[^/]+\/(pdf|pages|docx|(extract|notice|receipt)\/pdf|copies\/(?!readings$)[^/]+|publishing\/(copies\/[^/]+|pages)|comparison\/[^/]+)|organisation\/template\/preview)$/;

const ofDocument = /^\/api\/documents\/([^/]+)\//;

/** Brings a file that is read into a document. */
const readsFile = /^\/api\/(imports|documents\/[^/]+\/copies)(\/readings)?$/;

const self = "'self'";
/** Nothing from elsewhere, no script in the page. Styles in the page are how React Aria and ProseMirror place what floats. */
const contentSecurityPolicy = {
  defaultSrc: [self],
  scriptSrc: [self],
  styleSrc: [self, "'unsafe-inline'"],
  imgSrc: [self, 'data:', 'blob:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: [self],
  frameAncestors: ["'none'"],
};

/** The one place where an error becomes an answer. */
function answerError({ log }: ServerContext): ErrorHandler<RequestEnv> {
  return (error, c) => {
    // Nobody hears it: nginx's number for it, in the log.
    if ((c.req.raw.signal.aborted && error === c.req.raw.signal.reason) || isCutOff(error, c.env?.incoming)) return new Response(null, { status: 499 });
    const code = problemCodeOf(error);
    const { status, title } = problems[code];
    // A store that was closed under a request which the stop waited for no longer is nothing to look into.
    if (status >= 500 && code !== 'stopping') log.error({ code, err: error }, title);
    const problem: Problem = { type: `urn:yrka:problem:${code}`, title, status, code };
    return c.body(JSON.stringify(problem), status, { 'Content-Type': 'application/problem+json' });
  };
}

/** Whoever sends a body went away in the middle of it: what Node says to who reads it. */
const isCutOff = (error: Error, request: IncomingMessage | undefined) => 'code' in error && error.code === 'ECONNRESET' && request?.complete === false;

function tooLarge(): never {
  throw new Refusal('bodyTooLarge');
}
