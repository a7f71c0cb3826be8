import type { CivilDate } from '@yrka/storage';
import type { Mail } from '../mail/mailer.ts';
import { dayInWords } from '../mail/dayInWords.ts';

/** Mail is read on the way: no title, no text, and never link and code in one. */
export function invitationMail(to: string, inviter: string, link: string, validUntil: Date): Mail {
  return {
    to,
    subject: `${inviter} bjuder in dig till ett utkast`,
    text: [
      'Hej,',
      '',
      `${inviter} bjuder in dig till ett utkast i Yrka. Öppna länken för att komma in:`,
      '',
      link,
      '',
      'När du har öppnat den skickas en kod till den här adressen. Länken och koden är bara för dig.',
      `Har du inte använt länken senast ${dateInWords(validUntil)} slutar den gälla.`,
      '',
      `Väntade du ingen inbjudan från ${inviter}? Då behöver du inte göra något.`,
      '',
    ].join('\n'),
  };
}

/** The same to one who is to review. By when is said; what, only inside. */
export function reviewInvitationMail(
  to: string,
  inviter: string,
  link: string,
  { validUntil, dueOn, today }: { readonly validUntil: Date; readonly dueOn: CivilDate | null; readonly today: CivilDate },
): Mail {
  return {
    to,
    subject: dueOn === null ? `${inviter} ber dig granska ett utkast` : `Granska senast ${dayInWords(dueOn, today)}`,
    text: [
      'Hej,',
      '',
      `${inviter} ber dig granska ett utkast i Yrka. Öppna länken för att komma in:`,
      '',
      link,
      '',
      'När du har öppnat den skickas en kod till den här adressen. Länken och koden är bara för dig.',
      `Har du inte använt länken senast ${dateInWords(validUntil)} slutar den gälla.`,
      '',
      `Väntade du inget utkast från ${inviter}? Då behöver du inte göra något.`,
      '',
    ].join('\n'),
  };
}

export function codeMail(to: string, code: string, validMinutes: number): Mail {
  return {
    to,
    subject: 'Din kod till ett utkast i Yrka',
    text: [
      'Hej,',
      '',
      `koden är ${code}. Den gäller i ${validMinutes} minuter och kan användas en gång.`,
      '',
      'Har du inte bett om någon kod? Då har någon annan din länk. Säg till den som bjöd in dig, och lämna inte ut koden.',
      '',
    ].join('\n'),
  };
}

const dateInWords = (at: Date) => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'Europe/Stockholm' }).format(at);
