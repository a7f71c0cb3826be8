import type { Node } from 'prosemirror-model';
import { schema } from '@yrka/schema';
import { beforeEach, expect, test } from 'vitest';
import type { Acted, DocumentContent, DocumentSummary, Lock } from '../api.ts';
import { type Browser, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { matter, report } = demonstrationIds.library;
let server: TestServer;
let rakel: Browser;
let ylva: Browser;
let jonas: Browser;
beforeEach(async () => {
  server = await startTestServer({});
  [rakel, ylva, jonas] = [await server.browser('rakel-dal'), await server.browser('ylva-norin'), await server.browser('jonas-alm')];
});

async function act(browser: Browser, id: string, name: string, input: object = {}): Promise<Acted> {
  const answer = await browser.send('POST', `/api/documents/${id}/acts/${name}`, input);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Acted;
}
async function finalise(id: string): Promise<void> {
  await act(rakel, id, 'sendForApproval');
  const { lock } = await rakel.get<{ readonly lock: Lock['lock'] }>(`/api/documents/${id}/lock`);
  await act(ylva, id, 'approve', { sha256: lock?.sha256 });
  await act(rakel, id, 'finalise');
}
async function beginItem(): Promise<Node> {
  const answer = await jonas.send('POST', `/api/matters/${matter}/documents`, { kind: 'minutesItem' });
  expect(answer.status).toBe(201);
  return contentOf(((await answer.json()) as DocumentSummary).id);
}
const contentOf = async (id: string) => schema.nodeFromJSON((await jonas.get<DocumentContent>(`/api/documents/${id}/content`)).content);
const part = (doc: Node, name: string) => doc.children.find(({ attrs }) => attrs.part === name);
const words = (doc: Node, name: string) => part(doc, name)?.textBetween(0, part(doc, name)?.content.size ?? 0, '\n');
const sources = (doc: Node) => {
  const found: unknown[] = [];
  part(doc, 'decisionBasis')?.descendants((node) => {
    if (node.type.name === 'decisionBasis') found.push(node.attrs.document);
  });
  return found;
};

test('[PAR8] a § has the proposal, the summary and the basis of the finalised report, unchanged', async () => {
  const before = await beginItem();
  expect([words(before, 'proposalToAssembly'), words(before, 'summary'), words(before, 'decisionBasis')].join('').trim()).toBe('');
  await finalise(report);
  const [from, item] = [await contentOf(report), await beginItem()];
  expect(words(item, 'proposalToAssembly')).toBe(words(from, 'proposedDecision'));
  expect(words(item, 'summary')).toBe(words(from, 'summary'));
  expect(words(item, 'decisionBasis')).toBe(words(from, 'decisionBasis'));
  expect(sources(item)).toContain(report);
  // What answers a clause of the motion does so in the § as well, under ids of its own.
  const points = (doc: Node, name: string) => {
    const found: Node[] = [];
    part(doc, name)?.descendants((node) => {
      if (node.type.name === 'decisionPoint') found.push(node);
    });
    return found;
  };
  const [its, ours] = [points(from, 'proposedDecision'), points(item, 'proposalToAssembly')];
  expect(ours.length).toBeGreaterThan(0);
  expect(ours.map(({ attrs }) => attrs.answers as unknown)).toEqual(its.map(({ attrs }) => attrs.answers as unknown));
  expect(ours.filter(({ attrs }) => attrs.id === null || its.some((one) => one.attrs.id === attrs.id))).toEqual([]);
});

test('[PAR8] of several versions it is the newest that is finalised; one under work is not yet anybody’s', async () => {
  await finalise(report);
  const second = (await act(rakel, report, 'revise')).documentId ?? '';
  expect(sources(await beginItem())).toContain(report);
  await finalise(second);
  expect(sources(await beginItem())).toContain(second);
});

test('a § bears the body and the day of the meeting where its matter comes up', async () => {
  const { rows } = server.storage;
  const planned = (await rows.way.handlings(matter)).find(({ handledOn }) => handledOn === null);
  const meeting = (await rows.organisation.meetings()).find(({ id }) => id === planned?.meetingId);
  const field = (doc: Node, name: string) => doc.firstChild?.children.find(({ attrs }) => attrs.name === name)?.textContent;
  const item = await beginItem();
  expect(meeting).toBeDefined();
  expect([field(item, 'body'), field(item, 'date')]).toEqual(['Kommunstyrelsen', meeting?.date]);
});
