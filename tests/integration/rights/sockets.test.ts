import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentFacts, type DocumentRole, isLate, mayRead, mayReadVersions, maySuggest, mayWrite, publicStages, readsAs } from '@yrka/policies';
import type { PersonRow } from '@yrka/storage';
import { rootOf } from '@yrka/ydoc';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { seeded } from '../convergence/random.ts';
import { type Attack, attacks, connect, forgePresence, othersClient, ownClient, seenBy, send } from './hostile.ts';
import { asActor, everyone, factsOf, grantsOf, type Placed, type Standing, standings, witnesses, World, words } from './world.ts';
import { settle } from '../../../apps/server/src/rooms/socketPair.ts';

// All of it in one process, on a machine with two slow cores and others at work.
vi.setConfig({ testTimeout: 600_000 });

/** Of those who may not read a document, and are shut out before they say anything, one in so many is tried: YRKA_SHARE=1 tries them all, YRKA_SEED the same again. */
const share = Number(process.env.YRKA_SHARE ?? 8);
const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const random = seeded(seed);

let directory: string;
let world: World;
let tried = 0;
let wrong: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-sockets-'));
  world = await World.open({ filesDirectory: directory });
});

afterEach(() => {
  const found = wrong;
  wrong = [];
  expect(found).toEqual([]);
});

afterAll(async () => {
  console.log(
    `Rights: ${tried} combinations of person, document and message tried through a hostile websocket client, one in ${share} of those shut out, seed ${seed}`,
  );
  await world.server.rooms.close();
  await rm(directory, { recursive: true, force: true });
});

describe('every role and stage, through a websocket client that obeys nothing', () => {
  it.each(standings.map((at) => [at.name, at] as const))('reads, writes and is seen in a %s exactly as the policies say', async (_name, at) => {
    for (const somebody of everyone) for (const role of grantsOf(at, somebody)) await trySocket(at, somebody, role);
  });
});

async function trySocket(at: Standing, somebody: PersonRow, role: DocumentRole | null): Promise<void> {
  const facts = factsOf(at, role === null ? [] : [role], true);
  if (!mayRead(asActor(somebody), facts) && random.below(share) > 0) return;
  const given = [{ personId: witnesses.given.id, role: 'reader' as const }];
  const placed = await world.place(at, { grants: role === null ? given : [...given, { personId: somebody.id, role }] });
  const { rows } = world.server.storage;
  const documentId = placed.row.id;
  // Somebody wrote here before, under a client id that is theirs for ever.
  await rows.claimClients([{ documentId, clientId: othersClient, personId: witnesses.L.id }]);
  const who = `${somebody.id}${role === null ? '' : ` (${role})`} in ${at.name}`;
  const witness = connect(world, documentId, witnesses.given);
  const client = connect(world, documentId, somebody);
  await settle(world.server.rooms, witness, client);
  tried++;
  const isReader = mayRead(asActor(somebody), facts);
  check(`${who} reads`, rootOf(client.doc).toString().includes(words), isReader);
  check(`${who} is let in`, client.closedWith, isReader ? null : 'unknownDocument');

  for (const attack of attacks) await tryAttack(who, attack, facts, somebody, placed, witness);

  tried++;
  const forger = connect(world, documentId, somebody);
  await forgePresence(world, forger, witness);
  const seen = seenBy(witness);
  // Who reads what was shared is seen by those who do, too; and who reads a public record, by those who read no more of it.
  const [here, witnessed] = [placeOf(somebody, facts), placeOf(witnesses.given, factsOf(at, ['reader'], true))];
  check(`${who} is seen as themselves`, seen.get(ownClient), here === witnessed ? somebody.id : undefined);
  check(`${who} is seen as another`, seen.get(othersClient), undefined);
  check(`${who} sees who is there`, here === witnessed || forger.presence.length === 0, true);
  for (const one of [client, witness, forger]) one.disconnect();
  await world.remove(placed);
}

/** What a person is shown, and so among whom they are. */
function placeOf(somebody: PersonRow, facts: DocumentFacts): 'live' | 'shared' | 'record' | null {
  const actor = asActor(somebody);
  return publicStages.has(facts.stage) && mayRead(actor, facts) && !mayReadVersions(actor, facts) ? 'record' : readsAs(actor, facts);
}

/** A connection of its own for each attack: what one did to the last has no part in what becomes of it. */
async function tryAttack(who: string, attack: Attack, facts: DocumentFacts, somebody: PersonRow, { row, update }: Placed, witness: Client): Promise<void> {
  tried++;
  const { journal, rows } = world.server.storage;
  const actor = asActor(somebody);
  const before = { seq: await journal.lastSeq(row.id), late: (await rows.way.sideVersions(row.id, somebody.id)).length, text: textOf(witness) };
  const client = connect(world, row.id, somebody);
  await send(world, client, attack.update(update), witness);
  const isStored = (await journal.lastSeq(row.id)) > before.seq;
  const isKept = (await rows.way.sideVersions(row.id, somebody.id)).length > before.late;
  const refused = client.notices.find((notice) => notice.type === 'refused');
  const became = isStored ? 'stored' : isKept ? 'late' : refused !== undefined ? refused.code : (client.closedWith ?? 'nothing');
  check(`${who} sends ${attack.name}`, became, expected(attack));
  // What was not stored is shown to nobody; what is late, to its writer alone.
  check(`${who} has ${attack.name} seen`, textOf(witness) !== before.text, isStored && attack.writer === 'stored');
  client.disconnect();

  function expected({ writer }: Attack): string {
    if (!mayRead(actor, facts)) return 'unknownDocument';
    // The guard looks at the update before anybody asks whose it is.
    if (writer === 'unknownRoot' || writer === 'unknownContent') return writer;
    if (mayWrite(actor, facts)) return writer;
    if (maySuggest(actor, facts)) return writer === 'stored' ? 'notASuggestion' : writer;
    // Kept for their eyes alone, and so as they sent it.
    return isLate(actor, facts) ? 'late' : 'readOnly';
  }
}

type Client = ReturnType<typeof connect>;

const textOf = (client: Client) => rootOf(client.doc).toString();

function check(what: string, found: unknown, expected: unknown): void {
  if (found !== expected) wrong.push(`${what}: ${String(found)} instead of ${String(expected)}`);
}
