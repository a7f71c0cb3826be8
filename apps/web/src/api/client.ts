import type {
  Acted,
  BroughtCopy,
  Changes,
  Clauses,
  DocumentContent,
  DocumentDetails,
  DocumentSummary,
  Filing,
  ImportedMatter,
  Late,
  Lock,
  MatterDetails,
  MatterList,
  MatterSummary,
  NewDocument,
  NewMatter,
  People,
  Problem,
  ProblemCode,
  Reading,
  Receipt,
  Report,
  Review,
  RescueList,
  NewSuggestionDecisions,
  SuggestionDecisionList,
  SuggestionList,
  UndoneSuggestionDecisions,
  Session,
  SignIn,
  NewStatement,
  Statement,
  StatementList,
  Verification,
} from '@yrka/server/api';

/** Why a request came to nothing: the server's own code, or what only the browser can know. */
export type FailureCode = ProblemCode | 'offline' | 'unexpected';

/** A request that was refused or never arrived. Its wording is looked up by `code` (i18n, `errors`). */
export class ApiError extends Error {
  readonly code: FailureCode;
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;

  constructor(code: FailureCode, status: number, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
  }
}

/** Every route of the server that the pages use, one function each. All throw ApiError and nothing else. */
/** Where a document's Word file is. */
export const wordCopyOf = (documentId: string) => `/api/documents/${encodeURIComponent(documentId)}/docx`;
/** The whole of a matter as one archive, with what was chosen beside its documents. */
export const bundleOf = (matterId: string, choice: Readonly<Record<BundlePart, boolean>>) =>
  `/api/matters/${encodeURIComponent(matterId)}/bundle?${bundleParts.map((part) => `${part}=${choice[part] ? '1' : '0'}`).join('&')}`;
/** The public records of a matter as a package for the archive. */
export const archiveOf = (matterId: string) => `/api/matters/${encodeURIComponent(matterId)}/archive`;
export const bundleParts = ['comments', 'versions', 'log', 'journal'] as const;
export type BundlePart = (typeof bundleParts)[number];

export const api = {
  session: () => getJson<Session>('/api/session'),
  signIn: (body: SignIn) => sendJson<Session>('POST', '/api/session', body),
  signOut: () => send('DELETE', '/api/session'),

  matters: () => getJson<MatterList>('/api/matters'),
  matter: (id: string) => getJson<MatterDetails>(`/api/matters/${encodeURIComponent(id)}`),
  createMatter: (body: NewMatter) => sendJson<MatterSummary>('POST', '/api/matters', body),
  createDocument: (matterId: string, body: NewDocument) => sendJson<DocumentSummary>('POST', `/api/matters/${encodeURIComponent(matterId)}/documents`, body),

  document: (id: string) => getJson<DocumentDetails>(`/api/documents/${encodeURIComponent(id)}`),
  /** The document as ProseMirror JSON; the newest version when none is named. */
  content: (id: string, version?: number) => getJson<DocumentContent>(`/api/documents/${encodeURIComponent(id)}/content${at(version)}`),
  /** All that is stored of a document, for a page that writes this schema version. */
  state: (id: string, schema: number, signal: AbortSignal) => send('GET', `/api/documents/${encodeURIComponent(id)}/state?schema=${schema}`, { signal }),
  clauses: (id: string, version?: number) => getJson<Clauses>(`/api/documents/${encodeURIComponent(id)}/clauses${at(version)}`),
  /** A difference too large for the websocket. */
  sendUpdate: (id: string, epoch: number, update: Uint8Array<ArrayBuffer>) =>
    send('POST', `/api/documents/${encodeURIComponent(id)}/updates?epoch=${epoch}`, { body: update, type: 'application/octet-stream' }),
  /** Does something with a document; the acts are in its details. */
  actOnDocument: (id: string, act: string, body: object) =>
    sendJson<Acted>('POST', `/api/documents/${encodeURIComponent(id)}/acts/${encodeURIComponent(act)}`, body),
  lock: (id: string) => getJson<Lock>(`/api/documents/${encodeURIComponent(id)}/lock`),
  beginStatement: (matterId: string, body: NewStatement) => sendJson<DocumentSummary>('POST', `/api/matters/${encodeURIComponent(matterId)}/statements`, body),
  statement: (id: string) => getJson<Statement>(`/api/documents/${encodeURIComponent(id)}/statement`),
  statements: (id: string) => getJson<StatementList>(`/api/documents/${encodeURIComponent(id)}/statements`),
  verification: (id: string) => getJson<Verification>(`/api/documents/${encodeURIComponent(id)}/verification`),
  review: (id: string) => getJson<Review>(`/api/documents/${encodeURIComponent(id)}/review`),
  report: (id: string) => getJson<Report>(`/api/documents/${encodeURIComponent(id)}/report`),
  filing: (id: string) => getJson<Filing>(`/api/documents/${encodeURIComponent(id)}/filing`),
  receipt: (id: string) => getJson<Receipt>(`/api/documents/${encodeURIComponent(id)}/receipt`),
  late: (id: string) => getJson<Late>(`/api/documents/${encodeURIComponent(id)}/late`),
  dropLate: (id: string) => send('DELETE', `/api/documents/${encodeURIComponent(id)}/late`),
  changes: (documentId: string) => getJson<Changes>(`/api/documents/${encodeURIComponent(documentId)}/changes`),
  /** Arrives also when the page is being left. */
  seen: (documentId: string, seq: number) =>
    send('POST', `/api/documents/${encodeURIComponent(documentId)}/seen`, { body: JSON.stringify({ seq }), type: 'application/json', outlivesPage: true }),
  rescues: (documentId: string) => getJson<RescueList>(`/api/documents/${encodeURIComponent(documentId)}/rescues`),
  suggestions: (documentId: string) => getJson<SuggestionList>(`/api/documents/${encodeURIComponent(documentId)}/suggestions`),
  decideSuggestions: (documentId: string, body: NewSuggestionDecisions) =>
    sendJson<SuggestionDecisionList>('POST', `/api/documents/${encodeURIComponent(documentId)}/suggestions/decisions`, body),
  undoDecisions: (documentId: string, body: UndoneSuggestionDecisions) =>
    send('POST', `/api/documents/${encodeURIComponent(documentId)}/suggestions/decisions/undone`, { body: JSON.stringify(body), type: 'application/json' }),
  takeRescue: (id: string) => send('POST', `/api/rescues/${encodeURIComponent(id)}/taken`),

  /** What is understood of a file, whose bytes go as they are: the server finds out what they are. Nothing is stored. */
  readFile: async (file: File, wishes: ReadingWishes, onProgress: (part: number) => void, signal: AbortSignal) =>
    readJson<Reading>(await sendFile(`/api/imports/readings?${asQuery(file, wishes)}`, file, onProgress, signal)),
  importFile: async (file: File, wishes: ReadingWishes) =>
    readJson<ImportedMatter>(await send('POST', `/api/imports?${asQuery(file, wishes)}`, { body: file, type: 'application/octet-stream' })),

  people: (query: string) => getJson<People>(`/api/people?query=${encodeURIComponent(query)}`),
} as const;

