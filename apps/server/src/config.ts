import { BlockList } from 'node:net';
import { resolve } from 'node:path';

/** Everything that can be set, typed; read once, at the start. */
export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDirectory: string;
  readonly logLevel: LogLevel;
  readonly maxMessageBytes: number;
  readonly maxRequestBytes: number;
  readonly maxUpdateBytes: number;
  readonly maxImportBytes: number;
  readonly maxBundleBytes: number;
  readonly maxAttachmentBytes: number;
  readonly maxAttachments: number;
  readonly unloadDelayMs: number;
  readonly quietDelayMs: number;
  readonly maxConnectionsPerPerson: number;
  readonly maxConnectionsPerDocument: number;
  readonly maxDocumentBytes: number;
  readonly sessionHours: number;
  /** The origin that people's browsers use, as in "https://yrka.example.se"; null for the demonstration. */
  readonly publicUrl: string | null;
  readonly secret: string | null;
  /** Which proxies are believed when they say whose request they hand on: addresses and networks. */
  readonly trustedProxies: readonly string[];
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly diaryDirectory: string | null;
  readonly diaryMail: string | null;
  /** What packages for the archive say (archives/); null for what nobody has said. */
  readonly archiveCreator: string | null;
  readonly archiveCreatorCode: string | null;
  readonly archiveAgreement: string | null;
  readonly archiveReference: string | null;
  readonly archiveKeeper: string | null;
  readonly archiveForm: 'zip' | 'tar';
  readonly oidcIssuer: string | null;
  readonly oidcClientId: string | null;
  readonly oidcClientSecret: string | null;
  readonly oidcLabel: string;
  readonly oidcEmailClaim: string;
  /** What Prometheus shows to be told how the server fares; null for nobody. */
  readonly metricsToken: string | null;
};

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

type Setting<T> = {
  readonly variable: string;
  readonly unit: string;
  readonly default: string;
  readonly meaning: string;
  /** The value, or undefined when the text is not one. */
  readonly read: (text: string) => T | undefined;
  /** What a right value is, to end the sentence "X must be …". */
  readonly expected: string;
  /** What of a value may stand in a log, where a part of it is secret; a wrong value is then hidden whole. */
  readonly print?: (value: T) => string;
};

/** Not to be printed: a setting whose name ends so holds a secret. */
const secretName = /_(KEY|PASSWORD|SECRET|TOKEN)$/;

/** What a person cannot guess and a machine cannot try. */
const minSecretCharacters = 32;

const minTokenCharacters = 16;

