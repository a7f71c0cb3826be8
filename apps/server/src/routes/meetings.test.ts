import { beforeEach, describe, expect, it } from 'vitest';
import type { Attendance, MeetingOfItem } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

let server: TestServer;
let jonas: Browser;
beforeEach(async () => {
  server = await startTestServer();
  jonas = await server.browser('jonas-alm');
});

const minutes = demonstrationIds.library.minutes;
const meetingOf = async (browser: Browser) => (await browser.get<MeetingOfItem>(`/api/documents/${minutes}/meeting`)).meeting;
const part = (personId: string, change: object = {}) => ({ personId, presence: 'serving', inPlaceOf: null, fromItem: null, untilItem: null, ...change });
const record = (path: string, ...people: readonly object[]) => jonas.send('PUT', path, { people });

describe('attendance', () => {
  it('begins as the seats have it: members serve, substitutes are not there', async () => {
    const meeting = await meetingOf(jonas);
    expect(meeting).toMatchObject({ bodyShortName: 'KS', bodyKind: 'executiveBoard', date: '2026-11-25' });
    const { people, isRecorded, mayRecord } = await jonas.get<Attendance>(`/api/meetings/${meeting?.id}/attendance`);
    expect(people.filter(({ presence }) => presence === 'serving')).toHaveLength(15);
    expect(people[0]).toMatchObject({ name: 'Margareta Sjöström', party: 'S', seat: 'chair' });
    expect(people.at(-1)).toMatchObject({ seat: 'substitute', presence: 'absent' });
    expect([isRecorded, mayRecord]).toEqual([false, true]);
  });

  it('is recorded person by person, and others read it', async () => {
    const path = `/api/meetings/${(await meetingOf(jonas))?.id}/attendance`;
    expect((await record(path, part('kim-stahl', { presence: 'absent' }), part('per-roos', { inPlaceOf: 'kim-stahl' }))).status).toBe(200);
    expect((await record(path, part('anna-lind', { fromItem: '46' }))).status).toBe(200);
    const rakel = await server.browser('rakel-dal');
    const { people, isRecorded, mayRecord } = await rakel.get<Attendance>(path);
    const find = (id: string) => people.find(({ personId }) => personId === id);
    expect(find('kim-stahl')).toMatchObject({ presence: 'absent' });
    expect(find('per-roos')).toMatchObject({ presence: 'serving', inPlaceOf: 'kim-stahl', seat: 'substitute' });
    expect(find('anna-lind')).toMatchObject({ presence: 'serving', fromItem: '46' });
    expect([isRecorded, mayRecord]).toEqual([true, false]);
  });

  it('leaves in the audit log who recorded what of whom, and nothing for what was so before', async () => {
    const meeting = await meetingOf(jonas);
    const path = `/api/meetings/${meeting?.id}/attendance`;
    const kim = part('kim-stahl', { presence: 'absent' });
    await record(path, kim, part('per-roos', { inPlaceOf: 'kim-stahl', fromItem: '46' }));
    await record(path, kim);
    const entries = await server.storage.rows.audit.read('municipality', { ids: [meeting?.id ?? ''], limit: 10 });
    expect(entries.map(({ act, actorId, subject, details }) => ({ act, actorId, subject, details }))).toEqual(
      [
        { person: 'kim-stahl', presence: 'absent', inPlaceOf: null, isWhole: true },
        { person: 'per-roos', presence: 'serving', inPlaceOf: 'kim-stahl', isWhole: false },
      ].map((details) => ({ act: 'recordAttendance', actorId: 'jonas-alm', subject: { kind: 'organisation', id: meeting?.id }, details })),
    );
    expect((await record(path, part('omar-said'))).status).toBe(404);
    expect(await server.storage.rows.audit.read('municipality', { ids: [meeting?.id ?? ''], limit: 10 })).toHaveLength(2);
  });

  it('refuses whoever does not sit in the body, and what no § is called', async () => {
    const path = `/api/meetings/${(await meetingOf(jonas))?.id}/attendance`;
    expect(await refusalOf(await record(path, part('omar-said')))).toBe('404 notFound');
    expect(await refusalOf(await record(path, part('kim-stahl'), part('per-roos', { inPlaceOf: 'omar-said' })))).toBe('404 notFound');
    expect(await refusalOf(await record(path, part('kim-stahl', { fromItem: '' })))).toBe('400 badRequest');
    expect(await refusalOf(await record(path, part('kim-stahl', { presence: 'asleep' })))).toBe('400 badRequest');
    expect((await jonas.get<Attendance>(path)).isRecorded).toBe(false);
    expect(await refusalOf(await record('/api/meetings/none/attendance', part('kim-stahl')))).toBe('404 notFound');
  });
});

describe('the meeting of a §', () => {
  it('is the one that the matter is planned for, until somebody says another', async () => {
    const { organisation } = server.storage.rows;
    const later = (await organisation.meetings({ bodyId: 'kf' })).at(-1);
    const path = `/api/documents/${minutes}/meeting`;
    const planned = await meetingOf(jonas);
    expect((await jonas.send('PUT', path, { meetingId: later?.id ?? '' })).status).toBe(200);
    const { meeting, others } = await jonas.get<MeetingOfItem>(path);
    expect(meeting).toMatchObject({ id: later?.id, bodyShortName: 'KF', bodyKind: 'assembly' });
    expect(others).toContainEqual(planned);
  });

  it('is none of another kind of document', async () => {
    expect(await refusalOf(await jonas.send('GET', `/api/documents/${demonstrationIds.library.motion}/meeting`))).toBe('404 notFound');
  });
});
