import type { YrkandeKind, YrkandeRank, YrkandeTarget } from '@yrka/schema';
import { readClauseReference, writeClauseReference } from './clauseReference.ts';
import { joinWithOch, type NamedPerson, writePeople } from './person.ts';
import { findPeople, readPeople } from './readPeople.ts';
import { defaultWording, fill, type Wording } from './wording.ts';
import { nameYrkande } from './yrkandeName.ts';

/** A clause that was moved at the meeting; the word att is not part of the text. */
export type MovedClause = { readonly att: boolean; readonly text: string };

/** What is known of a yrkande apart from words written by hand. */
export type YrkandeStructure = {
  readonly by: readonly NamedPerson[];
  readonly supporters?: readonly NamedPerson[];
  readonly kind: YrkandeKind;
  readonly rank?: YrkandeRank | null;
  readonly target: YrkandeTarget;
  /** The place of the clause in the motion, counted from 1, when the target is a clause. */
  readonly clause?: number | null;
  /** Who moved the yrkande that is supported, when the target is a yrkande, and of what kind that is. */
  readonly targetBy?: readonly NamedPerson[];
  readonly targetKind?: YrkandeKind;
  /** The target in words, when no list knows it: "förslaget från M, D och L i kommunstyrelsen". For an amendment the words that are changed. */
  readonly targetWords?: string | null;
  /** What is moved in its own words: a proposal's clauses, what an amendment changes to, the grounds of a referral back. */
  readonly clauses?: readonly MovedClause[];
  /** To which body the matter is referred back: "kommunstyrelsen". */
  readonly to?: string | null;
  /** Until when it is deferred: "nästa sammanträde". */
  readonly until?: string | null;
};

/**
 * [YRK1]–[YRK8], [YRK10]–[YRK14] `Bo Källström (L) yrkar bifall till motionen.` Null while nobody has
 * moved it, or where its substance is in words that the structure does not hold. Several clauses
 * follow the sentence on lines of their own.
 */
export function writeYrkande(yrkande: YrkandeStructure, wording: Wording = defaultWording): string | null {
  const who = writePeople(yrkande.by);
  const what = matterOf(yrkande, wording);
  if (who === '' || what === null) return null;
  const rank = yrkande.rank === 'first' ? 'i första hand ' : yrkande.rank === 'second' ? 'i andra hand ' : '';
  const supporters = writePeople(yrkande.supporters ?? []);
  const inset = supporters !== '' && wording.supportInset !== null ? fill(wording.supportInset, { supporters }) : '';
  const [said, ...clauses] = what.split('\n');
  const sentence = fill(wording.yrkande, { who, inset, rank, what: said ?? '' }).replace(/:\.$/u, ':');
  const agreed = supporters !== '' && inset === '' ? fill(wording.support, { supporters, yrkande: nameYrkande(yrkande.by, yrkande.kind, wording) ?? '' }) : '';
  if (clauses.length === 0) return [sentence, agreed].filter((part) => part !== '').join(' ');
  return [sentence, ...clauses, agreed].filter((part) => part !== '').join('\n');
}

function matterOf(yrkande: YrkandeStructure, wording: Wording): string | null {
  const target = targetOf(yrkande, wording);
  const clauses = (yrkande.clauses ?? []).map(({ att, text }) => ({ att, text: text.trim().replace(/[.;,]$/u, '') })).filter(({ text }) => text !== '');
  switch (yrkande.kind) {
    case 'approval':
      if (yrkande.target === 'motion' && clauses.length > 0)
        return withClauses(clauses, 'delvis bifall till motionen på så sätt', 'delvis bifall till motionen enligt följande');
      return target && fill(wording.approval, { target });
    case 'rejection':
      return target && fill(wording.rejection, { target });
    // Only what answers a motion can be answered: a proposal is carried or lost.
    case 'answered':
      return target && (yrkande.target === 'motion' || yrkande.target === 'clause') ? fill(wording.answered, { target }) : null;
    // A minority's referral back is moved in the same words; one third is a matter of the result (KL 5:50).
    case 'referralBack':
    case 'minorityReferralBack':
      return fill(wording.procedural.referralBack.moved, {
        to: after(' till ', yrkande.to),
        grounds: after(' ', joinWithOch(clauses.map(({ text }) => (/^för /iu.test(text) ? text : `för att ${text}`)))),
      });
    case 'deferral':
    case 'minorityDeferral':
      return fill(wording.procedural.deferral.moved, { until: after(' till ', yrkande.until) });
    case 'decideToday':
      return wording.procedural.decideToday.moved;
    case 'adjournment':
      return wording.procedural.adjournment.moved;
    case 'amendment':
      return amendmentOf(yrkande, clauses, target);
    case 'addition':
      return withClauses(clauses, 'som tillägg', 'följande tillägg');
    case 'proposal':
      return withClauses(clauses, '', 'följande');
    case 'other':
      return null;
  }
}