/** The one table of settings. docs/ and the start-up line are written from it. */
export const settings: { readonly [K in keyof Config]: Setting<Config[K]> } = {
  port: { variable: 'PORT', unit: 'TCP port', default: '4780', meaning: 'where the server listens; 0 takes a free one', ...wholeNumber(0, 65_535) },
  host: {
    variable: 'YRKA_HOST',
    unit: 'host name or address',
    default: '127.0.0.1',
    meaning: 'the demonstration is there on loopback addresses only',
    read: (text) => (/^[A-Za-z0-9.:_-]+$/.test(text) ? text : undefined),
    expected: 'a host name or an address without a port',
  },
  dataDirectory: {
    variable: 'YRKA_DATA_DIR',
    unit: 'folder',
    default: './data',
    meaning: 'holds everything that must be backed up',
    read: (text) => resolve(text),
    expected: 'a folder',
  },
  logLevel: {
    variable: 'YRKA_LOG_LEVEL',
    unit: logLevels.join(', '),
    default: 'info',
    meaning: 'the least serious event that is logged',
    read: (text) => logLevels.find((level) => level === text),
    expected: `one of ${logLevels.join(', ')}`,
  },
  // A page of text is about 6 kB in Yjs; the editor refuses a paste of half this (DESIGN.md §2).
  maxMessageBytes: {
    variable: 'YRKA_MAX_MESSAGE_BYTES',
    unit: 'bytes',
    default: '2097152',
    meaning: 'one websocket message',
    ...wholeNumber(65_536, 67_108_864),
  },
  maxRequestBytes: { variable: 'YRKA_MAX_REQUEST_BYTES', unit: 'bytes', default: '65536', meaning: 'one JSON request', ...wholeNumber(1_024, 1_048_576) },
  maxUpdateBytes: {
    variable: 'YRKA_MAX_UPDATE_BYTES',
    unit: 'bytes',
    default: '8388608',
    meaning: 'offline work sent over HTTP because it was too large for a message',
    ...wholeNumber(65_536, 268_435_456),
  },
  // A § is some 10 kB of text; as a PDF with the arms and a map it may be a hundred times that.
  maxImportBytes: {
    variable: 'YRKA_MAX_IMPORT_BYTES',
    unit: 'bytes',
    default: '50000000',
    meaning: 'one imported file, which may have 20,000 lines',
    ...wholeNumber(1_024, 268_435_456),
  },
  // A matter with a hundred scanned attachments, and all that was ever written in it.
  maxBundleBytes: {
    variable: 'YRKA_MAX_BUNDLE_BYTES',
    unit: 'bytes',
    default: '2147483648',
    meaning: 'one matter that is taken in from another installation, as a file',
    ...wholeNumber(1_024, 17_179_869_184),
  },
  // A motion's map or photographs; a scan of a whole report.
  maxAttachmentBytes: {
    variable: 'YRKA_MAX_ATTACHMENT_BYTES',
    unit: 'bytes',
    default: '20971520',
    meaning: 'one attached file',
    ...wholeNumber(1_024, 1_073_741_824),
  },
  maxAttachments: { variable: 'YRKA_MAX_ATTACHMENTS', unit: 'files', default: '20', meaning: 'the attachments of one document', ...wholeNumber(0, 1_000) },
  unloadDelayMs: {
    variable: 'YRKA_UNLOAD_DELAY_MS',
    unit: 'milliseconds',
    default: '30000',
    meaning: 'how long a document stays in memory after the last person left',
    ...wholeNumber(0, 86_400_000),
  },
  quietDelayMs: {
    variable: 'YRKA_QUIET_DELAY_MS',
    unit: 'milliseconds',
    default: '600000',
    meaning: 'how long nobody has written in an open document before it is written anew, where it has grown far beyond its text',
    ...wholeNumber(100, 86_400_000),
  },
  maxConnectionsPerPerson: {
    variable: 'YRKA_MAX_CONNECTIONS_PER_PERSON',
    unit: 'connections',
    default: '100',
    meaning: 'the documents that one person has open, counting every tab',
    ...wholeNumber(1, 1_000_000),
  },
  maxConnectionsPerDocument: {
    variable: 'YRKA_MAX_CONNECTIONS_PER_DOCUMENT',
    unit: 'connections',
    default: '1000',
    meaning: 'the tabs in which one document is open',
    ...wholeNumber(1, 1_000_000),
  },
  // A page of text is about 6 kB; a history that was never made compact is ten times the text.
  maxDocumentBytes: {
    variable: 'YRKA_MAX_DOCUMENT_BYTES',
    unit: 'bytes',
    default: '67108864',
    meaning: 'from which on nothing is added to a document',
    ...wholeNumber(65_536, 1_073_741_824),
  },
  sessionHours: { variable: 'YRKA_SESSION_HOURS', unit: 'hours', default: '168', meaning: 'how long one stays signed in', ...wholeNumber(1, 8_760) },
  publicUrl: {
    variable: 'YRKA_PUBLIC_URL',
    unit: 'address',
    default: '',
    meaning: "the address in people's browsers; set, there is sign-in and no demonstration",
    ...optional(readPublicUrl),
    expected: 'an https address without a path, as in https://yrka.example.se (http only on this machine)',
  },
  secret: {
    variable: 'YRKA_SECRET',
    unit: 'text',
    default: '',
    meaning: `signs the sessions and encrypts second factors; demanded with YRKA_PUBLIC_URL, at least ${minSecretCharacters} characters`,
    ...optional((text) => (text.length >= minSecretCharacters ? text : undefined)),
    expected: `at least ${minSecretCharacters} characters that nobody can guess`,
  },
  trustedProxies: {
    variable: 'YRKA_TRUSTED_PROXIES',
    unit: 'addresses and networks, by commas',
    default: '127.0.0.0/8,::1/128',
    meaning: 'whose X-Forwarded-For is believed; the limits of sign-in count by address',
    read: readNetworks,
    expected: 'addresses or networks with commas between, as in 127.0.0.1,10.0.0.0/8, or none',
  },
  smtpUrl: {
    variable: 'YRKA_SMTP_URL',
    unit: 'address',
    default: '',
    meaning: 'the mail server; without it no mail is sent and no sign-in link offered',
    ...optional(readSmtpUrl),
    expected: 'an address that begins with smtp:// or smtps://, as in smtps://name:password@mail.example.se:465',
    print: (address) => (address === null ? '' : withoutPassword(address)),
  },
  mailFrom: {
    variable: 'YRKA_MAIL_FROM',
    unit: 'e-mail address',
    default: '',
    meaning: 'whom mail is from, as in Yrka <yrka@example.se>; demanded with YRKA_SMTP_URL',
    ...optional((text) => (/^([^<>\r\n]*<)?[^\s<>@,;]+@[^\s<>@,;]+>?$/.test(text) ? text : undefined)),
    expected: 'an e-mail address, with a name or without, as in Yrka <yrka@example.se>',
  },
  diaryDirectory: {
    variable: 'YRKA_DIARY_DIR',
    unit: 'folder',
    default: '',
    meaning: 'what is filed is put here too, as PDF with its facts as JSON, for the diary system to fetch; never made, and waited for while it is away',
    ...optional((text) => resolve(text)),
    expected: 'a folder',
  },
  diaryMail: {
    variable: 'YRKA_DIARY_MAIL',
    unit: 'e-mail address',
    default: '',
    meaning: 'what is filed is mailed here too, in the same form',
    ...optional((text) => (/^[^\s@<>,]+@[^\s@<>,]+$/.test(text) ? text : undefined)),
    expected: 'one e-mail address',
  },
  archiveCreator: {
    variable: 'YRKA_ARCHIVE_CREATOR',
    unit: 'text',
    default: '',
    meaning: 'who made the records (arkivbildare), for packages to the archive; the name of the municipality when left out',
    ...optional(shortText),
    expected: 'at most 200 characters',
  },
  archiveCreatorCode: {
    variable: 'YRKA_ARCHIVE_CREATOR_CODE',
    unit: 'organisationsnummer',
    default: '',
    meaning: 'what identifies them, as in 212000-1234',
    ...optional((text) => (/^\d{6}-?\d{4}$/.test(text) ? text : undefined)),
    expected: 'ten digits, as in 212000-1234',
  },
  archiveAgreement: {
    variable: 'YRKA_ARCHIVE_AGREEMENT',
    unit: 'text',
    default: '',
    meaning: 'the number or address of the agreement with the archive (leveransöverenskommelse)',
    ...optional(shortText),
    expected: 'at most 200 characters',
  },
  archiveReference: {
    variable: 'YRKA_ARCHIVE_REFERENCE',
    unit: 'text',
    default: '',
    meaning: 'where in the archive the records belong, as in SE/BJK/KS/F1',
    ...optional(shortText),
    expected: 'at most 200 characters',
  },
  archiveKeeper: {
    variable: 'YRKA_ARCHIVE_KEEPER',
    unit: 'text',
    default: '',
    meaning: 'who keeps the archive',
    ...optional(shortText),
    expected: 'at most 200 characters',
  },
  archiveForm: {
    variable: 'YRKA_ARCHIVE_FORM',
    unit: 'form',
    default: 'zip',
    meaning: 'what packages for the archive are packed as',
    read: (text) => (text === 'zip' || text === 'tar' ? text : undefined),
    expected: 'zip or tar',
  },
  oidcIssuer: {
    variable: 'YRKA_OIDC_ISSUER',
    unit: 'address',
    default: '',
    meaning: "the municipality's own directory (OpenID Connect); its settings are read from /.well-known/openid-configuration below it",
    ...optional(readIssuer),
    expected: 'an https address (http only on this machine)',
  },
  oidcClientId: {
    variable: 'YRKA_OIDC_CLIENT_ID',
    unit: 'text',
    default: '',
    meaning: 'what the directory calls Yrka; demanded with YRKA_OIDC_ISSUER',
    ...optional((text) => text),
    expected: 'a name',
  },
  oidcClientSecret: {
    variable: 'YRKA_OIDC_CLIENT_SECRET',
    unit: 'text',
    default: '',
    meaning: 'what Yrka shows the directory; not needed by a public client',
    ...optional((text) => text),
    expected: 'a text',
  },
  metricsToken: {
    variable: 'YRKA_METRICS_TOKEN',
    unit: 'text',
    default: '',
    meaning: `what Prometheus shows at /metrics, at least ${minTokenCharacters} characters; without it there is no such page`,
    ...optional((text) => (text.length >= minTokenCharacters && /^[\x21-\x7e]+$/.test(text) ? text : undefined)),
    expected: `at least ${minTokenCharacters} characters without spaces`,
  },
  oidcLabel: {
    variable: 'YRKA_OIDC_LABEL',
    unit: 'text',
    default: 'Kommunens inloggning',
    meaning: "the words on the directory's button",
    read: (text) => (text.length <= 60 ? text : undefined),
    expected: 'at most 60 characters',
  },
  oidcEmailClaim: {
    variable: 'YRKA_OIDC_EMAIL_CLAIM',
    unit: 'name of a claim',
    default: 'email',
    meaning: 'where the directory says the address that stands in the register; of `email`, `email_verified` must be true as well',
    read: (text) => (/^[\w.:/-]{1,200}$/.test(text) ? text : undefined),
    expected: 'the name of a claim, as in upn',
  },
};

