import type { BrowserContext, CDPSession } from '@playwright/test';
import { startSmtp, type TestSmtp } from '../../../apps/server/src/mail/smtpForTests.ts';
import { directoryClient, startDirectory, type TestDirectory } from '../../../apps/server/src/signIn/directoryForTests.ts';
import { totpCode } from '../../../apps/server/src/signIn/totpForTests.ts';
import { expect, expectAccessibleEverywhere, long, type Page, test as base } from '../harness.ts';
import { inHall, YrkaServer } from '../server.ts';

const email = 'jonas.alm@bjorkvik.example';
const password = 'fyra små gröna ord';

type Municipality = { readonly server: YrkaServer; readonly smtp: TestSmtp; readonly directory: TestDirectory };

const test = base.extend<{ readonly municipality: Municipality; readonly open: (options?: object) => Promise<Page> }>({
  municipality: async ({ hall }, use) => {
    const smtp = await startSmtp();
    let directory: TestDirectory | null = null;
    const server = await YrkaServer.startMunicipality(inHall(hall), async (address) => {
      directory = await startDirectory(address);
      return {
        YRKA_SMTP_URL: smtp.url,
        YRKA_MAIL_FROM: 'Yrka <yrka@bjorkvik.example>',
        YRKA_OIDC_ISSUER: directory.issuer,
        YRKA_OIDC_CLIENT_ID: directoryClient.id,
        YRKA_OIDC_CLIENT_SECRET: directoryClient.secret,
        YRKA_OIDC_LABEL: 'Logga in med Björkviks konto',
      };
    });
    if (directory === null) throw new Error('the directory has not been started');
    await use({ server, smtp, directory });
    await server.stop();
    await smtp.close();
    await (directory as TestDirectory).close();
  },
  open: async ({ browser, municipality, contextOptions }, use) => {
    const errors: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: municipality.server.address, ...options });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // A refusal is told of in the console, and on the page.
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text());
      });
      return page;
    });
    for (const context of contexts) await context.close();
    expect(errors).toEqual([]);
  },
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const alert = (page: Page) => page.getByRole('alert');
const isIn = (page: Page) => expect(page.getByRole('button', { name: 'Ditt konto, Jonas Alm' })).toBeVisible();

async function setUp(page: Page, code: string): Promise<void> {
  await page.goto('/');
  await expect(heading(page, 'Sätt upp Yrka')).toBeVisible();
  await field(page, 'Engångskod').fill(code);
  await field(page, 'Kommunens eller regionens namn').fill('Björkviks kommun');
  await field(page, 'Ditt namn').fill('Jonas Alm');
  await field(page, 'E-postadress').fill(email);
  await field(page, 'Välj ett lösenord').fill(password);
  await press(page, 'Sätt upp och logga in');
  await isIn(page);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ditt konto, Jonas Alm' }).click();
  await page.getByRole('menuitem', { name: 'Logga ut' }).click();
  await expect(heading(page, 'Logga in')).toBeVisible();
}

async function withPassword(page: Page, word = password): Promise<void> {
  await field(page, 'E-postadress').fill(email);
  await field(page, 'Lösenord').fill(word);
  await press(page, 'Logga in');
}

/** The link of the next mail. */
async function mailedLink(page: Page, { smtp }: Municipality, to = email): Promise<string> {
  const mail = smtp.next();
  await field(page, 'E-postadress').fill(to);
  await press(page, 'Skicka en länk');
  await expect(page.getByRole('main').getByText(/är en länk på väg/)).toBeVisible();
  const { raw } = await mail;
  const text = raw.replaceAll(/=\r\n/g, '').replaceAll('=3D', '=').replaceAll('=23', '#');
  return /http:\/\/localhost:\d+\/logga-in\/lank#\w+/.exec(text)?.[0] ?? '';
}