/**
 * What a yrkande aims at, as others speak of it: `bifall till motionen`, `att kommunen tar fram en
 * plan`. Null where it has several clauses, or a name of its own that says enough, as an addition has.
 */
export function writeYrkandeAim(yrkande: YrkandeStructure, wording: Wording): string | null {
  switch (yrkande.kind) {
    case 'approval':
    case 'rejection':
    case 'answered':
      return matterOf({ ...yrkande, clauses: [] }, wording);
    case 'proposal': {
      const what = matterOf(yrkande, wording);
      return what === null || what.includes('\n') ? null : what;
    }
    default:
      return null;
  }
}

/** [YRK11] What is changed stands in words, or is a clause, a yrkande or the proposal as a whole. */
function amendmentOf({ target: aim, targetWords }: YrkandeStructure, clauses: readonly MovedClause[], target: string | null): string | null {
  const [first] = clauses;
  const words = targetWords?.trim() ?? '';
  if (first === undefined) return null;
  if (clauses.length === 1 && words !== '') return `att ”${words}” ändras till ”${first.text}”`;
  if (target === null || aim === 'other') return withClauses(clauses, 'som ändring', 'följande ändring');
  if (clauses.length === 1 && first.att && (aim === 'clause' || aim === 'yrkande')) return `att ${target} ändras till att ${first.text}`;
  return withClauses(clauses, `som ändring av ${target}`, `följande ändring av ${target}`);
}

/** One clause with att goes on in the sentence; several, and whole sentences, stand on lines below it. Null where there is none. */
function withClauses(clauses: readonly MovedClause[], one: string, several: string): string | null {
  const [first] = clauses;
  if (first === undefined) return null;
  if (clauses.length === 1 && first.att) return `${one}${one === '' ? '' : ' '}att ${first.text}`;
  return [`${several}:`, ...clauses.map(({ att, text }) => (att ? `att ${text}` : `${text}.`))].join('\n');
}

const after = (before: string, words: string | null | undefined) => ((words ?? '').trim() === '' ? '' : `${before}${(words ?? '').trim()}`);

function targetOf({ target, clause, targetBy, targetKind, targetWords }: YrkandeStructure, wording: Wording): string | null {
  switch (target) {
    case 'motion':
      return 'motionen';
    case 'proposedDecision':
      return wording.proposedDecision;
    case 'clause':
      return clause == null ? null : writeClauseReference([clause]);
    case 'yrkande':
      return nameYrkande(targetBy ?? [], targetKind ?? 'proposal', wording);
    case 'matter':
      return null;
    case 'other':
      return targetWords == null || targetWords.trim() === '' ? null : targetWords.trim();
  }
}

/** A yrkande as it was read from a sentence; `targetWords` holds the words that follow "bifall till" and the like. */
export type ReadYrkande = {
  readonly by: readonly NamedPerson[];
  readonly kind: YrkandeKind;
  readonly rank: YrkandeRank | null;
  readonly target: YrkandeTarget;
  readonly clause: number | null;
  readonly targetWords: string | null;
};

const verb =
  /\s(yrkar|yrkade|hemställer|hemställde|föreslår|föreslog|tillstyrker|tillstyrkte|avstyrker|avstyrkte|instämmer|instämde|biträder|biträdde|stödjer|stödde|stöder|ansluter sig|anslöt sig|ställer sig bakom|ställde sig bakom|(?:lämnar|lämnade|framställer|framställde|väcker|väckte|lägger|lade|framför|framförde|anmäler|anmälde)(?= (?:in |fram )?(?:ett |en |följande )?(?:eget |egna |nytt )?[\p{L}-]*(?:yrkande|förslag)\b))(?=[\s.,:]|$)/u;

/** A group that moves without anybody's name: a party, or its members. Other words before the verb are a description ("Motionären yrkar"). */
const groupSubject =
  /^(?:(?:Samtliga )?(?:[Ll]edamöterna|[Gg]ruppen|[Rr]epresentanterna) (?:från|för|i) .{1,60}|\p{Lu}[\p{L}-]*(?:partiet|demokraterna|Moderaterna|Liberalerna|listan)(?:s (?:grupp|ledamöter|partigrupp))?|Moderaterna|Liberalerna|(?:\p{Lu}{1,4}(?:, \p{Lu}{1,4})*(?: och \p{Lu}{1,4})?)(?:-gruppen)?)$/u;

