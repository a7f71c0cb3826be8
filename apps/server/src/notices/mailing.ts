import type { CivilDate, MailHabit, NoticeRow, PersonRow, Rows } from '@yrka/storage';
import type { Logger } from 'pino';
import { dayInWords } from '../mail/dayInWords.ts';
import type { Delivery, Mail, Mailer } from '../mail/mailer.ts';
import { civilMoment } from '../organisation/civil.ts';
import type { Clock } from '../rooms/index.ts';

type MailingOptions = {
  readonly rows: Pick<Rows, 'notices' | 'person' | 'reviews'>;
  readonly mailer: Pick<Mailer, 'deliver'>;
  readonly clock: Clock;
  /** Where people find Yrka, as in "https://yrka.example.se". */
  readonly address: string;
  readonly log: Logger;
};

/** How often it is looked for what is due. */
const roundMs = 60_000;
/** `soon` waits a little: what comes together is one mail, and who sits at the screen has read it. With a round it is within five minutes. */
const soonMs = 120_000;
/** `daily` goes out then, in Europe/Stockholm. */
const digestHour = 8;
/** After a refusal that may pass, the first wait for one person; each is twice the one before, up to an hour. */
const firstWaitMs = 120_000;
const longestWaitMs = 3_600_000;

/**
 * Tells people by mail that something waits for them: not what, and of which matter least of all,
 * for a mail is read on the way. What is due is worked out from the notices themselves, so that a
 * restart loses nothing: what should have gone out meanwhile goes out then.
 *
 * A mail is sent first and its notices marked afterwards. A crash between the two sends that one
 * mail once more; the other way round it would be lost.
 */
export class NoticeMailing {
  readonly #options: MailingOptions;
  /** People whose mail was refused for the moment. */
  readonly #waiting = new Map<string, { readonly until: number; readonly waitMs: number }>();
  #stopTimer: () => void = () => undefined;
  #round: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: MailingOptions) {
    this.#options = options;
  }

  /** Looks at once, and from then on every minute. */
  start(): void {
    this.#round = this.#look().finally(() => {
      if (!this.#isStopped) this.#stopTimer = this.#options.clock.after(roundMs, () => this.start());
    });
  }

  /** Resolves when the round under way has ended. */
  settled(): Promise<void> {
    return this.#round;
  }

  /** Begins no further round, and waits for the one under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopTimer();
    await this.#round;
  }

  async #look(): Promise<void> {
    const { rows, log } = this.#options;
    try {
      const waiting = Map.groupBy(await rows.notices.unmailed(), ({ personId }) => personId);
      for (const [personId, notices] of waiting) {
        if (this.#isStopped) return;
        // A mail server that does not answer will not answer for the next one either.
        if ((await this.#tell(personId, notices)) === 'unreachable') return;
      }
    } catch (error) {
      log.error({ err: error }, 'Notices could not be mailed; tried again in a minute');
    }
  }

  async #tell(personId: string, notices: readonly NoticeRow[]): Promise<Delivery | null> {
    const { rows, mailer, clock, address } = this.#options;
    const [person, habit, muted] = await Promise.all([rows.person(personId), rows.notices.mailHabit(personId), rows.notices.muted(personId)]);
    const now = clock.now();
    const to = person === null || habit === 'never' ? null : addressForNotices(person);
    // What is not wanted is settled now, so that a change of mind sends nothing old.
    const wanted = to === null ? [] : notices.filter(({ matterId }) => matterId === null || !muted.includes(matterId));
    await this.#settle(
      notices.filter((notice) => !wanted.includes(notice)),
      now,
    );
    const [oldest] = wanted;
    const asked = wanted.find(({ kind }) => kind === 'reviewAsked' || kind === 'reviewReminded');
    // Who is asked to answer by a day is told before it, whatever they wait for otherwise.
    const isTime = oldest !== undefined && (isDue(habit, oldest.at, now) || (asked !== undefined && isDue('soon', asked.at, now)));
    if (to === null || !isTime || (this.#waiting.get(personId)?.until ?? 0) > now.getTime()) return null;
    const delivery = await mailer.deliver(asked === undefined ? noticeMail(to, address) : reviewMail(to, address, await this.#dueOn(personId, asked), now));
    if (delivery === 'later') {
      const waitMs = Math.min((this.#waiting.get(personId)?.waitMs ?? firstWaitMs / 2) * 2, longestWaitMs);
      this.#waiting.set(personId, { until: now.getTime() + waitMs, waitMs });
    } else if (delivery !== 'unreachable') {
      // Refused for good is settled too: it will be refused the next time.
      this.#waiting.delete(personId);
      await this.#settle(wanted, now);
    }
    return delivery;
  }

  /** By when somebody is to have reviewed what they were asked to. */
  async #dueOn(personId: string, { documentId }: NoticeRow): Promise<CivilDate | null> {
    return (await this.#options.rows.reviews.reviews({ personId })).find((review) => review.documentId === documentId)?.dueOn ?? null;
  }

  #settle(notices: readonly NoticeRow[], at: Date): Promise<void> {
    return this.#options.rows.notices.markMailed(
      notices.map(({ id }) => id),
      at,
    );
  }
}