/** What one says of a file that is read in; null for what is to be found out, and for a matter of its own. */
export type ReadingWishes = {
  readonly matterId: string | null;
  readonly kind: Reading['kind'] | null;
  readonly templateId: string | null;
};

/** The server's limit (YRKA_MAX_IMPORT_BYTES): what is larger is not sent. */
const maxFileBytes = 50_000_000;

/** What need not be sent to be refused. */
export function refusalOfFile({ size }: File): FailureCode | null {
  if (size === 0) return 'emptyFile';
  return size > maxFileBytes ? 'bodyTooLarge' : null;
}

/** What is changed in a copy of a document that was edited elsewhere. Nothing is stored. */
export const readCopy = async (documentId: string, file: File, onProgress: (part: number) => void, signal: AbortSignal) =>
  readJson<BroughtCopy>(await sendFile(`/api/documents/${encodeURIComponent(documentId)}/copies/readings`, file, onProgress, signal));
/** The same as suggestions in the document. */
export const bringCopy = async (documentId: string, file: File) =>
  readJson<BroughtCopy>(await send('POST', `/api/documents/${encodeURIComponent(documentId)}/copies`, { body: file, type: 'application/octet-stream' }));

function asQuery({ name }: File, { matterId, kind, templateId }: ReadingWishes): string {
  const said = Object.entries({ name: name.slice(0, 300), matterId, kind, templateId }).filter((entry): entry is [string, string] => entry[1] !== null);
  return new URLSearchParams(said).toString();
}

function at(version: number | undefined): string {
  return version === undefined ? '' : `?version=${version}`;
}

export async function getJson<T>(path: string, signal: AbortSignal | null = null): Promise<T> {
  return readJson<T>(await send('GET', path, { signal }));
}

export async function sendJson<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: object): Promise<T> {
  return readJson<T>(await send(method, path, { body: JSON.stringify(body), type: 'application/json' }));
}

export async function send(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { body = null, type, outlivesPage = false, signal = null }: Sending = {},
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...(type !== undefined && { 'Content-Type': type }) },
      body,
      keepalive: outlivesPage,
      signal,
    });
  } catch (cause) {
    throw new ApiError('offline', 0, `No answer to ${method} ${path}`, cause);
  }
  if (!response.ok) throw await refusal(response, `${method} ${path}`);
  return response;
}

type Sending = {
  readonly body?: BodyInit | null;
  readonly type?: string;
  readonly outlivesPage?: boolean;
  readonly signal?: AbortSignal | null;
};

/** Sends a file, and tells how much of it has gone (0 to 1): fetch cannot say. */
export function sendFile(path: string, file: File, onProgress: (part: number) => void, signal: AbortSignal | null = null): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    request.addEventListener('error', () => reject(new ApiError('offline', 0, `No answer to POST ${path}`)));
    request.addEventListener('abort', () => reject(new ApiError('offline', 0, `POST ${path} was broken off`)));
    request.addEventListener('load', () => {
      const answer = new Response(request.responseText || null, { status: request.status, statusText: request.statusText });
      if (answer.ok) resolve(answer);
      else void refusal(answer, `POST ${path}`).then(reject);
    });
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

export async function readJson<T>(response: Response): Promise<T> {
  try {
    // The server answers by the very schemas that these types are made from (apps/server/src/routes/messages.ts).
    return (await response.json()) as T;
  } catch (cause) {
    throw new ApiError('unexpected', response.status, 'The answer was not JSON', cause);
  }
}

async function refusal(response: Response, request: string): Promise<ApiError> {
  const problem: Partial<Problem> | null = await response.json().catch(() => null); // a proxy's page, not ours
  return new ApiError(problem?.code ?? 'unexpected', response.status, `${request}: ${response.status} ${problem?.title ?? response.statusText}`);
}