/**
 * [YRK9] Reads one sentence of what was moved at a meeting, or null. The one who moves must be a
 * person (or people) by name: "Motionären yrkar …" is a description, not a yrkande.
 */
export function readYrkande(sentence: string): ReadYrkande | null {
  const words = sentence.replace(/\s+/gu, ' ').trim().replace(/\.$/u, '');
  const colon = /^([^:]+):\s+(.+)$/u.exec(words);
  const match = verb.exec(words);
  if (match !== null && (colon === null || match.index < (colon[1] ?? '').length)) {
    // "Anna Lind (S) föreslår i en motion att …" tells of a motion, and moves nothing at the meeting.
    if (/^ i (?:en |sin |den |denna )?motion(?:en)?\b/u.test(words.slice(match.index + match[0].length))) return null;
    const by = readMovers(words.slice(0, match.index));
    return by === null ? null : readMatter(by, match[1] ?? '', words.slice(match.index + match[0].length).trim());
  }
  // "Bifall till motionen yrkas av Harriet Klockars (M)"
  const passive = /^((?:bifall|avslag|återremiss|bordläggning|ajournering)\b.*?) yrka(?:s|des) av (.+)$/iu.exec(words);
  const moved = passive === null ? null : readMovers(passive[2] ?? '');
  if (passive !== null && moved !== null) return readMatter(moved, 'yrkar', passive[1] ?? '');
  // "Harriet Klockars (M): Avslag på motionen"
  if (
    colon !== null &&
    /^(?:på |delvis |i (?:första|andra) hand )?(?:bifall|avslag|återremiss|bordläggning|ajournering|tillägg|ändring|att |yrkar |instämmer |motionen )/iu.test(
      colon[2] ?? '',
    )
  ) {
    const by = readMovers(colon[1] ?? '');
    const [, own, rest] = /^(yrkar|instämmer) (.*)$/iu.exec(colon[2] ?? '') ?? [null, 'yrkar', colon[2] ?? ''];
    return by === null ? null : readMatter(by, (own ?? 'yrkar').toLowerCase(), rest ?? '');
  }
  return null;
}

/** Who moves, before the verb. "föreslår, med biträde av B (C), att" puts supporters after it, which readMatter takes. */
function readMovers(subject: string): readonly NamedPerson[] | null {
  const people = readPeople(subject);
  if (people !== null) return people;
  const group = /^[\p{L}\s:-]+\sgenom\s(.+)$/u.exec(subject)?.[1] ?? /^(.+?)\sför\s(?:\p{L}+gruppen|\p{Lu}[\p{L}-]*(?:\sgrupp)?)$/u.exec(subject)?.[1];
  return (group === undefined ? null : readPeople(group)) ?? (groupSubject.test(subject) ? [] : null);
}

function readMatter(by: readonly NamedPerson[], verbWord: string, rest: string): ReadYrkande {
  let words = rest;
  let movers = by;
  words = words.replace(/^(?:också|även|vidare|dessutom|därutöver|därefter|båda|såsom det får förstås|för egen del)(?: |, )/u, '');
  const support =
    /^,? ?med (?:biträde|instämmande|stöd) av (.+?),? (?=att |på |som (?:tillägg|ändring)|följande |bifall|avslag|återremiss|bordläggning|i (?:första|andra) hand|delvis )/u.exec(
      words,
    );
  const supporters = support === null ? null : readPeople(support[1] ?? '');
  if (support !== null && supporters !== null) {
    movers = [...by, ...supporters];
    words = words.slice(support[0].length);
  }
  const rankWords = /^i (första|andra) hand,? /u.exec(words);
  if (rankWords !== null) words = words.slice(rankWords[0].length);
  const rank = rankWords === null ? null : rankWords[1] === 'första' ? 'first' : 'second';
  return { by: movers, rank, ...kindAndTarget(verbWord, words) };
}

type Aim = Pick<ReadYrkande, 'kind' | 'target' | 'clause' | 'targetWords'>;

