import { updateFromDocument } from '@yrka/ydoc';
import { expect, it } from 'vitest';
import { startTestServer } from '../appForTests.ts';
import { cyclingMotion } from '../demonstration/cyclingMotion.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const token = 'a-token-of-some-length';
const { motion } = demonstrationIds.cycling;

it('tells whoever has the token how the server fares, in numbers and nothing else', async () => {
  const server = await startTestServer({ config: { metricsToken: token } });
  const anna = await server.browser('anna-lind');
  expect((await anna.send('POST', `/api/documents/${motion}/updates`, new Uint8Array(updateFromDocument(cyclingMotion(), 4_711)))).status).toBe(204);
  expect((await anna.send('POST', `/api/documents/${motion}/updates`, new Uint8Array([7, 7]))).status).toBe(422);
  const answer = await anna.send('GET', '/metrics', undefined, { Authorization: `Bearer ${token}` });
  expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Cache-Control')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    'no-store',
  ]);
  const text = await answer.text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'mu').exec(text)?.[1]);
  expect(value('yrka_connections')).toBe(0);
  expect(value('yrka_documents_open')).toBe(1);
  expect(value('yrka_commit_seconds_count')).toBe(1);
  expect(value('yrka_commit_updates_sum')).toBe(1);
  expect(value('yrka_fan_out_seconds_count')).toBe(1);
  expect(value('yrka_fan_out_seconds_sum')).toBeGreaterThanOrEqual(value('yrka_commit_seconds_sum'));
  expect(value('yrka_journal_bytes_total')).toBeGreaterThan(1_000);
  expect(value('yrka_journal_waiting_bytes')).toBe(0);
  expect(value('yrka_storage_failing')).toBe(0);
  expect(text).toMatch(/^yrka_http_seconds_count\{method="POST",status="4xx"\} 1$/mu);
  expect(value('process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(text).not.toMatch(/anna|lind|cykel/iu);
});

it('is not there without a token, and tells nothing without the right one', async () => {
  const closed = await startTestServer();
  const anna = await closed.browser('anna-lind');
  expect(await (await anna.send('GET', '/metrics', undefined, { Authorization: `Bearer ${token}` })).text()).not.toContain('yrka_');
  const server = await startTestServer({ config: { metricsToken: token } });
  const jonas = await server.browser('jonas-alm');
  for (const given of [
    {} as Record<string, string>,
    { Authorization: 'Bearer ' },
    { Authorization: `Bearer ${token}x` },
    { Authorization: `Basic ${token}` },
  ]) {
    const answer = await jonas.send('GET', '/metrics', undefined, given);
    expect([answer.status, await answer.text()]).toEqual([401, '401 Unauthorized']);
  }
});
