import { messageTags } from '@yrka/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FailingDisk } from './failingDisk.ts';
import { createMotion, RealClient, type Session, signIn, when } from './realClient.ts';
import { ServerProcess } from './serverProcess.ts';

const disk = FailingDisk.make();
if (disk === null) console.warn('A disk that fails was NOT tried: it takes Linux and a C compiler (cc).');

describe.skipIf(disk === null).each(['full', 'sync'] as const)('a disk whose every write fails (%s)', (fault) => {
  const server = new ServerProcess(disk?.environment);
  let [anna, omar]: Session[] = [];
  let motion = '';
  let pages: RealClient[] = [];

  beforeAll(async () => {
    disk?.heal();
    await server.start();
    [anna, omar] = [await signIn(server.origin, 'Anna Lind'), await signIn(server.origin, 'Omar Said')];
    motion = await createMotion(anna);
  });

  afterEach(() => {
    disk?.heal();
    for (const page of pages) page.destroy();
    pages = [];
  });

  afterAll(() => server.remove());

  it('[WIRE8, WIRE11] shows nobody what it cannot store, tells its writer, and stores it all when the disk is well again', async () => {
    const [annas, omars] = [await open(anna), await open(omar)];
    annas.write('före felet');
    await Promise.all([annas.saved(), omars.reads('före felet')]);
    disk?.fail(fault);
    annas.write('under felet');
    await storageFails(annas);
    // Known to the writer alone, and not called saved: an answer that comes after it has come to Omar, too.
    await nextAnswer(omars);
    expect(omars.text).not.toContain('under felet');
    expect(annas.meter.read().state).toBe('saving');
    omars.write('Omar under felet');
    await storageFails(omars);
    disk?.heal();
    await Promise.all([annas.saved(), omars.saved(), omars.reads('under felet'), annas.reads('Omar under felet')]);
  });

  it('[WIRE8] has all that anybody saw or was told was saved when it is killed on such a disk, and takes the rest from its writer', async () => {
    const [annas, omars] = [await open(anna), await open(omar)];
    annas.write('sparat innan');
    await Promise.all([annas.saved(), omars.reads('sparat innan')]);
    disk?.fail(fault);
    annas.write('inte sparat');
    await storageFails(annas);
    await server.kill();
    annas.provider.disconnect();
    disk?.heal();
    await server.start();
    const fresh = await open(omar);
    // What could not be synced may stand in the file all the same; nobody was told so, and its writer brings it again.
    expect(fresh.text).toContain('sparat innan');
    annas.provider.connect();
    await Promise.all([annas.saved(), fresh.reads('inte sparat')]);
  });

  async function open(session: Session | undefined): Promise<RealClient> {
    if (session === undefined) throw new Error('Nobody is signed in');
    const page = new RealClient(session, motion);
    pages.push(page);
    await page.synced();
    return page;
  }
});

afterAll(() => disk?.remove());

function storageFails(page: RealClient): Promise<void> {
  return when(
    () => {
      const durability = page.meter.read();
      return durability.state === 'saving' && durability.isStorageFailing;
    },
    (listener) => page.meter.subscribe(listener),
  );
}

/** Asks the server who is here, and waits for the answer. */
function nextAnswer(page: RealClient): Promise<void> {
  return new Promise((resolve) => {
    page.provider.ws?.addEventListener('message', () => resolve(), { once: true });
    page.provider.ws?.send(Uint8Array.of(messageTags.queryAwareness));
  });
}
