import { markSpecs, nodeSpecs, opaqueNodes } from '@yrka/schema';
import * as Y from 'yjs';
import { type KeyPress, keyPressIn } from './keyPress.ts';
import { LimitedDecoder } from './limitedDecoder.ts';
import { isProvenanceName } from './provenance.ts';
import { shapeOfDecoded, shapeOfKeyPress, type UpdateShape } from './shape.ts';
import { canBeTakenIn } from './structOrder.ts';
import { isSuggestedName } from './suggestedChanges.ts';
import { orderKey, rootName } from './tree.ts';

/** What one decoding pass tells of an update, before anything is stored or forwarded. */
export type Inspection =
  | { readonly ok: true; readonly shape: UpdateShape }
  | { readonly ok: false; readonly code: 'malformed' | 'unknownRoot' | 'unknownContent' };

const knownNodes = new Set(Object.keys(nodeSpecs).filter((name) => !opaqueNodes.has(name) && name !== 'doc' && name !== 'text'));
const knownMarks = new Set(Object.keys(markSpecs));
const knownAttributes = new Set([orderKey, ...Object.values(nodeSpecs).flatMap((spec) => Object.keys('attrs' in spec ? (spec.attrs ?? {}) : {}))]);

/**
 * The guard (DESIGN.md §3): is an update well formed, can every client take it in, does it touch
 * only the document's root, and does it bring only nodes, marks and attributes of the schema?
 * Integrates nothing, 1–2 µs for a key press. Whether content stands where it may is for the
 * worker behind it (integration.ts).
 */
export function inspectUpdate(update: Uint8Array): Inspection {
  const press = keyPressIn(update);
  if (press !== null && isHonest(press)) return { ok: true, shape: shapeOfKeyPress(press) };
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdateV2(update, LimitedDecoder);
  } catch {
    return { ok: false, code: 'malformed' };
  }
  /** Up to which clock the structs of each client go on without a gap. */
  const ends = new Map<number, number>();
  if (!decoded.structs.every(isWhole) || !hasWholeDeletions(decoded.ds)) return { ok: false, code: 'malformed' };
  let highest = Number.MAX_SAFE_INTEGER;
  for (const struct of decoded.structs) {
    // A gap inside an update: its structs could never be integrated.
    if (struct instanceof Y.Skip) return { ok: false, code: 'malformed' };
    const { client, clock } = struct.id;
    // Yjs writes the highest client first. What stands in another order it merges so that words of it are lost for whoever is sent that.
    if (client > highest) return { ok: false, code: 'malformed' };
    highest = client;
    if ((ends.get(client) ?? clock) !== clock) return { ok: false, code: 'malformed' };
    ends.set(client, clock + struct.length);
    if (!(struct instanceof Y.Item)) continue;
    const parent: unknown = struct.parent;
    if (typeof parent === 'string' && parent !== rootName) return { ok: false, code: 'unknownRoot' };
    if (struct.parentSub !== null && !isKnownName(struct.parentSub)) return { ok: false, code: 'unknownContent' };
    if (!isKnownContent(struct.content)) return { ok: false, code: 'unknownContent' };
  }
  // Yjs reads only the last of several runs of one client.
  if (runsIn(update) !== ends.size || !canBeTakenIn(decoded.structs)) return { ok: false, code: 'malformed' };
  return { ok: true, shape: shapeOfDecoded(decoded) };
}

/** Whether a key press can be counted to and is beside others than itself; of one that is not, the whole pass tells what is wrong. */
function isHonest({ client, clock, length, left, right }: KeyPress): boolean {
  const isOther = (id: Y.ID | null) => id === null || id.client !== client || id.clock < clock || id.clock >= clock + length;
  return clock + length <= maxClock && isOther(left) && isOther(right);
}

function isKnownName(name: string): boolean {
  return knownAttributes.has(name) || isProvenanceName(name) || isSuggestedName(name);
}

/**
 * The clock beyond which an update is nonsense: a client's letters, marks and deletions in one
 * document. Sums of two clocks stay exact below it, and so can be read again from what is stored.
 */
const maxClock = 2 ** 40;

/** Empty structs and deletions are never written by Yjs, and throw or never end where it takes them in. */
function isWhole({ id, length }: Y.Item | Y.GC | Y.Skip): boolean {
  return length > 0 && id.clock + length <= maxClock;
}

function hasWholeDeletions({ clients }: ReturnType<typeof Y.decodeUpdate>['ds']): boolean {
  return [...clients].every(([client, ranges]) => Number.isSafeInteger(client) && ranges.every(({ clock, len }) => len >= 1 && clock + len <= maxClock));
}

/** How many runs of structs an update says it has: its first number, seven bits to a byte. */
function runsIn(update: Uint8Array): number {
  let [runs, factor] = [0, 1];
  for (const byte of update) {
    runs += (byte & 127) * factor;
    if (byte < 128) break;
    factor *= 128;
  }
  return runs;
}

function isKnownContent(content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return true;
  if (content instanceof Y.ContentAny) return content.arr.every(isAttributeValue);
  if (content instanceof Y.ContentFormat) return knownMarks.has(content.key) && isMarkValue(content.value);
  if (content instanceof Y.ContentType)
    return content.type instanceof Y.XmlText || (content.type instanceof Y.XmlElement && knownNodes.has(content.type.nodeName));
  return false;
}

/** Far above any heading, name or address; below what would weigh on every reader. */
const maxWords = 10_000;
/** Provenance and clause references are lists; a list of ten thousand moves is a book re-ordered. */
const maxListLength = 50_000;

/** A word, a number, a choice, or a flat list of these or of flat records: all that attributes hold. */
function isAttributeValue(value: unknown): boolean {
  return isSmall(value) || (Array.isArray(value) && value.length <= maxListLength && value.every((part) => isSmall(part) || isFlat(part)));
}

/** Our marks hold their attributes, null ends one, and other tools write `true`. */
function isMarkValue(value: unknown): boolean {
  return isSmall(value) || isFlat(value);
}

function isFlat(value: unknown): boolean {
  // A key "__proto__" would give the record another's fields.
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.keys(value).length <= 20 &&
    Object.values(value).every(isSmall)
  );
}

function isSmall(value: unknown): boolean {
  return (
    value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value.length <= maxWords)
  );
}