/** A device that says yes to whatever it is asked (WebAuthn's own test interface). */
async function addDevice(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

test('a municipality is set up, and its first person signs in by every way there is', async ({ municipality, open }) => {
  const page = await open();
  await setUp(page, municipality.server.setUpCode);
  await expect(page.getByText('Björkviks kommun').first()).toBeVisible();

  await test.step('by password, and not by another', async () => {
    await signOut(page);
    await withPassword(page, 'fyra små gula ord');
    await expect(alert(page)).toHaveText('E-postadressen eller lösenordet stämmer inte.');
    await expect(field(page, 'Lösenord')).toBeFocused();
    await withPassword(page);
    await isIn(page);
  });

  await test.step('by a link in a mail, once', async () => {
    await signOut(page);
    const link = await mailedLink(page, municipality);
    await expect(page.getByRole('button', { name: 'Skicka en länk' })).toBeFocused();
    await page.goto(link);
    await expect(heading(page, 'Logga in med länken')).toBeVisible();
    expect(page.url()).not.toContain('#');
    await press(page, 'Logga in');
    await isIn(page);
    const other = await open();
    await other.goto(link);
    await other.getByRole('button', { name: 'Logga in' }).press('Enter');
    await expect(alert(other)).toHaveText('Länken gäller inte längre: den har redan använts eller är äldre än 15 minuter. Be om en ny.');
    // What was pressed is gone: the next stop is the way on.
    await other.keyboard.press('Tab');
    await expect(other.getByRole('link', { name: 'Till inloggningen' })).toBeFocused();
    await other.keyboard.press('Enter');
    await expect(heading(other, 'Logga in')).toBeVisible();
  });

  await test.step('by a passkey', async () => {
    await addDevice(page);
    await page.goto('/mitt-konto');
    await field(page, 'Vad enheten heter').fill('Min dator');
    await press(page, 'Lägg till en passkey');
    await expect(page.getByRole('listitem').filter({ hasText: 'Min dator' })).toBeVisible();
    await signOut(page);
    await press(page, 'Använd en passkey');
    await isIn(page);

    await page.goto('/mitt-konto');
    await page.getByRole('button', { name: 'Ta bort Min dator' }).press('Enter');
    const asked = page.getByRole('alertdialog', { name: 'Ta bort passkeyn Min dator?' });
    await expect(asked.getByRole('button', { name: 'Avbryt' })).toBeFocused();
    await expectAccessibleEverywhere(page);
    await asked.getByRole('button', { name: 'Ta bort' }).press('Enter');
    await expect(page.getByRole('listitem').filter({ hasText: 'Min dator' })).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Passkeys' })).toBeFocused();
  });

  await test.step("by the municipality's directory, which nobody else gets through", async () => {
    await signOut(page);
    municipality.directory.is({ sub: 'x1', email: 'okand@bjorkvik.example', email_verified: true });
    await press(page, 'Logga in med Björkviks konto');
    await expect(alert(page)).toHaveText(/^Du finns inte i registret/);
    const other = await open();
    municipality.directory.is({ sub: 'x2', email, email_verified: true });
    await other.goto('/mitt-konto');
    await press(other, 'Logga in med Björkviks konto');
    await expect(heading(other, 'Mitt konto')).toBeVisible();
    await isIn(other);
  });

  await test.step('with a code from an app, and with a backup code', async () => {
    await withPassword(page);
    await isIn(page);
    await page.goto('/mitt-konto');
    await page.getByRole('button', { name: 'Slå på' }).press('Enter');
    const own = field(page, 'Ditt lösenord');
    await expect(own).toBeFocused();
    await expect(own).toHaveAccessibleDescription('Skriv ditt lösenord.');
    await page.keyboard.type('fyra små gula ord');
    await page.keyboard.press('Enter');
    await expect(own).toHaveAccessibleDescription('Lösenordet stämmer inte.');
    await expect(own).toBeFocused();
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    const qr = page.getByRole('img', { name: 'QR-kod att läsa av med appen' });
    await expect(qr).toBeVisible();
    const key = (await page.getByText(/^([A-Z2-7]{1,4} ?){8,}$/).innerText()).replaceAll(' ', '');
    const code = () => totpCode(`otpauth://totp/Yrka?secret=${key}`);
    await field(page, 'Kod').fill('000000');
    await press(page, 'Bekräfta');
    await expect(alert(page)).toHaveText('Koden stämmer inte. Kontrollera att du läser den senaste i appen.');
    await expect(field(page, 'Kod')).toBeFocused();
    await field(page, 'Kod').fill(code());
    await page.keyboard.press('Enter');
    // Waits for the list: what is not there yet has no text to read.
    const backup = await page.getByRole('list', { name: 'Reservkoder' }).getByRole('listitem').first().innerText();
    const second = page.getByRole('region', { name: 'Tvåstegsinloggning' });
    await expect(second).toBeFocused();
    await page.getByRole('button', { name: 'Jag har sparat koderna' }).press('Enter');
    await expect(page.getByText('Tvåstegsinloggning är på. Du skriver')).toBeVisible();
    await expect(second).toBeFocused();

    await signOut(page);
    await withPassword(page);
    await expect(heading(page, 'Skriv koden från appen')).toBeVisible();
    await field(page, 'Kod').fill(code());
    await press(page, 'Fortsätt');
    await isIn(page);

    await signOut(page);
    await page.goto(await mailedLink(page, municipality));
    await press(page, 'Logga in');
    await field(page, 'Kod').fill(backup);
    await press(page, 'Fortsätt');
    await isIn(page);
  });
});

test('who has set a municipality up is led on to what is needed first', async ({ municipality, open }) => {
  const page = await open();
  await setUp(page, municipality.server.setUpCode);
  await expect(heading(page, 'Ärenden')).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole('link', { name: 'Till organisationen' }).press('Enter');
  await expect(heading(page, 'Organ och sammanträden')).toBeVisible();
  // A meeting and a seat are of a body: before there is one, none is offered.
  await expect(page.getByText(/^Inga organ än\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nytt sammanträde' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Register' }).click();
  await press(page, 'Ny person');
  await field(page, 'Namn').fill('Ylva Norin');
  await press(page, 'Spara');
  await expect(page.getByRole('button', { name: 'Ändra Ylva Norin' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Uppdrag för Ylva Norin' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Sammanträden' }).click();
  await expectAccessibleEverywhere(page);
  await press(page, 'Nytt organ');
  await field(page, 'Namn').fill('Kommunfullmäktige');
  await field(page, 'Kort namn').fill('KF');
  await press(page, 'Spara');
  await expect(page.getByRole('button', { name: 'Nytt sammanträde' }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Register' }).click();
  await expect(page.getByRole('button', { name: 'Uppdrag för Ylva Norin' })).toBeVisible();
  await page.getByRole('link', { name: 'Partier' }).click();
  await expect(page.getByText(/^Inga partier än\./)).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test('an administrator resets the second factor of somebody who has lost it', long, async ({ municipality, open }) => {
  const jonas = await open();
  await setUp(jonas, municipality.server.setUpCode);
  await jonas.goto('/organisation/register');
  await press(jonas, 'Ny person');
  await field(jonas, 'Namn').fill('Ylva Norin');
  await field(jonas, 'E-post').fill('ylva.norin@bjorkvik.example');
  await jonas.getByText('handläggare: skriver skrivelser').click();
  await press(jonas, 'Spara');
  const row = jonas.getByRole('listitem').filter({ hasText: 'Ylva Norin' });
  await expect(row).toBeVisible();
  const button = row.getByRole('button', { name: 'Återställ tvåstegsinloggning för Ylva Norin' });
  await expect(button).toHaveCount(0);

  const ylva = await open();
  await ylva.goto('/');
  await ylva.goto(await mailedLink(ylva, municipality, 'ylva.norin@bjorkvik.example'));
  await press(ylva, 'Logga in');
  await expect(ylva.getByRole('button', { name: 'Ditt konto, Ylva Norin' })).toBeVisible();
  await ylva.goto('/mitt-konto');
  await press(ylva, 'Slå på');
  const key = (await ylva.getByText(/^([A-Z2-7]{1,4} ?){8,}$/).innerText()).replaceAll(' ', '');
  await field(ylva, 'Kod').fill(totpCode(`otpauth://totp/Yrka?secret=${key}`));
  await press(ylva, 'Bekräfta');
  await press(ylva, 'Jag har sparat koderna');
  await expect(ylva.getByText('Tvåstegsinloggning är på.').first()).toBeVisible();

  await jonas.reload();
  await button.press('Enter');
  const dialog = jonas.getByRole('alertdialog', { name: 'Återställ tvåstegsinloggning för Ylva Norin?' });
  await expect(dialog.getByRole('button', { name: 'Avbryt' })).toBeFocused();
  await expectAccessibleEverywhere(jonas);
  const told = municipality.smtp.next();
  await dialog.getByRole('button', { name: 'Återställ' }).click();
  expect((await told).to).toEqual(['ylva.norin@bjorkvik.example']);
  await expect(dialog).toHaveCount(0);
  await expect(button).toHaveCount(0);
  await ylva.reload();
  await expect(heading(ylva, 'Logga in')).toBeVisible();

  // A mail may be overlooked: it waits for her here too.
  await ylva.goto(await mailedLink(ylva, municipality, 'ylva.norin@bjorkvik.example'));
  await press(ylva, 'Logga in');
  await press(ylva, 'Aviseringar, 1 oläst');
  const notice = ylva.getByText(/^Oläst: .+ har återställt din tvåstegsinloggning\. Slå på den igen under Mitt konto\./);
  await expect(notice).toBeVisible();
  await expectAccessibleEverywhere(ylva);
});

test('signing out everywhere ends what is open elsewhere', async ({ municipality, open }) => {
  const [one, other] = [await open(), await open()];
  await setUp(one, municipality.server.setUpCode);
  await other.goto('/mitt-konto');
  await withPassword(other);
  await expect(heading(other, 'Mitt konto')).toBeVisible();
  await expect(other.getByRole('button', { name: /^Avsluta / })).toHaveCount(1);
  await press(other, 'Logga ut överallt');
  await expect(heading(other, 'Logga in')).toBeVisible();
  await one.goto('/');
  await expect(heading(one, 'Logga in')).toBeVisible();
});

test('the set-up says what is missing, and takes no other code than the one that was printed', async ({ municipality, open }) => {
  const page = await open({ viewport: { width: 390, height: 640 } });
  await page.goto('/');
  await press(page, 'Sätt upp och logga in');
  await expect(field(page, 'Engångskod')).toBeFocused();
  await expect(page.getByText('Skriv koden som servern skrev ut.')).toBeVisible();
  await field(page, 'Engångskod').fill('ABCD-EFGH-JKMN-PQRS');
  await field(page, 'Kommunens eller regionens namn').fill('Björkviks kommun');
  await field(page, 'Ditt namn').fill('Jonas Alm');
  await field(page, 'E-postadress').fill(email);
  await field(page, 'Välj ett lösenord').fill(password);
  const button = page.getByRole('button', { name: 'Sätt upp och logga in' });
  // On a slow network the press is seen to have been taken, and another does nothing.
  let sent = 0;
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/set-up', async (route) => {
    sent++;
    await held;
    await route.continue();
  });
  await button.press('Enter');
  await button.press('Enter');
  await expect(button.locator('span')).toHaveCSS('opacity', '0.55');
  expect(sent).toBe(1);
  answer();
  await expect(alert(page)).toHaveText('Koden stämmer inte. Den senaste står där servern startades.');
  await expect(button.locator('span')).toHaveCSS('opacity', '1');
  await expect(alert(page)).toBeInViewport();
  await expect(button).toBeFocused();

  const other = await open();
  await setUp(other, municipality.server.setUpCode);
  await press(page, 'Sätt upp och logga in');
  await expect(alert(page)).toHaveText('Någon har redan satt upp Yrka här. Logga in i stället.');
});

test('axe finds nothing serious where one signs in, in the light, in the dark and on a phone', async ({ municipality, open }) => {
  const page = await open();
  const look = async (what: string) => {
    await test.step(what, () => expectAccessibleEverywhere(page));
  };
  await page.goto('/');
  await expect(heading(page, 'Sätt upp Yrka')).toBeVisible();
  await look('set-up');
  await setUp(page, municipality.server.setUpCode);
  await page.goto('/mitt-konto');
  await expect(heading(page, 'Mitt konto')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Inställningar för aviseringar' })).toHaveAttribute('href', '/aviseringar/installningar');
  await look('account');
  await field(page, 'Ditt lösenord').fill(password);
  await press(page, 'Slå på');
  await expect(page.getByRole('img', { name: 'QR-kod att läsa av med appen' })).toBeVisible();
  await look('second-factor');
  const key = (await page.getByText(/^([A-Z2-7]{1,4} ?){8,}$/).innerText()).replaceAll(' ', '');
  await field(page, 'Kod').fill(totpCode(`otpauth://totp/Yrka?secret=${key}`));
  await press(page, 'Bekräfta');
  await expect(page.getByRole('list', { name: 'Reservkoder' })).toBeVisible();
  await look('backup-codes');
  await press(page, 'Jag har sparat koderna');
  await signOut(page);
  await look('sign-in');
  await press(page, 'Logga in');
  await expect(page.getByText('Skriv din e-postadress först.')).toBeVisible();
  await withPassword(page, 'fel');
  await expect(alert(page)).toBeVisible();
  await look('sign-in-refused');
  await withPassword(page);
  await expect(heading(page, 'Skriv koden från appen')).toBeVisible();
  await look('code');
  await page.goto('/logga-in/lank');
  await expect(heading(page, 'Logga in med länken')).toBeVisible();
  await look('link');
});