function kindAndTarget(verbWord: string, words: string): Aim {
  if (/^tillstyrk/u.test(verbWord)) return { kind: 'approval', ...readTarget(words.replace(/^bifall till /iu, '')) };
  if (/^avstyrk/u.test(verbWord)) return { kind: 'rejection', ...readTarget(words) };
  if (/^(?:instäm|stöd|biträd|anslu|anslöt|ställ)/u.test(verbWord)) return { kind: 'other', ...readTarget(words.replace(/^(?:i|till|bakom) /u, '')) };
  // "lämnar ett avslagsyrkande", "framställer följande tilläggsyrkande: …"
  const named =
    /^(?:in |fram )?(?:ett |en |följande )?(?:eget |egna |nytt )?(bifalls?|avslags?|återremiss|bordläggnings?|ändrings?|tilläggs?)(?:yrkande|förslag)/iu
      .exec(words)?.[1]
      ?.toLowerCase();
  if (named !== undefined)
    return namedKinds.find(([start]) => named.startsWith(start))?.[1] ?? { kind: 'other', target: 'other', clause: null, targetWords: words };
  const approval = /^(?:på |om |delvis )*bifall(?:a)?(?: delvis)? till (.+)$/iu.exec(words);
  if (approval !== null) return changedIn(approval[1] ?? '') ?? { kind: 'approval', ...readTarget(approval[1] ?? '') };
  const rejection = /^(?:på |om )?avslag (?:på|till|av|för) (.+)$/iu.exec(words);
  if (rejection !== null) return { kind: 'rejection', ...readTarget(rejection[1] ?? '') };
  if (/^(?:på |om )?(?:bifall|avslag)\.?$/iu.test(words))
    return { kind: /bifall/iu.test(words) ? 'approval' : 'rejection', target: 'other', clause: null, targetWords: null };
  if (
    /^(?:att (?:ärendet |motionen |frågan |[\p{L}-]+ (?:ska |skall )?(?:besluta[r]? )?(?:att )?)?|på |om )?(?:ska |skall |skulle |bör )?(?:en )?(?:minoritets)?(?:återremi)/iu.test(
      words,
    )
  )
    return { kind: 'referralBack', ...matter };
  if (
    /^(?:att (?:ärendet |motionen |frågan |[\p{L}-]+ (?:ska |skall )?(?:besluta[r]? )?(?:att )?)?|på |om )?(?:ska |skall |skulle |bör )?(?:minoritets)?(?:bordlägg)/iu.test(
      words,
    )
  )
    return { kind: 'deferral', ...matter };
  if (/^(?:att )?(?:ärendet|motionen|frågan) (?:ska |skall |skulle |bör )?avgör(?:a)?s|^att avgöra ärendet/iu.test(words))
    return { kind: 'decideToday', ...matter };
  const delayed = /^att [^.:]{1,80} (?:ska|skall|bör) (återremitteras|bordläggas)/iu.exec(words)?.[1];
  if (delayed !== undefined) return { kind: /^åter/iu.test(delayed) ? 'referralBack' : 'deferral', ...matter };
  if (/^ajournering/iu.test(words)) return { kind: 'adjournment', ...matter };
  const answered =
    /^att (?:[\p{L}-]+ ){0,4}?(?:ska |skall )?(?:besluta[r]? )?(?:att )?anse (motionen(?:s .+? att-sats(?:er|en)?)?) .*(?:besvarad|behandlad)/iu.exec(words);
  if (answered !== null) return { kind: 'answered', ...readTarget(answered[1] ?? '') };
  const passive =
    /^(?:att )?(motionen|motionens .+? att-sats(?:er|en)?|(?:[\p{L}-]+s )?(?:förslaget|förslag)|punkt(?:en|erna)? [\d, och-]+|(?:första|andra|tredje|fjärde|femte) att-satsen) (?:delvis )?(?:ska |skall |skulle |bör |är )?(?:i sin helhet |delvis |därmed |i övrigt )?(anses|anse|besvara|bifall|avsl|tillstyrk|avstyrk|återremitter)(.*)$/iu.exec(
      words,
    );
  if (passive !== null) {
    const aim = readTarget(passive[1] ?? '');
    const root = (passive[2] ?? '').toLowerCase();
    if (root.startsWith('anse')) return { kind: /besvarad|behandlad/iu.test(passive[3] ?? '') ? 'answered' : 'proposal', ...aim };
    if (root === 'besvara') return { kind: 'answered', ...aim };
    if (root === 'bifall' || root === 'tillstyrk') return { kind: 'approval', ...aim };
    if (root === 'avsl' || root === 'avstyrk') return { kind: 'rejection', ...aim };
    return { kind: 'referralBack', ...matter };
  }
  const active =
    /^(?:på )?att (?:[\p{L}-]+ ){0,8}?(?:ska |skall |bör )?(?:besluta[r]? )?(?:att )?(?:delvis )?(bifalla|bifaller|avslå|avslår|tillstyrka|tillstyrker|avstyrka|avstyrker) (.+)$/iu.exec(
      words,
    );
  if (active !== null) return { kind: /^(?:bifall|tillstyrk)/iu.test(active[1] ?? '') ? 'approval' : 'rejection', ...readTarget(active[2] ?? '') };
  // "… ska besluta i enlighet med kommunstyrelsens förslag"
  const inAccordance = /^(?:(?:att )?(?:[\p{L}-]+ ){1,8}?(?:ska |skall )?beslutar? )?(?:i enlighet med|enligt) (.+)$/iu.exec(words);
  if (inAccordance !== null) {
    const proposal = inAccordance[1] ?? '';
    return changedIn(proposal) ?? { kind: 'approval', ...readTarget(proposal) };
  }
  if (
    /^(?:på |om |som |följande |ett |en )*tillägg|^att (?:det )?(?:görs|ska göras|skall göras) (?:ett |följande )?tillägg|^att .{0,80}(?:läggs till|tilläggs|tillförs)\b|^(?:att )?(?:lägga till|tillägga)\b/iu.test(
      words,
    )
  )
    return { kind: 'addition', target: 'proposedDecision', clause: null, targetWords: null };
  if (
    /^(?:på |om |som |följande |en |ett )*ändring/iu.test(words) ||
    /^att .* (?:ändras|ersätts|byts ut|stryks|utgår|får följande lydelse|ska lyda|ska ha följande lydelse)(?: |:|$)/iu.test(words) ||
    /^att (?:ändra|stryka|ersätta) /iu.test(words)
  )
    return { kind: 'amendment', target: 'proposedDecision', clause: null, targetWords: null };
  if (/^följande: 1\. (?:Tillstyrka motionen|.*tillstyrker motionen)/iu.test(words)) return { kind: 'approval', ...motion };
  if (/^följande: 1\. .*avstyrker motionen/iu.test(words)) return { kind: 'rejection', ...motion };
  if (/^(?:följande: )?att /iu.test(words)) return { kind: 'proposal', target: 'other', clause: null, targetWords: null };
  return { kind: 'other', target: 'other', clause: null, targetWords: words === '' ? null : words };
}