/** A value that cannot be used. The message is one sentence that names the variable. */
export class ConfigError extends Error {
  readonly code = 'badConfiguration';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration. An unset or empty variable has its default.
 *
 * @throws ConfigError for the first wrong value, and for one that another demands.
 */
export function readConfig(environment: Environment): Config {
  const config: Config = {
    port: readSetting(settings.port, environment),
    host: readSetting(settings.host, environment),
    dataDirectory: readSetting(settings.dataDirectory, environment),
    logLevel: readSetting(settings.logLevel, environment),
    maxMessageBytes: readSetting(settings.maxMessageBytes, environment),
    maxRequestBytes: readSetting(settings.maxRequestBytes, environment),
    maxUpdateBytes: readSetting(settings.maxUpdateBytes, environment),
    maxImportBytes: readSetting(settings.maxImportBytes, environment),
    maxBundleBytes: readSetting(settings.maxBundleBytes, environment),
    maxAttachmentBytes: readSetting(settings.maxAttachmentBytes, environment),
    maxAttachments: readSetting(settings.maxAttachments, environment),
    unloadDelayMs: readSetting(settings.unloadDelayMs, environment),
    quietDelayMs: readSetting(settings.quietDelayMs, environment),
    maxConnectionsPerPerson: readSetting(settings.maxConnectionsPerPerson, environment),
    maxConnectionsPerDocument: readSetting(settings.maxConnectionsPerDocument, environment),
    maxDocumentBytes: readSetting(settings.maxDocumentBytes, environment),
    sessionHours: readSetting(settings.sessionHours, environment),
    publicUrl: readSetting(settings.publicUrl, environment),
    secret: readSetting(settings.secret, environment),
    trustedProxies: readSetting(settings.trustedProxies, environment),
    smtpUrl: readSetting(settings.smtpUrl, environment),
    mailFrom: readSetting(settings.mailFrom, environment),
    diaryDirectory: readSetting(settings.diaryDirectory, environment),
    diaryMail: readSetting(settings.diaryMail, environment),
    archiveCreator: readSetting(settings.archiveCreator, environment),
    archiveCreatorCode: readSetting(settings.archiveCreatorCode, environment),
    archiveAgreement: readSetting(settings.archiveAgreement, environment),
    archiveReference: readSetting(settings.archiveReference, environment),
    archiveKeeper: readSetting(settings.archiveKeeper, environment),
    archiveForm: readSetting(settings.archiveForm, environment),
    oidcIssuer: readSetting(settings.oidcIssuer, environment),
    oidcClientId: readSetting(settings.oidcClientId, environment),
    oidcClientSecret: readSetting(settings.oidcClientSecret, environment),
    oidcLabel: readSetting(settings.oidcLabel, environment),
    oidcEmailClaim: readSetting(settings.oidcEmailClaim, environment),
    metricsToken: readSetting(settings.metricsToken, environment),
  };
  demand(config, 'publicUrl', 'secret', `${settings.secret.expected} (openssl rand -base64 33 makes some)`);
  demand(config, 'smtpUrl', 'mailFrom', settings.mailFrom.expected);
  demand(config, 'diaryMail', 'smtpUrl', settings.smtpUrl.expected);
  demand(config, 'oidcIssuer', 'oidcClientId', settings.oidcClientId.expected);
  return config;
}

/** What is set, by the names of the variables, for the log at the start; secrets are hidden. */
export function printableConfig(config: Config): Record<string, string | number> {
  const entry = <K extends keyof Config>(name: K): readonly [string, string | number] => {
    const { variable, print }: Setting<Config[K]> = settings[name];
    const value = config[name];
    if (value === null) return [variable, ''];
    if (secretName.test(variable)) return [variable, '(hidden)'];
    return [variable, print !== undefined ? print(value) : typeof value === 'number' ? value : String(value)];
  };
  return Object.fromEntries(names.map(entry));
}

const names = Object.keys(settings) as (keyof Config)[];

/** A setting that is of no use, or of danger, without another. */
function demand(config: Config, given: keyof Config, demanded: keyof Config, expected: string): void {
  if (config[given] !== null && config[demanded] === null)
    throw new ConfigError(`${settings[demanded].variable} must be set when ${settings[given].variable} is: ${expected}.`);
}

/** Whether only programs on this machine can reach a host name or address. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Whether the demonstration may be there at all; whether a request reaches it is another question (session.ts). */
export function mayDemonstrate({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): boolean {
  return publicUrl === null && isLoopback(host);
}

/** What a municipality's own server has set. */
export type MunicipalConfig = Config & { readonly publicUrl: string; readonly secret: string };

/** Whether people have accounts here; readConfig lets neither of the two be without the other's secret. */
export function isMunicipal(config: Config): config is MunicipalConfig {
  return config.publicUrl !== null && config.secret !== null;
}

function readSetting<T>(setting: Setting<T>, environment: Environment): T {
  const text = environment[setting.variable]?.trim() || setting.default;
  const value = setting.read(text);
  if (value === undefined) {
    const isHidden = secretName.test(setting.variable) || setting.print !== undefined;
    throw new ConfigError(`${setting.variable} must be ${setting.expected}, but is "${isHidden ? '(hidden)' : text}".`);
  }
  return value;
}

/** A setting that need not be there: null when its text is empty. */
function optional<T>(read: (text: string) => T | undefined): Pick<Setting<T | null>, 'read'> {
  return { read: (text) => (text === '' ? null : read(text)) };
}

/** Over plain http a password would be read on the way, and browsers offer no passkeys. */
const isSafeUrl = ({ protocol, hostname }: URL) => protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));

