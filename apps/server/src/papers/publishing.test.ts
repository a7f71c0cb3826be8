import { schema, textParts } from '@yrka/schema';
import { beforeEach, describe, expect, it } from 'vitest';
import { readPdf } from '../../../../packages/exporters/src/pdf/readPdfForTests.ts';
import type { DocumentPages, Publishing, Verification } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { canonicalText } from '../documents/lockedText.ts';

const { minutes: item } = demonstrationIds.library;
const of = `/api/documents/${item}`;
let server: TestServer;
let jonas: Browser;
let omar: Browser;

/** An item that says what nobody should read, verified and announced. */
beforeEach(async () => {
  server = await startTestServer();
  server.setTime(new Date('2026-11-26T12:00:00.000Z'));
  [jonas, omar] = (await Promise.all(['jonas-alm', 'omar-said'].map((id) => server.signedIn(id)))) as [Browser, Browser];
  const margareta = await server.signedIn('margareta-sjostrom');
  await done(act(jonas, 'sendForVerification', { chairId: 'margareta-sjostrom' }));
  const lock = await server.storage.rows.way.lock(item);
  if (lock === null) throw new Error('The item is not locked');
  // What the secretary would have written, under the lock that its verifier reads.
  const words = schema.node('doc', null, [
    schema.node('fieldList', { id: 'huvud', kind: 'head' }, [schema.node('field', { id: 'dag', name: 'date' }, [schema.text('24 november 2026')])]),
    schema.node('title', { id: 'rubrik' }, [schema.text('Svar till VILMA Kvist')]),
    schema.node('paragraph', { id: 'brev' }, [schema.text('Vilma Kvist, 121212-1212, når man på 070-123 45 67 eller kansliet@bjorkvik.se.')]),
  ]);
  const lockId = lock.id.replace(/.$/u, (last) => (last === 'x' ? 'y' : 'x'));
  await server.storage.rows.way.liftLock(item, new Date('2026-11-26T12:00:00.000Z'));
  await server.storage.rows.way.insertLock({ ...lock, ...canonicalText(words), liftedAt: null, id: lockId });
  await server.storage.rows.minutes.insertVerification(
    {
      lockId,
      documentId: item,
      isImmediate: false,
      by: 'jonas-alm',
      at: lock.at,
      verifiedAt: null,
      returnedAt: null,
      returnedBy: null,
      reason: '',
    },
    [
      {
        lockId,
        personId: 'margareta-sjostrom',
        role: 'chair',
        order: 0,
        name: 'Margareta Sjöström',
        party: 'S',
        verifiedAt: null,
        recordedBy: null,
        note: '',
      },
    ],
  );
  await done(act(margareta, 'verify', { sha256: canonicalText(words).sha256 }));
});

const act = (browser: Browser, name: string, body: object = {}) => browser.send('POST', `${of}/acts/${name}`, body);
async function done(answer: Promise<Response>): Promise<void> {
  const given = await answer;
  if (!given.ok) throw new Error(`${given.status}: ${await given.text()}`);
}
const state = () => jonas.get<Publishing>(`${of}/publishing`);
const wordsOf = (publishing: Publishing, { part, from, to }: { readonly part: string; readonly from: number; readonly to: number }) => {
  const texts = [...textParts(schema.nodeFromJSON(publishing.content)), ...publishing.beside];
  return texts.find(({ id }) => id === part)?.text.slice(from, to);
};
const found = async () => {
  const publishing = await state();
  return publishing.findings.map((finding) => `${finding.kind} ${wordsOf(publishing, finding)}`);
};
async function decide(...decisions: readonly object[]): Promise<Response> {
  return jonas.send('PUT', `${of}/publishing/decisions`, { sha256: (await state()).sha256, decisions });
}
const decideAll = async (verdict: 'mask' | 'leave') => done(decide(...(await state()).findings.map(({ part, from, to }) => ({ part, from, to, verdict }))));
const copy = async () => readPdf(new Uint8Array(await (await jonas.send('GET', `${of}/publishing/copies/pdf`)).arrayBuffer()));

/** On its pages as pictures, where each letter is drawn. */
async function lettersShown(): Promise<number> {
  const { pages } = await jonas.get<DocumentPages>(`${of}/publishing/pages`);
  return pages.flatMap(({ svg }) => svg.match(/<use /gu) ?? []).length;
}

