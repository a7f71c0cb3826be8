import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { readonly to: readonly string[]; readonly from: string /** Headers and body as they came. */; readonly raw: string };

export type TestSmtp = {
  /** For YRKA_SMTP_URL. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** What the next mail is answered with, once; it is not taken. */
  refuseNext(responseCode: number): void;
  /** The first mail that comes from now on. */
  next(): Promise<ReceivedMail>;
  close(): Promise<void>;
};

/** A real mail server on loopback that keeps what it is sent. With a password, it takes mail only from who knows it. */
export async function startSmtp({ password = null }: { readonly password?: string | null } = {}): Promise<TestSmtp> {
  const mails: ReceivedMail[] = [];
  const awaited: ((mail: ReceivedMail) => void)[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: password === null,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => (auth.password === password ? done(null, { user: auth.username }) : done(new Error('no'))),
    onData: (stream, session, done) => {
      void text(stream).then((raw) => {
        if (refusal !== null) {
          const error = Object.assign(new Error('not now'), { responseCode: refusal });
          refusal = null;
          return done(error);
        }
        const { mailFrom, rcptTo } = session.envelope;
        const mail = { to: rcptTo.map(({ address }) => address), from: mailFrom === false ? '' : mailFrom.address, raw };
        mails.push(mail);
        done();
        awaited.shift()?.(mail);
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo; // of a TCP server, once it listens
  return {
    url: `smtp://${password === null ? '' : `yrka:${password}@`}127.0.0.1:${port}`,
    mails,
    refuseNext: (code) => {
      refusal = code;
    },
    next: () => new Promise((resolve) => awaited.push(resolve)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
