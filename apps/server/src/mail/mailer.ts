import type { Logger } from 'pino';
import { type Clock, systemClock } from '../rooms/clock.ts';

export type Mail = {
  /** One address, without a name. */
  readonly to: string;
  /** Never a document's title: mail is read on the way. */
  readonly subject: string;
  /** Plain text; lines end with \n. */
  readonly text: string;
  readonly attachments?: readonly { readonly fileName: string; readonly mediaType: string; readonly bytes: Uint8Array }[];
};

/**
 * What became of a mail. `later`: refused for the moment, and perhaps for this address alone.
 * `refused`: for good. `unreachable`: there was no answer.
 */
export type Delivery = 'sent' | 'later' | 'refused' | 'unreachable';

/** Sends what others need not wait for. The log has neither addresses nor text. */
export interface Mailer {
  /** Whether mail can be sent at all: what depends on it is otherwise not offered. */
  readonly isOn: boolean;
  /** Queues a mail and returns at once; tries again for about an hour while the mail server does not answer. Does nothing when mail is off. */
  sendMail(mail: Mail): void;
  /** Tries once, and says what became of it: for one who keeps what is to be sent themselves. `unreachable` when mail is off. */
  deliver(mail: Mail): Promise<Delivery>;
  /** Resolves when nothing is on its way; what waits for another try is not waited for. */
  settled(): Promise<void>;
  /** Waits for what is on its way and lets go of the connection. What waits for another try is dropped, and logged. */
  close(): Promise<void>;
}

export type MailerOptions = {
  /** As in smtps://name:password@mail.example.se:465; null turns mail off. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly log: Logger;
  readonly clock?: Clock;
};

/** Seconds before each further try; after the last the mail is given up. */
const retryDelaysS = [5, 60, 300, 900, 1_800];

/** A mail server that is away must not fill the memory. */
const maxWaiting = 10_000;

export function createMailer({ smtpUrl, mailFrom, log, clock = systemClock }: MailerOptions): Mailer {
  if (smtpUrl === null || mailFrom === null) return noMailer;
  // A fifth of the server's own code: only where mail is sent.
  const transport = import('nodemailer').then(({ createTransport }) =>
    createTransport({ url: smtpUrl, pool: true, maxConnections: 2, disableFileAccess: true, disableUrlAccess: true }),
  );
  const underWay = new Set<Promise<void>>();
  const waiting = new Set<() => void>();
  let isClosed = false;

  // As an object: a comma or a bracket in an address must not make it two.
  const post = async ({ to, subject, text, attachments = [] }: Mail) =>
    (await transport).sendMail({
      from: mailFrom,
      to: { name: '', address: to },
      subject,
      text,
      attachments: attachments.map(({ fileName, mediaType, bytes }) => ({ filename: fileName, contentType: mediaType, content: Buffer.from(bytes) })),
    });
  const send = async (mail: Mail, tries: number): Promise<void> => {
    try {
      await post(mail);
      log.debug({ tries: tries + 1 }, 'mail sent');
    } catch (error) {
      const delay = isLasting(error) ? undefined : retryDelaysS[tries];
      log[delay === undefined ? 'error' : 'warn'](
        { err: error, reply: replyCode(error), tries: tries + 1 },
        delay === undefined ? 'mail given up' : 'mail not sent yet',
      );
      if (delay !== undefined && !isClosed) wait(mail, tries + 1, delay * 1_000);
    }
  };
  const begin = (mail: Mail, tries: number) => {
    const sending = send(mail, tries).finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  const wait = (mail: Mail, tries: number, delayMs: number) => {
    const stop = clock.after(delayMs, () => {
      waiting.delete(stop);
      begin(mail, tries);
    });
    waiting.add(stop);
  };
  const settled = async () => {
    while (underWay.size > 0) await Promise.all(underWay);
  };

  return {
    isOn: true,
    sendMail: (mail) => {
      if (isClosed || waiting.size + underWay.size >= maxWaiting) log.error({}, 'mail not taken');
      else begin(mail, 0);
    },
    deliver: async (mail) => {
      try {
        await post(mail);
        log.debug({}, 'mail sent');
        return 'sent';
      } catch (error) {
        const reply = replyCode(error);
        const delivery = isLasting(error) ? 'refused' : reply === null ? 'unreachable' : 'later';
        log[delivery === 'refused' ? 'error' : 'warn']({ err: error, reply }, delivery === 'refused' ? 'mail given up' : 'mail not sent yet');
        return delivery;
      }
    },
    settled,
    close: async () => {
      isClosed = true;
      if (waiting.size > 0) log.warn({ count: waiting.size }, 'mails dropped at the end');
      for (const stop of waiting) stop();
      waiting.clear();
      await settled();
      (await transport).close();
    },
  };
}

/** What is not configured sends nothing. */
export const noMailer: Mailer = {
  isOn: false,
  sendMail: () => undefined,
  deliver: async () => 'unreachable',
  settled: async () => undefined,
  close: async () => undefined,
};

/** A refusal with a 5xx reply (RFC 5321 4.2.1) will be the same the next time. */
function isLasting(error: unknown): boolean {
  const code = replyCode(error);
  return code !== null && code >= 500;
}

/** SMTP's own three digits, which name nobody; null when no answer came. */
function replyCode(error: unknown): number | null {
  return error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null;
}
