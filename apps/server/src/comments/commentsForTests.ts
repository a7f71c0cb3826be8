import { newBlockId } from '@yrka/schema';
import type { Anchor } from '@yrka/ydoc';
import type { CommentList, Notices } from '../api.ts';
import { type Browser, refusalOf } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { cycling } = demonstrationIds;

export const anchor: Anchor = { blockId: newBlockId(), isBlock: false, quote: 'ansvarig nämnd', before: 'att ', after: ' får', letters: null };

export const pathOf = (document: string, ...rest: readonly string[]) => ['/api/documents', document, 'comments', ...rest].join('/');
export const said = async (browser: Browser, document: string = cycling.motion) => (await browser.get<CommentList>(pathOf(document))).threads;
export const done = async (answer: Promise<Response>) => {
  const { ok, status } = await answer;
  if (!ok) throw new Error(`${status}: ${await refusalOf(await answer)}`);
};
export const refused = async (answer: Promise<Response>) => refusalOf(await answer);
/** Says something of a document; what it returns is its id. */
export async function say(
  browser: Browser,
  text: string,
  {
    document = cycling.motion as string,
    mentions = [] as readonly string[],
    at = anchor as Anchor | null,
    audience = 'readers',
    assignedTo = null as string | null,
  } = {},
): Promise<string> {
  const id = newBlockId();
  await done(browser.send('POST', pathOf(document), { id, text, anchor: at, mentions, audience, assignedTo }));
  return id;
}
export async function reply(
  browser: Browser,
  thread: string,
  text: string,
  mentions: readonly string[] = [],
  document: string = cycling.motion,
): Promise<string> {
  const id = newBlockId();
  await done(browser.send('POST', pathOf(document, thread, 'replies'), { id, text, mentions }));
  return id;
}
/** What the bell of somebody has, newest first. */
export const told = async (browser: Browser) => (await browser.get<Notices>('/api/notices')).notices;
export const kindsTold = async (browser: Browser) => (await told(browser)).map(({ kind }) => kind);
