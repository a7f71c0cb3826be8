import { documentFromUpdates } from '@yrka/ydoc';
import type { Page, WebSocketRoute } from '@playwright/test';
import { type RecordedFrame, type SessionName, writeSession } from '../../integration/sessions/recordedSession.ts';
import { caretAfter, expect, expectSaved, openDocument, test } from '../harness.ts';

// Makes tests/fixtures/sessions anew, which tests/integration/sessions plays back: YRKA_RECORD=1 pnpm e2e specs/sessions.record.ts
test.describe.configure({ mode: 'serial' });

const matter = 'Trygga cykelvägar till skolan';

/** Stands between pages and the server, and can take the network from a page as a tunnel does: open sockets as well. */
class Recorder {
  readonly sockets: string[] = [];
  readonly frames: RecordedFrame[] = [];
  readonly #cut = new Set<string>();
  readonly #open = new Map<string, WebSocketRoute>();

  async listen(page: Page, personId: string): Promise<void> {
    await page.routeWebSocket(/\/ws\//, (ofPage) => {
      if (this.#cut.has(personId)) return void ofPage.close({ code: 1001 });
      const socket = this.sockets.push(personId) - 1;
      this.#open.set(personId, ofPage);
      const server = ofPage.connectToServer();
      ofPage.onMessage((message) => {
        if (typeof message !== 'string') this.frames.push({ socket, bytes: new Uint8Array(message) });
        server.send(message);
      });
    });
  }

  async cut(page: Page, personId: string): Promise<void> {
    this.#cut.add(personId);
    await page.context().setOffline(true);
    await this.#open.get(personId)?.close({ code: 1001 });
  }

  async mend(page: Page, personId: string): Promise<void> {
    this.#cut.delete(personId);
    await page.context().setOffline(false);
  }
}

async function stateOf(page: Page, documentId: string): Promise<Uint8Array> {
  const answer = await page.request.get(`/api/documents/${documentId}/state`);
  expect(answer.ok()).toBe(true);
  return new Uint8Array(await answer.body());
}

async function keep(name: SessionName, about: string, recorder: Recorder, initial: Uint8Array, page: Page): Promise<void> {
  const text = documentFromUpdates([await stateOf(page, documentOf(page))]).textContent;
  const bytes = writeSession(name, { about, initial, sockets: recorder.sockets, frames: recorder.frames, text });
  console.log(`${name}: ${recorder.frames.length} frames over ${recorder.sockets.length} connections, ${bytes} bytes`);
}

const documentOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

async function begin(anna: Page, omar: Page): Promise<{ readonly recorder: Recorder; readonly initial: Uint8Array }> {
  await openDocument(anna, matter, 'Motion');
  const initial = await stateOf(anna, documentOf(anna));
  const recorder = new Recorder();
  await recorder.listen(anna, 'anna-lind');
  await recorder.listen(omar, 'omar-said');
  for (const page of [anna, omar]) await page.goto('/');
  return { recorder, initial };
}

test('writing, moving, undoing, suggesting and accepting, by two', async ({ visit }) => {
  const [anna, omar] = [await visit('Anna Lind'), await visit('Omar Said')];
  const { recorder, initial } = await begin(anna, omar);
  const annas = await openDocument(anna, matter, 'Motion');
  const omars = await openDocument(omar, matter, 'Motion');
  await caretAfter(anna, 'Barnen vet bäst');
  await anna.keyboard.press('Enter');
  await anna.keyboard.type('En cykelbana är inget värd om den tar slut vid bron.');
  await caretAfter(omar, 'bygga ett upphöjt övergångsställe');
  await omar.keyboard.press('Enter');
  await omar.keyboard.type('sätta upp cykelställ vid idrottsplatsen');
  await omar.keyboard.press('Alt+ArrowUp');
  await caretAfter(anna, 'En cykelbana är inget värd');
  await Promise.all([anna.keyboard.type(' Det säger vi varje vår.'), omar.keyboard.type(' före hösten')]);
  // Into two, and bold in the first of them.
  for (let letter = 0; letter < 10; letter++) await anna.keyboard.press('ArrowLeft');
  await anna.keyboard.press('Enter');
  await anna.keyboard.press('ArrowUp');
  await anna.keyboard.press('Control+Shift+ArrowLeft');
  await anna.keyboard.press('Control+b');
  await anna.keyboard.press('Control+z');
  await omar.getByRole('button', { name: /^Läge:/ }).press('Enter');
  await omar.getByRole('menuitemradio', { name: 'Föreslå ändringar' }).press('Enter');
  await omars.locator('[data-node="title"]').click();
  await omar.keyboard.press('End');
  await omar.keyboard.type(' i hela kommunen');
  await expect(annas.locator('ins')).toHaveText(' i hela kommunen');
  await anna.getByRole('button', { name: /^Ändringar 1/ }).click();
  await anna.getByRole('button', { name: /^Godta:/ }).press('Enter');
  await expect(omars.locator('ins')).toHaveCount(0);
  for (const page of [anna, omar]) await expectSaved(page);
  await keep('writing', 'Anna and Omar write, split, move a clause, undo, suggest and accept', recorder, initial, anna);
});

test('one without a network, while the other removes what they write in', async ({ visit }) => {
  const [anna, omar] = [await visit('Anna Lind'), await visit('Omar Said')];
  const { recorder, initial } = await begin(anna, omar);
  const annas = await openDocument(anna, matter, 'Motion');
  await openDocument(omar, matter, 'Motion');
  await caretAfter(omar, 'Barnen vet bäst');
  await omar.keyboard.type(' Fråga dem.');
  await expect(annas).toContainText('Fråga dem.');
  await recorder.cut(omar, 'omar-said');
  await expect(omar.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
  await omar.keyboard.type(' Det skriver jag på tåget, och det ska finnas kvar.');
  await omar.keyboard.press('Enter');
  await omar.keyboard.type('Ett nytt stycke i tunneln.');
  await caretAfter(anna, 'Barnen vet bäst');
  await anna.keyboard.press('Control+a');
  await anna.keyboard.press('Delete');
  await anna.keyboard.type('Vi har frågat eleverna.');
  await expectSaved(anna);
  await recorder.mend(omar, 'omar-said');
  await expect(annas).toContainText('Ett nytt stycke i tunneln.');
  await omar.keyboard.type(' Nu är jag framme.');
  for (const page of [anna, omar]) await expectSaved(page);
  await expect(annas).toContainText('Nu är jag framme.');
  await keep('offline', 'Omar writes without a network while Anna removes his paragraph, and returns', recorder, initial, anna);
});
