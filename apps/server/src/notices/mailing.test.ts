import { createMemoryStorage, type MailHabit, type PersonRow, type Storage } from '@yrka/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { createMailer, type Mailer } from '../mail/mailer.ts';
import { startSmtp, type TestSmtp } from '../mail/smtpForTests.ts';
import { HandClock } from '../rooms/handClockForTests.ts';
import { latestDigest, NoticeMailing } from './mailing.ts';
import { tell } from './tell.ts';

let smtp: TestSmtp;
let mailer: Mailer;
let storage: Storage;
let clock: HandClock;
let mailing: NoticeMailing;
let logged: string[];

// A Tuesday in winter: Stockholm is an hour ahead.
const start = '2026-11-24T09:00:00.000Z';

beforeEach(async () => {
  smtp = await startSmtp();
  logged = [];
  mailer = createMailer({ smtpUrl: smtp.url, mailFrom: 'Yrka <yrka@bjorkvik.example>', log: createLog('trace', { write: (line) => logged.push(line) }) });
  storage = createMemoryStorage();
  clock = new HandClock(start);
  mailing = begin();
});

afterEach(async () => {
  await mailing.stop();
  await mailer.close();
  await smtp.close();
});

function begin(given: Pick<Mailer, 'deliver'> = mailer): NoticeMailing {
  const begun = new NoticeMailing({ rows: storage.rows, mailer: given, clock, address: 'https://yrka.example.se', log: createLog('silent') });
  begun.start();
  return begun;
}

/** The process ends; another begins on the same data. */
async function restart(given: Pick<Mailer, 'deliver'> = mailer): Promise<void> {
  await mailing.stop();
  mailing = begin(given);
  await mailing.settled();
}

const until = (time: string) => clock.advanceTo(`2026-11-${time}:00.000Z`, () => mailing.settled());

async function register(id: string, habit: MailHabit | null, change: Partial<PersonRow> = {}): Promise<void> {
  const person: PersonRow = { id, name: id, party: 'L', roles: ['member'], title: null, email: `${id}@bjorkvik.example`, isProtected: false, isActive: true };
  await storage.rows.putPeople([{ ...person, ...change }]);
  if (habit !== null) await storage.rows.notices.setMailHabit(id, habit);
}

const told = (...to: readonly string[]) =>
  storage.rows.transaction((rows) => tell(rows, { kind: 'signatureAsked', to, matterId: 'm1', documentId: 'd1', actorId: 'anna', at: clock.now() }));

const recipients = () => smtp.mails.flatMap(({ to }) => to);
const unmailed = async () => (await storage.rows.notices.unmailed()).length;

