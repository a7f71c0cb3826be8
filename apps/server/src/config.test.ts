import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, isLoopback, printableConfig, readConfig, settings } from './config.ts';

describe('readConfig', () => {
  it('runs with nothing set', () => {
    expect(readConfig({})).toEqual({
      port: 4780,
      host: '127.0.0.1',
      dataDirectory: resolve('./data'),
      logLevel: 'info',
      maxMessageBytes: 2_097_152,
      maxRequestBytes: 65_536,
      maxUpdateBytes: 8_388_608,
      maxImportBytes: 50_000_000,
      maxBundleBytes: 2_147_483_648,
      maxAttachmentBytes: 20_971_520,
      maxAttachments: 20,
      unloadDelayMs: 30_000,
      quietDelayMs: 600_000,
      maxConnectionsPerPerson: 100,
      maxConnectionsPerDocument: 1_000,
      maxDocumentBytes: 67_108_864,
      sessionHours: 168,
      publicUrl: null,
      secret: null,
      trustedProxies: ['127.0.0.0/8', '::1/128'],
      smtpUrl: null,
      mailFrom: null,
      diaryDirectory: null,
      diaryMail: null,
      archiveCreator: null,
      archiveCreatorCode: null,
      archiveAgreement: null,
      archiveReference: null,
      archiveKeeper: null,
      archiveForm: 'zip',
      oidcIssuer: null,
      oidcClientId: null,
      oidcClientSecret: null,
      oidcLabel: 'Kommunens inloggning',
      oidcEmailClaim: 'email',
      metricsToken: null,
    });
  });

  it('takes an empty variable as unset', () => {
    expect(readConfig({ PORT: '', YRKA_HOST: ' ' }).port).toBe(4780);
  });

  it.each([
    ['PORT', '4811', { port: 4811 }],
    ['PORT', '0', { port: 0 }],
    ['YRKA_HOST', '::1', { host: '::1' }],
    ['YRKA_DATA_DIR', '/srv/yrka', { dataDirectory: '/srv/yrka' }],
    ['YRKA_LOG_LEVEL', 'warn', { logLevel: 'warn' }],
    ['YRKA_MAX_MESSAGE_BYTES', '65536', { maxMessageBytes: 65_536 }],
    ['YRKA_UNLOAD_DELAY_MS', '0', { unloadDelayMs: 0 }],
    ['YRKA_QUIET_DELAY_MS', '3000', { quietDelayMs: 3_000 }],
    ['YRKA_TRUSTED_PROXIES', '10.0.0.7, fd00::/8', { trustedProxies: ['10.0.0.7', 'fd00::/8'] }],
    ['YRKA_TRUSTED_PROXIES', 'none', { trustedProxies: [] }],
    ['YRKA_OIDC_EMAIL_CLAIM', 'upn', { oidcEmailClaim: 'upn' }],
  ])('reads %s=%s', (variable, text, expected) => {
    expect(readConfig({ [variable]: text })).toMatchObject(expected);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '4780.5'],
    ['YRKA_HOST', '127.0.0.1/24'],
    ['YRKA_LOG_LEVEL', 'loud'],
    ['YRKA_MAX_MESSAGE_BYTES', '1'],
    ['YRKA_MAX_REQUEST_BYTES', '1 MB'],
    ['YRKA_MAX_UPDATE_BYTES', '0'],
    ['YRKA_MAX_IMPORT_BYTES', '9999999999'],
    ['YRKA_UNLOAD_DELAY_MS', 'soon'],
    ['YRKA_SESSION_HOURS', '0'],
    ['YRKA_PUBLIC_URL', 'yrka.example.se'],
    ['YRKA_PUBLIC_URL', 'http://yrka.example.se'],
    ['YRKA_PUBLIC_URL', 'https://yrka.example.se/yrka'],
    ['YRKA_PUBLIC_URL', 'https://user:word@yrka.example.se'],
    ['YRKA_SECRET', 'too short'],
    ['YRKA_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['YRKA_TRUSTED_PROXIES', '10.0.0.0/'],
    ['YRKA_TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['YRKA_TRUSTED_PROXIES', '10.0.0'],
    ['YRKA_TRUSTED_PROXIES', 'fd00::/129'],
    ['YRKA_TRUSTED_PROXIES', 'proxy.example.se'],
    ['YRKA_SMTP_URL', 'mail.example.se:465'],
    ['YRKA_MAIL_FROM', 'Yrka'],
    ['YRKA_DIARY_MAIL', 'registrator'],
    ['YRKA_DIARY_MAIL', 'a@example.se,b@example.se'],
    ['YRKA_OIDC_ISSUER', 'http://directory.example.se'],
    ['YRKA_OIDC_EMAIL_CLAIM', 'två ord'],
  ])('refuses %s=%s with one sentence that names it', (variable, text) => {
    const read = () => readConfig({ [variable]: text });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${variable} must be [^\\n]+, but is "[^"]+"\\.$`));
  });

  const secret = 'x'.repeat(32);

  it('reads what sign-in needs', () => {
    const config = readConfig({
      YRKA_PUBLIC_URL: 'https://Yrka.example.se/',
      YRKA_SECRET: secret,
      YRKA_OIDC_ISSUER: 'https://login.example.se/realm/',
      YRKA_OIDC_CLIENT_ID: 'yrka',
    });
    expect(config).toMatchObject({ publicUrl: 'https://yrka.example.se', secret, oidcIssuer: 'https://login.example.se/realm', oidcClientId: 'yrka' });
    expect(readConfig({ YRKA_PUBLIC_URL: 'http://127.0.0.1:4780', YRKA_SECRET: secret }).publicUrl).toBe('http://127.0.0.1:4780');
  });

  it.each([
    ['YRKA_SECRET', { YRKA_PUBLIC_URL: 'https://yrka.example.se' }],
    ['YRKA_MAIL_FROM', { YRKA_SMTP_URL: 'smtp://mail.example.se' }],
    ['YRKA_OIDC_CLIENT_ID', { YRKA_OIDC_ISSUER: 'https://login.example.se' }],
  ])('demands %s with what is of no use without it', (variable, environment) => {
    const read = () => readConfig(environment);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${variable} must be set when YRKA_\\w+ is: [^\\n]+\\.$`));
  });

  it('shows no secret, whether it is right or wrong', () => {
    const secrets = ['hemlig-nyckel-med-mer-än-32-tecken', 'hemligt-klientord', 'hemligt%2Ford'];
    const [key = '', client = '', word = ''] = secrets;
    const printed = JSON.stringify(
      printableConfig(
        readConfig({
          YRKA_SECRET: key,
          YRKA_OIDC_CLIENT_SECRET: client,
          YRKA_SMTP_URL: `smtps://yrka:${word}@mail.example.se:465`,
          YRKA_MAIL_FROM: 'Yrka <yrka@example.se>',
        }),
      ),
    );
    expect(printed).toContain('smtps://yrka:hidden@mail.example.se:465');
    for (const text of secrets) expect(printed).not.toContain(text);
    const message = (environment: Record<string, string>) => {
      try {
        readConfig(environment);
      } catch (error) {
        if (error instanceof ConfigError) return error.message;
      }
      return 'taken';
    };
    expect(message({ YRKA_SECRET: 'kort-hemlig' })).toMatch(/^YRKA_SECRET must be .*"\(hidden\)"\.$/);
    expect(message({ YRKA_SMTP_URL: 'yrka:hemligt@mail.example.se' })).toMatch(/^YRKA_SMTP_URL must be .*"\(hidden\)"\.$/);
  });

  it('has a default that is right, for every setting', () => {
    for (const setting of Object.values(settings)) expect(setting.read(setting.default)).not.toBeUndefined();
  });

  it('prints every setting by the name of its variable', () => {
    expect(Object.keys(printableConfig(readConfig({})))).toEqual(Object.values(settings).map(({ variable }) => variable));
  });
});

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.0.1', 'localhost', 'LOCALHOST', 'yrka.localhost', '::1', '[::1]'])('knows %s', (host) => expect(isLoopback(host)).toBe(true));
  it.each(['0.0.0.0', '::', '192.168.1.4', 'localhost.example.se', '127.0.0.1.example.se', ''])('does not take %s for it', (host) =>
    expect(isLoopback(host)).toBe(false),
  );
});
