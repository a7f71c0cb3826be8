import type { Mail } from '../mail/mailer.ts';
import { linkMinutes } from './auth.ts';

/** Mails are Swedish: they go to people whose language on the screen is not known to the server. */

export function linkMail(to: string, url: string): Mail {
  return {
    to,
    subject: 'Logga in i Yrka',
    text: [
      'Hej,',
      '',
      'någon, troligen du, vill logga in i Yrka med den här adressen. Öppna länken och bekräfta där:',
      '',
      url,
      '',
      `Länken gäller i ${linkMinutes} minuter och kan användas en gång.`,
      'Var det inte du? Då behöver du inte göra något: utan länken kommer ingen in.',
      '',
    ].join('\n'),
  };
}

export type AccountChange = 'password' | 'passkeyAdded' | 'passkeyRemoved' | 'secondFactorOn' | 'secondFactorOff' | 'secondFactorReset' | 'backupCodes';

const changes: Readonly<Record<AccountChange, string>> = {
  password: 'Ditt lösenord har ändrats.',
  passkeyAdded: 'En passkey har lagts till.',
  passkeyRemoved: 'En passkey har tagits bort.',
  secondFactorOn: 'Tvåstegsinloggning har slagits på.',
  secondFactorOff: 'Tvåstegsinloggning har stängts av.',
  secondFactorReset: 'Den som sköter registret har återställt din tvåstegsinloggning, och du är utloggad överallt. Slå på den igen under Mitt konto.',
  backupCodes: 'Nya reservkoder har skapats. De gamla gäller inte längre.',
};

/** So that nobody changes how another signs in without the other knowing. */
export function changeMail(to: string, change: AccountChange, accountUrl: string): Mail {
  return {
    to,
    subject: 'Din inloggning i Yrka har ändrats',
    text: [
      'Hej,',
      '',
      changes[change],
      '',
      `Var det inte du? Öppna Mitt konto och logga ut överallt: ${accountUrl}`,
      'Säg också till den som sköter Yrka hos er.',
      '',
    ].join('\n'),
  };
}