describe('mail about notices', () => {
  it('says that something waits and where, and nothing of what it is', async () => {
    await register('omar', 'soon');
    await storage.rows.insertMatter({
      id: 'm1',
      title: 'Trygga cykelvägar till skolan',
      diarienummer: 'KS 2027-00031',
      label: null,
      createdAt: clock.now(),
      stage: 'received',
      receivedAt: null,
      movedAt: null,
      announcedAt: null,
      decidedAt: null,
      closedAt: null,
      responsibleOfficer: null,
    });
    await told('omar');
    await until('24T09:05');
    expect(recipients()).toEqual(['omar@bjorkvik.example']);
    const raw = smtp.mails[0]?.raw ?? '';
    const [head = '', ...body] = raw.split('\r\n\r\n');
    const encoded = [...head.matchAll(/^Subject: (.*(?:\r\n .*)*)/gm)][0]?.[1] ?? '';
    expect(decodeWords(encoded)).toBe('Något har hänt i Yrka som väntar på dig');
    const words = decodeQuoted(body.join('\r\n\r\n'));
    expect(words).toContain('https://yrka.example.se/aviseringar\n');
    expect(words).toContain('https://yrka.example.se/aviseringar/installningar');
    for (const secret of ['cykel', 'KS 2027', 'm1', 'd1', 'anna', 'underskrift'])
      expect(`${decodeWords(encoded)}\n${words}`.toLowerCase()).not.toContain(secret.toLowerCase());
    expect(logged.join('\n')).not.toMatch(/omar@|väntar på dig/);
  });

  it('comes soon, once for what comes together', async () => {
    await register('omar', 'soon');
    await told('omar');
    await until('24T09:01');
    await told('omar');
    expect(recipients()).toEqual([]);
    await until('24T09:05');
    expect(recipients()).toEqual(['omar@bjorkvik.example']);
    await until('24T12:00');
    expect(recipients()).toHaveLength(1);
  });

  it('comes at 08.00 in Stockholm for those who have not chosen, and each day only when something is new', async () => {
    await register('omar', null);
    await told('omar');
    await until('25T06:59');
    expect(recipients()).toEqual([]);
    await until('25T07:01');
    expect(recipients()).toEqual(['omar@bjorkvik.example']);
    await until('26T07:01');
    expect(recipients()).toHaveLength(1);
    await told('omar');
    await until('27T07:01');
    expect(recipients()).toHaveLength(2);
  });

  it('does not come for what has been read meanwhile', async () => {
    await register('omar', 'soon');
    await told('omar');
    await storage.rows.notices.markRead('omar', clock.now());
    await until('24T10:00');
    expect(recipients()).toEqual([]);
  });

  it.each([
    ['who want none', 'never', {}],
    ['whose personal data are protected, whatever address there is', 'soon', { isProtected: true }],
    ['without an address', 'soon', { email: null }],
    ['who have left the register', 'soon', { isActive: false }],
  ] as const)('is never sent to those %s, nor later when that changes', async (_, habit, change) => {
    await register('omar', habit, change);
    await told('omar');
    await until('25T12:00');
    await register('omar', 'soon');
    await until('26T12:00');
    expect(recipients()).toEqual([]);
    expect(await unmailed()).toBe(0);
    await told('omar');
    await until('26T12:10');
    expect(recipients()).toHaveLength(1);
  });

  it('is not sent for a matter that was muted, before or after it was told', async () => {
    await register('omar', 'soon');
    await told('omar');
    await storage.rows.notices.mute('omar', 'm1', true);
    await told('omar');
    await until('24T10:00');
    await storage.rows.notices.mute('omar', 'm1', false);
    await until('24T11:00');
    expect(recipients()).toEqual([]);
    expect(await storage.rows.notices.of('omar', 10)).toHaveLength(1);
  });
});

describe('who is asked to review', () => {
  const asked = async (dueOn: string | null) => {
    const review = { documentId: 'd1', personId: 'maria', askedBy: 'rakel', askedAt: clock.now(), dueOn, remindedAt: null };
    await storage.rows.reviews.putReview({ ...review, verdict: null, words: '', doneAt: null, doneSeq: null });
    await storage.rows.transaction((rows) =>
      tell(rows, { kind: 'reviewAsked', to: ['maria'], matterId: 'm1', documentId: 'd1', actorId: 'rakel', at: clock.now() }),
    );
  };

  it.each([
    ['2026-11-25', 'Granska senast onsdag'],
    ['2026-12-15', 'Granska senast 15 december'],
    [null, /Du_=C3=A4r_ombedd|Du är ombedd/],
  ])('hears by when (%s) before the next morning, and not what', async (dueOn, subject) => {
    await register('maria', null);
    await asked(dueOn);
    await until('24T09:05');
    expect(recipients()).toEqual(['maria@bjorkvik.example']);
    const [head = ''] = (smtp.mails[0]?.raw ?? '').split('\r\n\r\n');
    if (typeof subject === 'string') expect(head).toContain(subject);
    else expect(head).toMatch(subject);
  });

  it('hears nothing who wants no mail', async () => {
    await register('maria', 'never');
    await asked('2026-11-25');
    await until('25T09:05');
    expect(recipients()).toEqual([]);
  });
});