/** "… kommunstyrelsens förslag med förändringen att …" moves what it changes or adds; null where it does neither. */
function changedIn(proposal: string): Aim | null {
  const changes = /\bmed (?:den |följande |de )?(?:ändring|förändring|justering|skillnad)|\bska ändras\b/iu.test(proposal);
  const adds = /\bmed (?:det |följande |ett )?tillägg/iu.test(proposal);
  return changes || adds ? { kind: changes ? 'amendment' : 'addition', target: 'proposedDecision', clause: null, targetWords: null } : null;
}

const namedKinds: readonly (readonly [string, Aim])[] = [
  ['bifall', { kind: 'approval', target: 'other', clause: null, targetWords: null }],
  ['avslag', { kind: 'rejection', target: 'other', clause: null, targetWords: null }],
  ['återremiss', { kind: 'referralBack', target: 'matter', clause: null, targetWords: null }],
  ['bordläggning', { kind: 'deferral', target: 'matter', clause: null, targetWords: null }],
  ['ändring', { kind: 'amendment', target: 'proposedDecision', clause: null, targetWords: null }],
  ['tillägg', { kind: 'addition', target: 'proposedDecision', clause: null, targetWords: null }],
];
const matter = { target: 'matter', clause: null, targetWords: null } as const;
const motion = { target: 'motion', clause: null, targetWords: null } as const;

function readTarget(text: string): Omit<Aim, 'kind'> {
  const words = text.trim();
  const places = readClauseReference(words);
  if (places !== null) return { target: 'clause', clause: places.length === 1 ? (places[0] ?? null) : null, targetWords: words };
  if (/^motionens .*att-sats/iu.test(words)) return { target: 'clause', clause: null, targetWords: words };
  if (/^motionen(?:$| i (?:sin|dess) helhet$| med | då | på så sätt | enligt följande)/iu.test(words))
    return { target: 'motion', clause: null, targetWords: words };
  if (/^(?:\p{L}+-?(?: och )?)*\p{L}*s (?:\p{L}+s )?förslag(?: till beslut)?(?: i ärendet)?$/iu.test(words) && findPeople(words).length === 0)
    return { target: 'proposedDecision', clause: null, targetWords: words };
  if (/yrkandet?$/iu.test(words) && findPeople(words).length > 0 && /\)\s(?:\p{L}+)?yrkande$/u.test(words))
    return { target: 'yrkande', clause: null, targetWords: words };
  if (/^ärendet$/iu.test(words)) return { ...matter, targetWords: words };
  return { target: 'other', clause: null, targetWords: words === '' ? null : words };
}