/** Where a person is mailed; null for one who has no address, whose personal data are protected, or who has left. */
export function addressForNotices({ email, isProtected, isActive }: PersonRow): string | null {
  return isActive && !isProtected ? email : null;
}

function isDue(habit: MailHabit, oldest: Date, now: Date): boolean {
  if (habit === 'soon') return now.getTime() - oldest.getTime() >= soonMs;
  return habit === 'daily' && oldest < latestDigest(now);
}

/** The last 08.00 in Europe/Stockholm that is not after `now`. */
export function latestDigest(now: Date): Date {
  const onDayOf = (day: Date): Date => {
    const [year = 0, month = 0, date = 0] = stockholmDay.format(day).split('-').map(Number);
    // In winter an hour before UTC, in summer two: that which shows as eight there is it.
    const candidates = [1, 2].map((offset) => new Date(Date.UTC(year, month - 1, date, digestHour - offset)));
    return candidates.find((candidate) => Number(stockholmHour.format(candidate)) === digestHour) ?? day;
  };
  const today = onDayOf(now);
  return today <= now ? today : onDayOf(new Date(now.getTime() - 24 * 3_600_000));
}

const zone = { timeZone: 'Europe/Stockholm' } as const;
const stockholmDay = new Intl.DateTimeFormat('sv-SE', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' });
const stockholmHour = new Intl.DateTimeFormat('sv-SE', { ...zone, hour: '2-digit', hourCycle: 'h23' });

/** The same for everybody and everything. Swedish: it goes to people whose language on the screen is not known to the server. */
function noticeMail(to: string, address: string): Mail {
  return {
    to,
    subject: 'Något har hänt i Yrka som väntar på dig',
    text: [
      'Hej,',
      '',
      'något har hänt i Yrka som väntar på dig:',
      '',
      `${address}/aviseringar`,
      '',
      'Vad det gäller står bara i Yrka, eftersom ett mejl kan läsas på vägen.',
      `Hur ofta du får mejl väljer du här: ${address}/aviseringar/installningar`,
      '',
    ].join('\n'),
  };
}

/** One who is to answer by a day sees that day in the list of their mail; what it is about only in Yrka. */
function reviewMail(to: string, address: string, dueOn: CivilDate | null, now: Date): Mail {
  const by = dueOn === null ? '' : ` senast ${dayInWords(dueOn, civilMoment(now).date)}`;
  return {
    to,
    subject: by === '' ? 'Du är ombedd att granska' : `Granska${by}`,
    text: [
      'Hej,',
      '',
      `du är ombedd att granska något i Yrka${by}:`,
      '',
      `${address}/aviseringar`,
      '',
      'Vad det gäller står bara i Yrka, eftersom ett mejl kan läsas på vägen.',
      `Hur ofta du får mejl väljer du här: ${address}/aviseringar/installningar`,
      '',
    ].join('\n'),
  };
}
