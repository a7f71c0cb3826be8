import { StorageError } from '@yrka/storage';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentContent, ImportedMatter, MatterDetails, MatterList, MatterSummary, Reading } from '../api.ts';
import { refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const decision = `Bygg ett utegym vid Åsby ängar – svar på motion av Östen Ågren (C)

Kommunstyrelsens beslut
Kommunstyrelsens förslag till kommunfullmäktige

Motionen anses besvarad.

Sammanfattning
Östen Ågren (C) har väckt en motion om ett utegym. Kostnaden är 480 000 kronor – eller ”mycket” mindre.

Yrkanden
Östen Ågren (C) yrkar bifall till motionen.

Reservationer
Östen Ågren (C) reserverar sig mot beslutet till förmån för eget yrkande.
`;

const motion = `MOTION

Till kommunfullmäktige i Björkviks kommun

Motion om ett utegym vid Åsby ängar

Det är långt till närmaste gym.

Med hänvisning till ovanstående föreslår jag att kommunfullmäktige beslutar

att bygga ett utegym vid Åsby ängar.

Björkvik den 3 mars 2026

Anna Lind (L)
`;

const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const utf16 = (text: string, isLittleEndian: boolean, mark: boolean) => {
  const units = new DataView(new ArrayBuffer((text.length + 1) * 2));
  units.setUint16(0, 0xfeff, isLittleEndian);
  for (let i = 0; i < text.length; i++) units.setUint16((i + 1) * 2, text.charCodeAt(i), isLittleEndian);
  return new Uint8Array(units.buffer.slice(mark ? 0 : 2));
};
const windows1252 = (text: string) => new Uint8Array([...text].map((letter) => ({ '–': 0x96, '”': 0x94 })[letter] ?? letter.charCodeAt(0)));

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ config: { maxImportBytes: 100_000 } });
});
const send = async (personId: string, bytes: Uint8Array<ArrayBuffer>, name = 'beslut.txt', wishes = '') =>
  (await server.browser(personId)).send('POST', `/api/imports?name=${encodeURIComponent(name)}${wishes}`, bytes);
const look = async (personId: string, bytes: Uint8Array<ArrayBuffer>, wishes = '') =>
  (await server.browser(personId)).send('POST', `/api/imports/readings?name=a.txt${wishes}`, bytes);
const reading = async (personId: string, bytes: Uint8Array<ArrayBuffer>, wishes = ''): Promise<Reading> => {
  const answer = await look(personId, bytes, wishes);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Reading;
};
const matterCount = async () => (await server.storage.rows.matters()).length;