describe('a verified item that is to be published', () => {
  it('tells whoever may publish it what was found, and takes no copy before each has been decided', async () => {
    expect(await found()).toEqual(['personalNumber 121212-1212', 'telephone 070-123 45 67', 'email kansliet@bjorkvik.se']);
    expect(await refusalOf(await jonas.send('GET', `${of}/publishing/copies/pdf`))).toBe('409 undecidedFindings');
    expect(await refusalOf(await jonas.send('GET', `${of}/publishing/pages`))).toBe('409 undecidedFindings');
    expect(await refusalOf(await omar.send('GET', `${of}/publishing`))).toBe('403 noRight');
    await decideAll('leave');
    const left = await lettersShown();
    await decideAll('mask');
    const { pages, title } = await copy();
    expect(left - (await lettersShown())).toBe('121212-1212070-1234567kansliet@bjorkvik.se'.length - 3 * '[maskerat]'.length);
    expect(pages.join(' ')).toContain('Vilma Kvist, [maskerat], når man på [maskerat] eller [maskerat].');
    expect(pages.join(' ')).toContain('Publiceringsversion 2026-11-26');
    expect(pages.join(' ')).not.toMatch(/Justerat av|Dokument-id/u);
    expect(title).toBe('Svar till VILMA Kvist');
  });

  it('asks about the same words where they stand elsewhere, also in a correction that is made later', async () => {
    await decideAll('leave');
    await done(decide({ part: 'brev', from: 0, to: 11, verdict: 'mask', reason: 'OSL 21 kap. 3 §' }));
    expect(await found()).toContain('sameWords VILMA Kvist');
    expect(await refusalOf(await jonas.send('GET', `${of}/publishing/copies/pdf`))).toBe('409 undecidedFindings');
    await done(decide({ part: 'rubrik', from: 10, to: 21, verdict: 'mask' }));
    const masked = await copy();
    expect([masked.title, masked.pages.join(' ').includes('Kvist')]).toEqual(['Svar till [maskerat]', false]);

    await done(act(jonas, 'correct', { blockId: 'brev', after: 'Vilma Kvists dotter svarar.', reason: 'Skrivfel om Vilma Kvist.' }));
    expect(await refusalOf(await jonas.send('GET', `${of}/publishing/copies/pdf`))).toBe('409 undecidedFindings');
    await decideAll('mask');
    const corrected = (await copy()).pages.join(' ');
    expect(corrected).toContain('Rättad lydelse [maskerat]s dotter svarar.');
    expect(corrected).not.toContain('Kvist');
  });

  it('finds the same words with other hyphens, letters composed otherwise, and what is not seen in them', async () => {
    await decideAll('leave');
    await done(act(jonas, 'correct', { blockId: 'brev', after: 'Åsa-Lena Kvist.', reason: 'Skrivfel.' }));
    const [after] = (await state()).beside.filter(({ kind }) => kind === 'after');
    await done(decide({ part: after?.id, from: 0, to: 14, verdict: 'mask' }));
    const reason = 'Brev till a\u030asa\u2011le\u00adna\u00a0Kvi\u200bst.';
    await server.storage.rows.minutes.insertCorrection({
      ...{ id: 'sist', documentId: item, blockId: 'brev', before: 'Före', after: 'Efter', reason },
      ...{ by: 'jonas-alm', byName: 'Jonas Alm', at: new Date('2026-11-26T13:00:00.000Z') },
    });
    expect(await found()).toContain(`sameWords ${reason.slice('Brev till '.length, -1)}`);
    expect(await refusalOf(await jonas.send('GET', `${of}/publishing/copies/pdf`))).toBe('409 undecidedFindings');
  });

  it('masks the name of who corrected it where that is masked in the text', async () => {
    await done(act(jonas, 'correct', { blockId: 'brev', after: 'Ring kommunen.', reason: 'Anmält av Jonas Alm.' }));
    await decideAll('leave');
    expect((await copy()).pages.join(' ')).toContain('Jonas Alm: Anmält av Jonas Alm.');
    const [reason] = (await state()).beside.filter(({ kind }) => kind === 'reason');
    await done(decide({ part: reason?.id, from: 10, to: 19, verdict: 'mask' }));
    const { pages } = await copy();
    expect(pages.join(' ')).toContain('[maskerat]: Anmält av [maskerat].');
    expect(pages.join(' ')).not.toContain('Alm');
  });

  it('has no correction that came while it was made, of which nobody has said anything', async () => {
    await decideAll('leave');
    const { minutes } = server.storage.rows;
    const corrections = minutes.corrections.bind(minutes);
    let asked = 0;
    minutes.corrections = async (id) => {
      // Between what was decided about and what is printed.
      if (++asked === 2)
        await minutes.insertCorrection({
          ...{ id: 'sist', documentId: item, blockId: 'brev', before: 'Före', after: 'Ring 070-765 43 21', reason: 'Nytt nummer' },
          ...{ by: 'jonas-alm', byName: 'Jonas Alm', at: new Date('2026-11-26T13:00:00.000Z') },
        });
      return corrections(id);
    };
    const printed = (await copy()).pages.join(' ');
    minutes.corrections = corrections;
    expect([asked, printed.includes('Vilma Kvist'), printed.includes('765')]).toEqual([2, true, false]);
  });

  it('stands as it was: the text, its hash, and what others read', async () => {
    const before = await server.storage.rows.way.lock(item);
    await decideAll('mask');
    expect(await server.storage.rows.way.lock(item)).toEqual(before);
    expect(await (await omar.send('GET', `${of}/text`)).text()).not.toContain('[maskerat]');
  });

  it('leaves its words out of the log, and tells there what was decided and taken out', async () => {
    await done(decide({ part: 'brev', from: 0, to: 11, verdict: 'mask', reason: 'Skyddad adress' }));
    await decideAll('mask');
    await copy();
    // Looked at, and not taken out.
    await jonas.get<DocumentPages>(`${of}/publishing/pages`);
    const log = await server.storage.rows.audit.read('municipality', { limit: 10, newestFirst: true });
    expect(log.slice(0, 3).map(({ act: name, details }) => [name, details])).toMatchObject([
      ['publish', { format: 'pdf', masks: 5 }],
      ['decideMasks', { masked: 4, left: 0, takenBack: 0 }],
      ['decideMasks', { masked: 1 }],
    ]);
    expect(`${JSON.stringify(log)} ${server.logged.join(' ')}`).not.toMatch(/Kvist|121212|Skyddad adress/u);
  });

  it('takes only places that the text has, of the text that was seen, and takes back what was said', async () => {
    const place = { part: 'brev', from: 0, to: 11 };
    for (const wrong of [
      { ...place, part: 'ingen' },
      { ...place, to: 4_000 },
      { ...place, from: 11, to: 11 },
      { ...place, from: 5, to: 6 },
      { ...place, from: -1 },
    ])
      expect(await refusalOf(await decide({ ...wrong, verdict: 'mask' }))).toBe('400 badRequest');
    expect(await refusalOf(await jonas.send('PUT', `${of}/publishing/decisions`, { sha256: 'a'.repeat(64), decisions: [{ ...place, verdict: 'mask' }] }))).toBe(
      '409 textHasChanged',
    );
    await done(decide({ ...place, verdict: 'mask', reason: 'Skyddad adress' }));
    expect((await state()).decisions).toMatchObject([{ ...place, verdict: 'mask', reason: 'Skyddad adress', by: 'Jonas Alm' }]);
    await done(decide({ ...place, verdict: null }));
    expect((await state()).decisions).toEqual([]);
  });
});