describe('a restart', () => {
  it('loses nothing: what was due meanwhile goes out then, and once', async () => {
    await register('omar', null);
    await register('eva', 'soon');
    await told('omar', 'eva');
    await mailing.stop();
    await until('26T09:00');
    expect(recipients()).toEqual([]);
    await restart();
    expect(recipients().sort()).toEqual(['eva@bjorkvik.example', 'omar@bjorkvik.example']);
    await restart();
    await until('28T12:00');
    expect(recipients()).toHaveLength(2);
  });

  it('between the sending of a mail and its being marked sends that one mail once more, and no other', async () => {
    await register('eva', 'soon');
    await register('omar', 'soon');
    await told('eva', 'omar');
    // The process dies when the mail server has taken the first mail: nothing after that happens.
    const died = { deliver: async (mail: Parameters<Mailer['deliver']>[0]) => mailer.deliver(mail).then(() => 'unreachable' as const) };
    await mailing.stop();
    await until('24T09:10');
    await restart(died);
    expect(recipients()).toHaveLength(1);
    const [first] = recipients();
    await restart();
    await restart();
    await until('25T12:00');
    expect(recipients().filter((to) => to === first)).toHaveLength(2);
    expect(recipients()).toHaveLength(3);
  });
});

describe('a mail server', () => {
  it('that will not now is asked again, later each time', async () => {
    await register('omar', 'soon');
    await told('omar');
    smtp.refuseNext(451);
    await until('24T09:03');
    expect(await unmailed()).toBe(1);
    smtp.refuseNext(451);
    await until('24T09:07');
    expect(recipients()).toEqual([]);
    expect(await unmailed()).toBe(1);
    await until('24T09:08');
    expect(recipients()).toHaveLength(1);
    expect(await unmailed()).toBe(0);
  });

  it('that refuses for good is not asked again', async () => {
    await register('omar', 'soon');
    await told('omar');
    smtp.refuseNext(550);
    await until('25T12:00');
    expect(recipients()).toEqual([]);
    expect(await unmailed()).toBe(0);
  });

  it('that is away keeps nothing from being sent when it is back', async () => {
    await register('omar', 'soon');
    await register('eva', 'soon');
    await told('omar', 'eva');
    const away = createMailer({ smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'yrka@bjorkvik.example', log: createLog('silent') });
    await restart(away);
    await until('24T09:30');
    expect(await unmailed()).toBe(2);
    await away.close();
    await restart();
    expect(recipients().sort()).toEqual(['eva@bjorkvik.example', 'omar@bjorkvik.example']);
  });
});

describe('the digest of a day', () => {
  it.each([
    ['before eight in winter', '2026-11-24T06:59:59.999Z', '2026-11-23T07:00:00.000Z'],
    ['at eight in winter', '2026-11-24T07:00:00.000Z', '2026-11-24T07:00:00.000Z'],
    ['in summer', '2026-07-01T06:00:00.000Z', '2026-07-01T06:00:00.000Z'],
    ['late at night, when the day in Stockholm is another than in UTC', '2026-07-01T22:30:00.000Z', '2026-07-01T06:00:00.000Z'],
    ['on the day on which summer time begins', '2026-03-29T06:00:00.000Z', '2026-03-29T06:00:00.000Z'],
    ['on the morning before that eight', '2026-03-29T05:59:00.000Z', '2026-03-28T07:00:00.000Z'],
    ['on the day on which it ends', '2026-10-25T06:59:00.000Z', '2026-10-24T06:00:00.000Z'],
    ['on the first of a year', '2027-01-01T03:00:00.000Z', '2026-12-31T07:00:00.000Z'],
  ])('%s', (_, now, expected) => expect(latestDigest(new Date(now)).toISOString()).toBe(expected));
});

function decodeWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?(.*?)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('utf8') : decodeQuoted(text.replaceAll('_', ' ')),
    );
}

function decodeQuoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/\r\n/g, '\n')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