describe('an imported text', () => {
  it.each([
    ['UTF-8', utf8(decision)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${decision}`)],
    ['UTF-16 LE', utf16(decision, true, true)],
    ['UTF-16 BE', utf16(decision, false, true)],
    ['UTF-16 LE without a mark', utf16(decision, true, false)],
    ['Windows-1252', windows1252(decision)],
    ['UTF-8 with Windows line ends', utf8(decision.replaceAll('\n', '\r\n'))],
  ])('is read right in %s', async (_, bytes) => {
    const answer = await send('jonas-alm', bytes);
    expect(answer.status).toBe(201);
    const matter = (await answer.json()) as ImportedMatter;
    expect(matter).toMatchObject({
      title: 'Bygg ett utegym vid Åsby ängar – svar på motion av Östen Ågren (C)',
      movers: [{ name: 'Östen Ågren', party: 'C' }],
      documents: [{ kind: 'minutesItem', mayWrite: true }],
    });
    expect(matter.documentId).toBe(matter.documents[0]?.id);
    const { content } = await (await server.browser('jonas-alm')).get<DocumentContent>(`/api/documents/${matter.documents[0]?.id}/content`);
    expect(JSON.stringify(content)).toContain('480 000 kronor – eller ”mycket” mindre');
  });

  it('is a draft of the party when a member brings it, and has come in when an officer does', async () => {
    const titles = async (personId: string) =>
      (await (await server.browser(personId)).get<MatterList>('/api/matters')).matters.map(
        ({ title, documents }) => `${title}${documents[0]?.mayWrite ? ' +' : ''}`,
      );
    expect((await send('anna-lind', utf8(motion))).status).toBe(201);
    expect(await titles('omar-said')).toContain('Motion om ett utegym vid Åsby ängar +');
    expect(await titles('rakel-dal')).not.toContain('Motion om ett utegym vid Åsby ängar');
    expect((await send('rakel-dal', utf8(motion.replace('Åsby', 'Sandviks')))).status).toBe(201);
    expect(await titles('rakel-dal')).toContain('Motion om ett utegym vid Sandviks ängar');
    expect(await titles('omar-said')).toContain('Motion om ett utegym vid Sandviks ängar');
  });

  it("has its file's name for a title when it has none of its own", async () => {
    const matter = (await (
      await send('rakel-dal', utf8('Reservationer\nAnna Lind (L) reserverar sig mot beslutet.\n'), 'Gamla beslut.txt')
    ).json()) as ImportedMatter;
    expect(matter.title).not.toBe('');
  });

  it.each([
    ['a picture', 'jonas-alm', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), '415 fileIsPicture'],
    ['an old Word file', 'jonas-alm', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]), '415 unknownFormat'],
    ['bytes that are no text', 'jonas-alm', new Uint8Array([1, 2, 3, 0, 5, 6, 7, 8, 9, 1, 2]), '415 unreadableText'],
    ['an empty file', 'jonas-alm', new Uint8Array(), '422 emptyFile'],
    ['a file of blank lines', 'jonas-alm', utf8('\n \n\t\n'), '422 emptyFile'],
    ['a recipe', 'jonas-alm', utf8('Pannkakor\n\n3 ägg\n6 dl mjölk\n\nVispa.\n'), '422 notUnderstood'],
    ['a file over the limit', 'jonas-alm', utf8('å'.repeat(50_001)), '413 bodyTooLarge'],
    ['a small file of very many lines', 'jonas-alm', utf8(`${decision}${'a\n'.repeat(20_000)}`), '413 bodyTooLarge'],
    ['anything brought by a reviewer', 'maria-holm', utf8(motion), '403 noRight'],
  ])('is refused when it is %s, and nothing is stored', async (_, personId, bytes, expected) => {
    const before = await matterCount();
    expect(await refusalOf(await send(personId, bytes))).toBe(expected);
    expect(await refusalOf(await look(personId, bytes))).toBe(expected);
    expect(await matterCount()).toBe(before);
  });
});

describe('what is understood of a file', () => {
  const withPages = decision.replace('Yrkanden', '2 (4)\nBjörkviks kommun\n\nYrkanden').replace('Sammanfattning', 'Aktivitetsnivån noteras.\n\nSammanfattning');

  it('is told beside the original, before anything is stored', async () => {
    const before = await matterCount();
    const found = await reading('jonas-alm', utf8(withPages));
    expect(found).toMatchObject({ kind: 'minutesItem', kinds: ['motion', 'officerReport', 'minutesItem'], template: { id: 'bjorkvik' } });
    expect(found.understood).toEqual(expect.arrayContaining(['title', 'proposalToAssembly', 'summary', 'yrkanden', 'reservations']));
    expect(found.furniture.map(({ text }) => text)).toContain('2 (4)');
    expect(found.lines.map(({ text }) => text)).toEqual(withPages.split('\n').filter((line) => line !== ''));
    expect(found.coverage).toBeGreaterThan(0.8);
    expect(await matterCount()).toBe(before);
  });

  it('is another when somebody says what the file is, and whose headings it has', async () => {
    const report = await reading('rakel-dal', utf8(decision), '&kind=officerReport&templateId=huddinge');
    expect(report).toMatchObject({ kind: 'officerReport', template: { id: 'huddinge' } });
    expect(report.templates.map(({ id }) => id)).toEqual(['bjorkvik', 'huddinge']);
    // What is known as nothing becomes what it is said to be.
    expect(await reading('rakel-dal', utf8('Pannkakor\n\n3 ägg\n'), '&kind=motion')).toMatchObject({ kind: 'motion' });
    expect(await refusalOf(await look('rakel-dal', utf8(decision), '&templateId=nowhere'))).toBe('400 badRequest');
  });

  it('says whether the file itself may go with the document', async () => {
    const original = async (personId: string, bytes: Uint8Array<ArrayBuffer>, wishes: string) => (await reading(personId, bytes, wishes)).original;
    expect(await original('rakel-dal', utf8(decision), '&kind=officerReport')).toBe('notAllowed');
    expect(await original('rakel-dal', utf8(decision), '&kind=minutesItem')).toBe('noPlace');
    expect(await original('rakel-dal', utf8(motion), '')).toBe('noPlace');
    expect(await original('anna-lind', utf8(motion), '')).toBe('notAllowed');
  });

  it('is for those who may bring something', async () => {
    expect(await reading('anna-lind', utf8(decision))).toMatchObject({ kind: 'minutesItem', kinds: ['motion'] });
    expect(await refusalOf(await send('anna-lind', utf8(decision)))).toBe('403 noRight');
    expect(await refusalOf(await look('maria-holm', utf8(decision)))).toBe('403 noRight');
  });
});

describe('while it is read', () => {
  /** Does something when the reading begins, at which whose headings the file may have is asked for. */
  const whenReadingBegins = (act: () => Promise<void>) => {
    const { organisation } = server.storage.rows;
    const municipality = organisation.municipality.bind(organisation);
    organisation.municipality = async () => {
      const answer = await municipality();
      await act();
      return answer;
    };
  };
  const brought = async () => {
    const anna = await server.browser('anna-lind');
    return async () => refusalOf(await anna.send('POST', '/api/imports?name=motion.txt', utf8(motion)));
  };

  it('whoever sent it may leave the register, and brings nothing', async () => {
    const { rows } = server.storage;
    const [bring, person, before] = [await brought(), await rows.person('anna-lind'), (await rows.documents()).length];
    whenReadingBegins(async () => {
      if (person !== null) await rows.putPeople([{ ...person, isActive: false }]);
    });
    expect(await bring()).toBe('401 notSignedIn');
    expect(await rows.documents()).toHaveLength(before);
  });

  it('the store may be closed by a server that stops, which is nothing to look into', async () => {
    const bring = await brought();
    whenReadingBegins(async () => {
      server.storage.rows.person = () => Promise.reject(new StorageError('closed', 'The storage is closed'));
    });
    expect(await bring()).toBe('503 stopping');
    expect(server.logged.join('')).not.toContain('"level":50');
  });
});

describe('a file brought into a matter', () => {
  const { matter } = demonstrationIds.library;
  const details = async (personId: string) => (await server.browser(personId)).get<MatterDetails>(`/api/matters/${matter}`);

  it('becomes one of its documents, for whoever may begin one there', async () => {
    const before = (await details('jonas-alm')).documents.length;
    expect(await reading('jonas-alm', utf8(decision), `&matterId=${matter}`)).toMatchObject({ kinds: ['officerReport', 'minutesItem'] });
    const answer = await send('jonas-alm', utf8(decision), 'beslut.txt', `&matterId=${matter}`);
    expect(answer.status).toBe(201);
    const imported = (await answer.json()) as ImportedMatter;
    expect(imported).toMatchObject({ id: matter });
    const { documents, title } = await details('jonas-alm');
    expect(documents).toHaveLength(before + 1);
    expect(documents.find(({ id }) => id === imported.documentId)).toMatchObject({ kind: 'minutesItem', mayWrite: true, stage: 'working' });
    expect(title).not.toContain('utegym');
  });

  it('is refused where the kind may not be begun, and told of to nobody who may not read it', async () => {
    const before = (await details('jonas-alm')).documents.length;
    expect(await refusalOf(await send('jonas-alm', utf8(motion), 'm.txt', `&matterId=${matter}`))).toBe('403 noRight');
    expect(await refusalOf(await send('anna-lind', utf8(decision), 'b.txt', `&matterId=${matter}`))).toBe('403 noRight');
    expect(await refusalOf(await look('anna-lind', utf8(decision), `&matterId=${matter}`))).toBe('403 noRight');
    expect(await refusalOf(await look('jonas-alm', utf8(decision), `&matterId=${demonstrationIds.cycling.matter}`))).toBe('404 notFound');
    expect((await details('jonas-alm')).documents).toHaveLength(before);
  });
});

describe('the real decision of the demonstration', () => {
  it('is read by everybody, written by the administration, and marked as what it is', async () => {
    for (const [personId, mayWrite] of [
      ['anna-lind', false],
      ['rakel-dal', true],
      ['jonas-alm', true],
      ['maria-holm', false],
    ] as const) {
      const matter = await (await server.browser(personId)).get<MatterSummary>(`/api/matters/${demonstrationIds.huddinge.matter}`);
      expect(matter).toMatchObject({
        label: 'Verkligt protokoll, Huddinge 2023',
        movers: [{ name: 'Bo Källström', party: 'L' }],
        mayCreate: [],
        documents: [{ kind: 'minutesItem', templateId: 'huddinge', mayWrite }],
      });
    }
  });

  it('has its parts in their structured blocks', async () => {
    const { content } = await (await server.browser('jonas-alm')).get<DocumentContent>(`/api/documents/${demonstrationIds.huddinge.minutes}/content`);
    const json = JSON.stringify(content);
    for (const block of ['title', 'decisionPoint', 'deliberation', 'yrkande', 'reservation', 'recipient']) expect(json).toContain(`"type":"${block}"`);
    for (const part of ['summary', 'beslutsgang', 'proposalToAssembly']) expect(json).toContain(`"part":"${part}"`);
  });
});