it('a motion that was received before there were locks is published by its own hash', async () => {
  const motion = `/api/documents/${demonstrationIds.library.motion}`;
  const { sha256, findings, content } = await jonas.get<Publishing>(`${motion}/publishing`);
  expect(findings).toEqual([]);
  const [{ id: part = '' } = {}] = textParts(schema.nodeFromJSON(content)).filter(({ text }) => text.includes('Sandvik'));
  await done(jonas.send('PUT', `${motion}/publishing/decisions`, { sha256, decisions: [{ part, from: 0, to: 3, verdict: 'mask' }] }));
  const pdf = await readPdf(new Uint8Array(await (await jonas.send('GET', `${motion}/publishing/copies/pdf`)).arrayBuffer()));
  expect(pdf.pages.join(' ')).toContain('[maskerat]');
});

it('the certificate of a notice says where the minutes are, and the next notice proposes the same', async () => {
  expect((await omar.send('GET', `${of}/notice/pdf`)).status).toBe(404);
  const verification = () => jonas.get<Verification>(`${of}/verification`);
  expect((await verification()).noticeToday?.keptAt).toBe('Björkviks kommun');
  await done(act(jonas, 'postPublicNotice', { keptAt: 'Kommunkansliet, Torget 1' }));
  expect((await verification()).notice?.keptAt).toBe('Kommunkansliet, Torget 1');
  expect(await server.storage.rows.minutes.lastKeptAt()).toBe('Kommunkansliet, Torget 1');
  const pdf = await readPdf(new Uint8Array(await (await omar.send('GET', `${of}/notice/pdf`)).arrayBuffer()));
  expect(pdf.structure).toContain('Protokollet finns hos\nP Kommunkansliet, Torget 1');
  expect(pdf.structure).toContain('Anslaget sätts upp\nP 2026-11-26');
  // As the item says it, whichever meeting the matter is planned for.
  expect(pdf.structure).toContain('Sammanträdesdag\nP 2026-11-24');
});
