import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { StorageError } from '@yrka/storage';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Attachment, AttachmentList, Lock } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { Attachments } from '../attachments/attachments.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { html, office, pdf, png } from '../files/filesForTests.ts';
import { FileStore } from '../files/store.ts';
import { shareForTests } from '../documents/sharedForTests.ts';

const { cycling, library } = demonstrationIds;
const ofDraft = `/api/documents/${cycling.motion}/attachments`;
const ofReport = `/api/documents/${library.report}/attachments`;

let directory: string;
let server: TestServer;
let anna: Browser;
let rakel: Browser;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-attachments-'));
  server = await startTestServer({ filesDirectory: directory, config: { maxAttachments: 3, maxAttachmentBytes: 4_096 } });
  [anna, rakel] = [await server.browser('anna-lind'), await server.browser('rakel-dal')];
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function attach(browser: Browser, path: string, name: string, bytes: Uint8Array<ArrayBuffer> = pdf()): Promise<Attachment> {
  const answer = await browser.send('POST', `${path}?name=${encodeURIComponent(name)}`, bytes);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Attachment;
}
const titles = async (browser: Browser, path: string) => (await browser.get<AttachmentList>(path)).attachments.map(({ title }) => title);
const kept = async () => (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);

describe('attachments', () => {
  it('are kept with a draft in the folder of its party, and come back as they were sent', async () => {
    const karta = await attach(anna, ofDraft, 'Karta över Åsvägen.pdf');
    expect(karta).toMatchObject({
      order: 1,
      title: 'Karta över Åsvägen',
      fileName: 'Karta över Åsvägen.pdf',
      mediaType: 'application/pdf',
      kind: 'attachment',
    });
    expect(await readdir(directory)).toEqual(['party-L']);
    const answer = await anna.send('GET', `${ofDraft}/${karta.id}`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pdf());
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf().length),
      'content-disposition': `attachment; filename="Karta over Asvagen.pdf"; filename*=UTF-8''Karta%20%C3%B6ver%20%C3%85sv%C3%A4gen.pdf`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('tells what the person may do, and what the limits are', async () => {
    expect(await anna.get<AttachmentList>(ofDraft)).toEqual({
      attachments: [],
      mayAttach: true,
      mayAttachScan: false,
      mayRemoveScan: false,
      allowed: true,
      maxBytes: 4_096,
      maxCount: 3,
    });
    expect(await rakel.get<AttachmentList>(ofReport)).toMatchObject({ mayAttach: true });
    expect(await rakel.get<AttachmentList>(`/api/documents/${library.motion}/attachments`)).toMatchObject({ mayAttach: false, allowed: true });
  });

  it('are ordered, renamed and taken away, and the rest close the gap', async () => {
    const [first, second, third] = [
      await attach(anna, ofDraft, 'a.pdf'),
      await attach(anna, ofDraft, 'b.png', png()),
      await attach(anna, ofDraft, 'c.pdf', pdf()),
    ];
    expect((await anna.send('POST', `/api/documents/${cycling.motion}/attachment-order`, { ids: [third.id, first.id, second.id] })).status).toBe(204);
    expect((await anna.send('POST', `${ofDraft}/${second.id}`, { title: ' Foto ' })).status).toBe(204);
    expect(await titles(anna, ofDraft)).toEqual(['c', 'a', 'Foto']);
    expect((await anna.send('DELETE', `${ofDraft}/${third.id}`)).status).toBe(204);
    expect((await anna.get<AttachmentList>(ofDraft)).attachments.map(({ order, title }) => `${order} ${title}`)).toEqual(['1 a', '2 Foto']);
    // a.pdf is the same file as c.pdf was, and is still there.
    expect((await anna.send('GET', `${ofDraft}/${first.id}`)).status).toBe(200);
    await anna.send('DELETE', `${ofDraft}/${first.id}`);
    await anna.send('DELETE', `${ofDraft}/${second.id}`);
    expect(await kept()).toEqual([]);
  });

  it('are recorded in the chain of whoever keeps the document, without a name', async () => {
    const draft = await attach(anna, ofDraft, 'hemlig karta.pdf');
    await attach(rakel, ofReport, 'kalkyl.xlsx', office('xl/workbook.xml'));
    const entries = async (chain: string) => server.storage.rows.audit.read(chain, { limit: 100 });
    expect(await entries('party:L')).toMatchObject([
      { act: 'attach', actorId: 'anna-lind', subject: { kind: 'document', id: cycling.motion }, details: { attachment: draft.id, size: pdf().length } },
    ]);
    expect(JSON.stringify(await entries('party:L'))).not.toContain('hemlig');
    expect(await entries('municipality')).toMatchObject([{ act: 'attach', actorId: 'rakel-dal', subject: { id: library.report } }]);
  });

  it.each([
    ['a web page, whatever it is called', 'karta.pdf', html(), '415 fileNotAllowed'],
    ['a document with macros', 'brev.docx', office('word/document.xml', 'word/vbaProject.bin'), '415 fileNotAllowed'],
    ['nothing', 'tom.pdf', new Uint8Array(), '422 emptyFile'],
    ['what is too large', 'stor.pdf', pdf(), '413 fileTooLarge'],
  ])('are not %s', async (_, name, bytes, expected) => {
    const sent = expected.startsWith('413') ? new Uint8Array(5_000).fill(32) : bytes;
    if (expected.startsWith('413')) sent.set(bytes);
    expect(await refusalOf(await anna.send('POST', `${ofDraft}?name=${name}`, sent))).toBe(expected);
    expect(await titles(anna, ofDraft)).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it('are stopped by their size also when nobody said it beforehand', async () => {
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(1_000)) });
    const cookie = (
      await server.app.request('http://127.0.0.1:4780/api/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ personId: 'anna-lind' }),
      })
    ).headers.get('Set-Cookie');
    // `duplex` is the platform's, and its types lag behind.
    const request = { method: 'POST', headers: { Cookie: cookie ?? '' }, body: endless, duplex: 'half' };
    expect(await refusalOf(await server.app.request(`http://127.0.0.1:4780${ofDraft}?name=x.pdf`, request))).toBe('413 fileTooLarge');
    expect(await kept()).toEqual([]);
  });

  it('are at most so many, also when they come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, (_, index) => anna.send('POST', `${ofDraft}?name=${index}.pdf`, pdf())));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409]);
    expect((await anna.get<AttachmentList>(ofDraft)).attachments.map(({ order }) => order)).toEqual([1, 2, 3]);
  });

  it('are nobody else’s to see, name or take, through any door and by any document', async () => {
    const karta = await attach(anna, ofDraft, 'karta.pdf');
    for (const [method, path, body] of [
      ['GET', ofDraft],
      ['POST', `${ofDraft}?name=x.pdf`, pdf()],
      ['GET', `${ofDraft}/${karta.id}`],
      ['POST', `${ofDraft}/${karta.id}`, { title: 'x' }],
      ['DELETE', `${ofDraft}/${karta.id}`],
      ['POST', `/api/documents/${cycling.motion}/attachment-order`, { ids: [karta.id] }],
      // By the way of a document that is theirs:
      ['GET', `${ofReport}/${karta.id}`],
      ['POST', `${ofReport}/${karta.id}`, { title: 'x' }],
      ['DELETE', `${ofReport}/${karta.id}`],
    ] as const) {
      expect([method, path, await refusalOf(await rakel.send(method, path, body))]).toEqual([method, path, '404 notFound']);
      expect(await refusalOf(await (await server.browser()).send(method, path, body))).toBe('401 notSignedIn');
    }
    expect(await titles(anna, ofDraft)).toEqual(['karta']);
  });

  it('are read but not changed by who may only read', async () => {
    const kalkyl = await attach(rakel, ofReport, 'kalkyl.pdf');
    const maria = await server.browser('maria-holm');
    await shareForTests(server.storage, library.report, 'maria-holm');
    expect(await titles(maria, ofReport)).toEqual(['kalkyl']);
    for (const [method, path, body] of [
      ['POST', `${ofReport}?name=x.pdf`, pdf()],
      ['POST', `${ofReport}/${kalkyl.id}`, { title: 'x' }],
      ['DELETE', `${ofReport}/${kalkyl.id}`],
      ['POST', `/api/documents/${library.report}/attachment-order`, { ids: [kalkyl.id] }],
    ] as const) {
      expect(await refusalOf(await maria.send(method, path, body))).toBe('403 noRight');
    }
  });

  it('are fast once the text is locked', async () => {
    const karta = await attach(anna, ofDraft, 'karta.pdf');
    await server.storage.rows.changeStage(cycling.motion, 'draft', 'signing');
    expect(await refusalOf(await anna.send('POST', `${ofDraft}?name=x.pdf`, pdf()))).toBe('403 noRight');
    expect(await refusalOf(await anna.send('DELETE', `${ofDraft}/${karta.id}`))).toBe('403 noRight');
    expect(await anna.get<AttachmentList>(ofDraft)).toMatchObject({ mayAttach: false, attachments: [{ title: 'karta' }] });
  });

  it('do not get in behind a lock that came while they were on their way', async () => {
    let lock: () => Promise<unknown> = async () => undefined;
    const slow = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await lock();
        controller.enqueue(pdf());
        controller.close();
      },
    });
    lock = () => server.storage.rows.changeStage(cycling.motion, 'draft', 'signing');
    const row = await server.storage.rows.document(cycling.motion);
    if (row === null) throw new Error('The demonstration has it');
    const attachments = new Attachments({
      storage: server.storage,
      files: new FileStore(directory),
      config: { maxAttachmentBytes: 4_096, maxAttachments: 3 },
      now: () => new Date(),
    });
    await expect(attachments.add(row, 'anna-lind', { fileName: 'sen.pdf', kind: 'attachment', content: slow })).rejects.toMatchObject({ code: 'conflict' });
    expect(await kept()).toEqual([]);
  });

  it('do not get in after their sender lost access while they were on their way', async () => {
    expect((await anna.send('POST', `/api/documents/${cycling.motion}/grants`, { personId: 'ingrid-naslund', role: 'author' })).status).toBe(204);
    const ingrid = await server.signedIn('ingrid-naslund');
    await attach(ingrid, ofDraft, 'Karta.pdf');
    const before = await kept();
    const slow = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          expect((await anna.send('DELETE', `/api/documents/${cycling.motion}/grants/ingrid-naslund`)).status).toBe(204);
          controller.enqueue(png());
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const origin = 'http://127.0.0.1:4780';
    const headers = { Cookie: [...ingrid.cookies].map(([name, value]) => `${name}=${value}`).join('; '), Origin: origin };
    const init: RequestInit & { readonly duplex: 'half' } = { method: 'POST', headers, body: slow, duplex: 'half' };
    expect(await refusalOf(await server.app.request(new Request(`${origin}${ofDraft}?name=sen.png`, init)))).toBe('404 notFound');
    expect(await kept()).toEqual(before);
    expect(await titles(anna, ofDraft)).toEqual(['Karta']);
  });

  it('are refused on motions where the municipality will have none', async () => {
    const rules = { attachmentsOnMotions: false, yearStartsAt: 'received', reportsAreApproved: true, servingSubstitutesSign: false } as const;
    const municipality = (await server.storage.rows.organisation.municipality()) ?? {
      name: 'Björkviks kommun',
      kind: 'municipality',
      templateId: 'bjorkvik',
      templateChanges: {},
      arms: null,
      setUpAt: new Date(),
    };
    await server.storage.rows.organisation.putMunicipality({ ...municipality, rules });
    expect(await refusalOf(await anna.send('POST', `${ofDraft}?name=x.pdf`, pdf()))).toBe('403 attachmentsForbidden');
    expect(await anna.get<AttachmentList>(ofDraft)).toMatchObject({ mayAttach: false, allowed: false });
    await attach(rakel, ofReport, 'kalkyl.pdf');
  });

  it('say that the disk is full in one sentence', async () => {
    const keep = vi.spyOn(FileStore.prototype, 'receive').mockRejectedValueOnce(new StorageError('full', 'no room'));
    expect(await refusalOf(await anna.send('POST', `${ofDraft}?name=x.pdf`, pdf()))).toBe('507 storageFull');
    keep.mockRestore();
  });

  it.each([
    ['one that is not there', ['x']],
    ['fewer than there are', []],
  ])('keep their order when asked for %s', async (_, ids) => {
    await attach(anna, ofDraft, 'karta.pdf');
    expect(await refusalOf(await anna.send('POST', `/api/documents/${cycling.motion}/attachment-order`, { ids }))).toBe('409 conflict');
  });

  it('of a paper motion are scans, added and taken away by the registrar alone, while its text is locked', async () => {
    const [jonas, ingrid] = [await server.browser('jonas-alm'), await server.signedIn('ingrid-naslund')];
    const entered = await jonas.send('POST', '/api/matters/paper', {
      title: 'Motion om gatubelysning',
      text: 'Det är mörkt.\natt tända fler lampor',
      senders: [{ name: 'Ingrid Näslund', party: 'C' }],
      receivedOn: '2026-11-20',
    });
    const { documents } = (await entered.json()) as { readonly documents: readonly [{ readonly id: string }] };
    const motion = documents[0].id;
    const path = `/api/documents/${motion}/attachments`;
    const locked = await server.storage.rows.way.lock(motion);
    expect(await jonas.get<AttachmentList>(path)).toMatchObject({ attachments: [], mayAttach: false, mayAttachScan: true, mayRemoveScan: true });
    expect(await ingrid.get<AttachmentList>(path)).toMatchObject({ mayAttachScan: false, mayRemoveScan: false });

    expect(await refusalOf(await jonas.send('POST', `${path}?name=motion.png&kind=scan`, png()))).toBe('415 scanNotPdf');
    const answer = await jonas.send('POST', `${path}?name=motion.pdf&kind=scan`, pdf());
    expect(answer.status).toBe(201);
    const scan = (await answer.json()) as Attachment;
    expect(scan.kind).toBe('scan');
    expect((await ingrid.get<AttachmentList>(path)).attachments).toMatchObject([{ id: scan.id, title: 'motion', kind: 'scan' }]);
    for (const [browser, method, body] of [
      [rakel, 'DELETE'],
      [ingrid, 'DELETE'],
      [jonas, 'POST', { title: 'Något annat' }],
    ] as const) {
      expect(await refusalOf(await browser.send(method, `${path}/${scan.id}`, body))).toBe('403 noRight');
    }
    expect(await refusalOf(await rakel.send('POST', `${path}?name=motion.pdf&kind=scan`, pdf()))).toBe('403 noRight');
    expect(await refusalOf(await anna.send('POST', `${ofDraft}?name=motion.pdf&kind=scan`, pdf()))).toBe('403 noRight');

    const other = await jonas.send('POST', `${path}?name=Anna%20Linds%20motion.pdf&kind=scan`, new Uint8Array([...pdf(), 0x0a]));
    const wrong = (await other.json()) as Attachment;
    expect((await jonas.send('DELETE', `${path}/${wrong.id}`)).status).toBe(204);
    expect((await jonas.send('DELETE', `${path}/${scan.id}`)).status).toBe(204);
    expect(await kept()).toEqual([]);
    const entries = await server.storage.rows.audit.read('municipality', { ids: [motion], limit: 10 });
    // Which of them it was stands there, and not what it was called.
    expect(entries.map(({ act, details }) => [act, details['order']])).toEqual([
      ['attachScan', 1],
      ['attachScan', 2],
      ['removeScan', 2],
      ['removeScan', 1],
    ]);
    expect(entries[2]?.details).toEqual({ attachment: wrong.id, order: 2, sha256: entries[1]?.details['sha256'], size: pdf().length + 1 });
    expect(JSON.stringify(entries)).not.toContain('Anna Lind');
    expect(await server.storage.rows.way.lock(motion)).toEqual(locked);
  });

  it('do not offer the pages of a motion that was filed here', async () => {
    const jonas = await server.browser('jonas-alm');
    const filed = (await (await anna.send('POST', `/api/documents/${cycling.motion}/acts/file`, {})).json()) as { documentId: string };
    expect(await jonas.get<AttachmentList>(`/api/documents/${filed.documentId}/attachments`)).toMatchObject({ mayAttachScan: false });
  });

  it('go over the wall as copies of their own when the motion is filed, and stay with the party too', async () => {
    const karta = await attach(anna, ofDraft, 'karta.pdf');
    const filed = (await (await anna.send('POST', `/api/documents/${cycling.motion}/acts/file`, {})).json()) as { documentId: string };
    expect((await readdir(directory)).toSorted()).toEqual(['municipality', 'party-L']);
    const received = `/api/documents/${filed.documentId}/attachments`;
    const [copy] = (await rakel.get<AttachmentList>(received)).attachments;
    expect(copy).toMatchObject({ order: 1, title: 'karta', fileName: 'karta.pdf' });
    expect(copy?.id).not.toBe(karta.id);
    expect(new Uint8Array(await (await rakel.send('GET', `${received}/${copy?.id}`)).arrayBuffer())).toEqual(pdf());
    expect((await anna.send('GET', `${ofDraft}/${karta.id}`)).status).toBe(200);
    expect(await refusalOf(await rakel.send('GET', `${ofDraft}/${karta.id}`))).toBe('404 notFound');
  });

  it('have their file with the municipality when another document there loses the same one while they are filed', async () => {
    await attach(anna, ofDraft, 'karta.pdf');
    const { id } = await attach(rakel, ofReport, 'karta.pdf');
    const transaction = server.storage.rows.transaction.bind(server.storage.rows);
    let transactions = 0;
    const deleted: Promise<Response>[] = [];
    vi.spyOn(server.storage.rows, 'transaction').mockImplementation(async (work) => {
      // The first locks the text, the second files it.
      if (++transactions === 2) {
        deleted.push(rakel.send('DELETE', `${ofReport}/${id}`));
        const turns = async () => {
          for (let turn = 0; turn < 200; turn++) await setImmediate();
        };
        await Promise.race([...deleted, turns()]);
      }
      return transaction(work);
    });
    const filed = (await (await anna.send('POST', `/api/documents/${cycling.motion}/acts/file`, {})).json()) as { documentId: string };
    expect((await Promise.all(deleted)).map(({ ok }) => ok)).toEqual([true]);
    const received = `/api/documents/${filed.documentId}/attachments`;
    const [copy] = (await rakel.get<AttachmentList>(received)).attachments;
    expect(new Uint8Array(await (await rakel.send('GET', `${received}/${copy?.id}`)).arrayBuffer())).toEqual(pdf());
  });

  it('leave nothing with the municipality when filing is stopped', async () => {
    await attach(anna, ofDraft, 'karta.pdf');
    const transaction = server.storage.rows.transaction.bind(server.storage.rows);
    let transactions = 0;
    // The first locks the text, the second files it.
    vi.spyOn(server.storage.rows, 'transaction').mockImplementation((work) =>
      ++transactions === 2 ? Promise.reject(new StorageError('full', 'no room')) : transaction(work),
    );
    expect(await refusalOf(await anna.send('POST', `/api/documents/${cycling.motion}/acts/file`, {}))).toBe('507 storageFull');
    vi.restoreAllMocks();
    const inMunicipality = await readdir(join(directory, 'municipality'), { recursive: true, withFileTypes: true });
    expect(inMunicipality.filter((entry) => entry.isFile())).toEqual([]);
  });

  it('go along to a revised report as copies of their own, which are changed there alone', async () => {
    const [ylva, titled] = [await server.browser('ylva-norin'), (path: string) => titles(rakel, path)];
    const acts = `/api/documents/${library.report}/acts`;
    await attach(rakel, ofReport, 'kalkyl.pdf');
    await attach(rakel, ofReport, 'karta.png', png());
    expect((await rakel.send('POST', `${acts}/sendForApproval`, {})).status).toBe(200);
    const { lock } = await ylva.get<Lock>(`/api/documents/${library.report}/lock`);
    expect((await ylva.send('POST', `${acts}/approve`, { sha256: lock?.sha256 })).status).toBe(200);
    expect((await rakel.send('POST', `${acts}/finalise`, {})).status).toBe(200);
    const { documentId } = (await (await rakel.send('POST', `${acts}/revise`, {})).json()) as { documentId: string };

    const ofRevised = `/api/documents/${documentId}/attachments`;
    const { attachments, mayAttach } = await rakel.get<AttachmentList>(ofRevised);
    expect(attachments).toMatchObject([
      { order: 1, title: 'kalkyl' },
      { order: 2, title: 'karta' },
    ]);
    expect(mayAttach).toBe(true);
    expect(new Uint8Array(await (await rakel.send('GET', `${ofRevised}/${attachments[1]?.id}`)).arrayBuffer())).toEqual(png());
    expect((await rakel.send('DELETE', `${ofRevised}/${attachments[0]?.id}`)).ok).toBe(true);
    expect([await titled(ofRevised), await titled(ofReport)]).toEqual([['karta'], ['kalkyl', 'karta']]);
  });

  it('leave with a draft that is thrown away', async () => {
    await attach(anna, ofDraft, 'karta.pdf');
    expect((await anna.send('POST', `/api/documents/${cycling.motion}/acts/discardDraft`, {})).status).toBe(200);
    expect(await kept()).toEqual([]);
  });

  it('leave with a report that was never finalised when it is cleared away', async () => {
    const jonas = await server.browser('jonas-alm');
    await attach(rakel, ofReport, 'underlag.png', png());
    const act = (name: string, body: object) => jonas.send('POST', `/api/matters/${library.matter}/acts/${name}`, body);
    await act('decide', { bodyId: 'kf', date: '2026-11-20', outcome: 'answered' });
    await act('close', {});
    expect((await act('clearWorkingMaterial', { choice: 'clear' })).status).toBe(200);
    expect(await kept()).toEqual([]);
  });
});
