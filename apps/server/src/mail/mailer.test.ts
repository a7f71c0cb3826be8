import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import type { Clock } from '../rooms/index.ts';
import { createMailer, type Mailer, noMailer } from './mailer.ts';
import { startSmtp, type TestSmtp } from './smtpForTests.ts';

/** Timers that run when they are told to, in order. */
class HandTimers implements Clock {
  readonly delays: number[] = [];
  readonly #runs: (() => void)[] = [];
  now = () => new Date(0);
  after(ms: number, run: () => void): () => void {
    this.delays.push(ms);
    this.#runs.push(run);
    return () => {
      const at = this.#runs.indexOf(run);
      if (at >= 0) this.#runs.splice(at, 1);
    };
  }
  runNext(): void {
    this.#runs.shift()?.();
  }
  get waiting(): number {
    return this.#runs.length;
  }
}

let smtp: TestSmtp;
let timers: HandTimers;
let logged: string[];
let mailer: Mailer;

const open = (smtpUrl: string): Mailer =>
  createMailer({ smtpUrl, mailFrom: 'Yrka <yrka@bjorkvik.example>', log: createLog('trace', { write: (line) => logged.push(line) }), clock: timers });

beforeEach(async () => {
  smtp = await startSmtp();
  timers = new HandTimers();
  logged = [];
  mailer = open(smtp.url);
});
afterEach(async () => {
  await mailer.close();
  await smtp.close();
});

const mail = { to: 'anna.lind@bjorkvik.example', subject: 'Logga in i Yrka', text: 'Öppna länken:\nhttps://yrka.example.se/\n' };

describe('a mailer', () => {
  it('sends a mail with its words as they are', async () => {
    mailer.sendMail(mail);
    await mailer.settled();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]).toMatchObject({ to: ['anna.lind@bjorkvik.example'], from: 'yrka@bjorkvik.example' });
    expect(smtp.mails[0]?.raw).toMatch(/^Subject: Logga in i Yrka\r$/m);
    expect(smtp.mails[0]?.raw).toMatch(/=C3=96ppna l=C3=A4nken:|Öppna länken:/);
  });

  it('tries again when the mail server will not now, and no more than it should', async () => {
    smtp.refuseNext(451);
    mailer.sendMail(mail);
    await mailer.settled();
    expect([smtp.mails.length, timers.delays]).toEqual([0, [5_000]]);
    timers.runNext();
    await mailer.settled();
    expect([smtp.mails.length, timers.waiting]).toEqual([1, 0]);
  });

  it('gives up when the mail server never answers, after about an hour', async () => {
    const away = open('smtp://127.0.0.1:1');
    away.sendMail(mail);
    await away.settled();
    for (let tries = 0; tries < 10 && timers.waiting > 0; tries++) {
      timers.runNext();
      await away.settled();
    }
    expect(timers.delays.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(50 * 60_000);
    expect(logged.at(-1)).toContain('mail given up');
    await away.close();
  });

  it('does not repeat what the mail server will never take', async () => {
    smtp.refuseNext(550);
    mailer.sendMail(mail);
    await mailer.settled();
    expect([smtp.mails.length, timers.waiting]).toEqual([0, 0]);
    expect(logged.at(-1)).toContain('"reply":550');
  });

  it('signs in to the mail server, and says in the log when it may not', async () => {
    const strict = await startSmtp({ password: 'hemligt' });
    const known = open(strict.url);
    known.sendMail(mail);
    await known.settled();
    const unknown = open(strict.url.replace('hemligt', 'fel-ord'));
    unknown.sendMail(mail);
    await unknown.settled();
    expect(strict.mails).toHaveLength(1);
    expect(logged.at(-1)).toContain('"reply":535');
    await Promise.all([known.close(), unknown.close()]);
    await strict.close();
  });

  it('makes no second recipient or header of what stands in an address or a subject', async () => {
    mailer.sendMail({ ...mail, to: 'a@bjorkvik.example, b@elsewhere.example', subject: 'Hej\r\nBcc: c@elsewhere.example' });
    await mailer.settled();
    const reached = smtp.mails.flatMap(({ to }) => to);
    expect(reached).not.toContain('b@elsewhere.example');
    expect(reached).not.toContain('c@elsewhere.example');
    expect(smtp.mails.map(({ raw }) => raw).join('')).not.toMatch(/^Bcc:/m);
  });

  it('logs neither addresses nor words', async () => {
    smtp.refuseNext(451);
    mailer.sendMail(mail);
    await mailer.settled();
    timers.runNext();
    await mailer.settled();
    const log = logged.join('');
    expect(log).toContain('mail sent');
    for (const words of ['anna', 'bjorkvik', 'Logga in', 'nken', 'https:']) expect(log).not.toContain(words);
  });

  it('drops what waits when it is closed, and takes nothing more', async () => {
    smtp.refuseNext(451);
    mailer.sendMail(mail);
    await mailer.settled();
    await mailer.close();
    expect(timers.waiting).toBe(0);
    mailer.sendMail(mail);
    await mailer.settled();
    expect(smtp.mails).toHaveLength(0);
  });

  it('is off without a mail server', async () => {
    const off = createMailer({ smtpUrl: null, mailFrom: null, log: createLog('silent') });
    expect(off).toBe(noMailer);
    expect([mailer.isOn, off.isOn]).toEqual([true, false]);
    off.sendMail(mail);
    await off.settled();
  });
});
