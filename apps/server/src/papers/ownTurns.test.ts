import { expect, it } from 'vitest';
import { refusalOf, startTestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { OwnTurns } from './ownTurns.ts';

const going = new AbortController().signal;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

it('makes two of a person’s at once, the others in their order, and anybody else’s beside them', async () => {
  const turns = new OwnTurns({ atOnce: 2, maxWaiting: 3, busy: 'papersBusy' });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (person: string, name: string, signal = going) =>
    turns.next(person, signal, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const gone = new AbortController();
  const asked = [ask('anna', '1'), ask('anna', '2'), ask('anna', '3', gone.signal), ask('anna', '4'), ask('anna', '5')];
  expect(await codeOf(ask('anna', '6'))).toBe('papersBusy');
  asked.push(ask('omar', 'o'));
  expect(begun).toEqual(['1', '2', 'o']);
  gone.abort('gone');
  expect(await codeOf(asked[2] as Promise<void>)).toBe('gone');
  ends[0]?.();
  await asked[0];
  expect(begun).toEqual(['1', '2', 'o', '4']);
  expect(await codeOf(ask('anna', '7', gone.signal))).toBe('gone');
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise(setImmediate);
  }
  await Promise.allSettled(asked);
  expect(begun).toEqual(['1', '2', 'o', '4', '5']);
});

it('gives its place on when the work fails', async () => {
  const turns = new OwnTurns({ atOnce: 1, maxWaiting: 1, busy: 'papersBusy' });
  const failing = turns.next('anna', going, () => Promise.reject(new Error('no')));
  const after = turns.next('anna', going, () => Promise.resolve('made'));
  await expect(failing).rejects.toThrow('no');
  expect(await after).toBe('made');
});

it('one who asks for two hundred papers keeps nobody else from theirs', { timeout: 60_000 }, async () => {
  const server = await startTestServer();
  const [anna, omar] = [await server.browser('anna-lind'), await server.browser('omar-said')];
  const path = `/api/documents/${demonstrationIds.cycling.motion}/copies/markdown`;
  let made = 0;
  const many = Array.from({ length: 200 }, async () => {
    const answer = await anna.send('GET', path);
    made++;
    return answer.status === 200 ? '200' : refusalOf(answer);
  });
  // All of hers have come.
  await new Promise(setImmediate);
  expect((await omar.send('GET', path)).status).toBe(200);
  // Those that were refused at once, those before his, and hardly more.
  expect(made).toBeLessThan(130);
  const answers = await Promise.all(many);
  expect(answers.filter((answer) => answer === '200').length).toBeGreaterThanOrEqual(100);
  expect(new Set(answers)).toEqual(new Set(['200', '503 papersBusy']));
});

it('what waits, or is being made, is not for one who has lost access meanwhile, or has left the register', { timeout: 60_000 }, async () => {
  const server = await startTestServer();
  const anna = await server.browser('anna-lind');
  const draft = `/api/documents/${demonstrationIds.cycling.motion}`;
  for (const personId of ['ingrid-naslund', 'tomas-berg']) await anna.send('POST', `${draft}/grants`, { personId, role: 'reader' });
  const [ingrid, tomas] = [await server.signedIn('ingrid-naslund'), await server.signedIn('tomas-berg')];
  let isOver = false;
  const [before, after] = [new Set<string>(), new Set<string>()];
  const many = [ingrid, tomas].flatMap((browser) =>
    Array.from({ length: 20 }, async () => {
      const answer = await browser.send('GET', `${draft}/copies/markdown`);
      (isOver ? after : before).add(answer.status === 200 ? '200' : await refusalOf(answer));
    }),
  );
  await Promise.race(many);
  const person = await server.storage.rows.person('tomas-berg');
  if (person === null) throw new Error('The demonstration has him');
  await Promise.all([server.storage.rows.putPeople([{ ...person, isActive: false }]), anna.send('DELETE', `${draft}/grants/ingrid-naslund`)]);
  isOver = true;
  await Promise.all(many);
  expect(before).toContain('200');
  expect(after).toEqual(new Set(['401 notSignedIn', '404 notFound']));
});

it('nor does one who has many files read, and what waits when they leave is never begun', { timeout: 60_000 }, async () => {
  const server = await startTestServer();
  const [anna, omar] = [await server.browser('anna-lind'), await server.browser('omar-said')];
  const path = `/api/documents/${demonstrationIds.cycling.motion}/copies/readings`;
  const gone = new AbortController();
  const origin = 'http://127.0.0.1:4780';
  const Cookie = [...anna.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { Cookie, Origin: origin, 'Content-Type': 'application/octet-stream' };
  const many = Array.from({ length: 24 }, () => server.app.request(`${origin}${path}`, { method: 'POST', headers, body: 'Bara ord.', signal: gone.signal }));
  await new Promise(setImmediate);
  expect(await refusalOf(await omar.send('POST', path, new TextEncoder().encode('Bara ord.')))).toBe('422 notACopy');
  gone.abort();
  const statuses = (await Promise.all(many)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 503)).toHaveLength(5);
  expect(statuses.filter((status) => status === 499).length).toBeGreaterThan(8);
});