function shortText(text: string): string | undefined {
  return text.length <= 200 ? text : undefined;
}

function readPublicUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return isSafeUrl(url) && url.href === `${url.origin}/` ? url.origin : undefined;
}

function readIssuer(text: string): string | undefined {
  return URL.canParse(text) && isSafeUrl(new URL(text)) ? text.replace(/\/+$/, '') : undefined;
}

function readSmtpUrl(text: string): string | undefined {
  return URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '' ? text : undefined;
}

function readNetworks(text: string): readonly string[] | undefined {
  const networks = text === 'none' ? [] : text.split(',').map((network) => network.trim());
  return networks.every(isNetwork) ? networks : undefined;
}

/** Asked of what they are used with: the words that `isIP` looks for take it longer to read than all of the settings. */
function isNetwork(network: string): boolean {
  const [address = '', length, ...more] = network.split('/');
  if (more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return false;
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  try {
    if (length === undefined) new BlockList().addAddress(address, family);
    else new BlockList().addSubnet(address, Number(length), family);
    return true;
  } catch {
    return false;
  }
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.password !== '') url.password = 'hidden';
  return url.href;
}

function wholeNumber(least: number, most: number): Pick<Setting<number>, 'read' | 'expected'> {
  return {
    read: (text) => {
      const value = /^\d{1,12}$/.test(text) ? Number(text) : null;
      return value !== null && value >= least && value <= most ? value : undefined;
    },
    expected: `a whole number from ${least} to ${most}`,
  };
}
