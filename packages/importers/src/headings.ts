import type { ImportableKind, SectionPart } from '@yrka/schema';

type Names = readonly (readonly [SectionPart, readonly RegExp[]])[];

/**
 * The names of headings, as municipalities write them (DOMAIN.md §2.2, §2.3). A heading is a label
 * for a typed part. The first that matches counts, so the narrower names stand before the wider.
 * Matched against the whole line, in small letters and without a last colon.
 */
const shared: Names = [
  [
    'recipients',
    [
      /^(?:(?:beslutet|protokollsutdrag(?:et)?|protokollet|utdrag(?:et)?|kopia) )?(?:ska |skall )?(?:skickas|sänds|expedieras|lämnas|översänds|meddelas|delges)(?: till| med)?$/u,
      /^(?:beslut|utdrag|protokollsutdrag|kopia|delges|expediering|skickas|sändlista) ?(?:till)?$/u,
    ],
  ],
  ['decisionBasis', [/^beslutsunderlag(?:et)?$/u, /^underlag(?: för beslut(?:et)?)?$/u, /^handling(?:ar|arna)?(?: i ärendet)?$/u]],
  ['attachments', [/^bilag(?:a|or)$/u]],
  ['summary', [/^(?:kort )?sammanfattning(?: av ärendet)?$/u, /^ärendet i korthet$/u]],
  [
    'consequences',
    [
      /^(?:\p{L}+ )?konsekvens(?:er|analys|bedömning)(?: för .+)?$/u,
      /^bedömning ur .+ (?:dimension|perspektiv)(?:en)?$/u,
      /^barn(?:konsekvensanalys|rättsbedömning|rättsperspektiv(?:et)?|perspektiv(?:et)?)$/u,
      /^barn(?:et)?s (?:rättigheter|bästa)$/u,
      /^(?:jämställdhet|jämlikhet|miljö|klimat|ekonomi|juridik)(?: och \p{L}+)?$/u,
      /^finansiering$/u,
      /^(?:\p{L}+ )?(?:perspektiv|påverkan)(?:et)?$/u,
    ],
  ],
  ['assessment', [/^(?:[\p{L}-]+ (?:och )?){0,4}(?:bedömning(?:ar)?|synpunkter|kommentar(?:er)?|överväganden|ställningstagande|yttrande)$/u]],
  ['consultation', [/^(?:[\p{L}-]+s )?beredning$/u, /^remiss(?:instanser|yttranden|svar|behandling)(?:na|en)?$/u, /^samråd$/u, /^facklig samverkan$/u]],
  ['matter', [/^ärendebeskrivning$/u, /^beskrivning av ärendet$/u, /^bakgrund(?: till .+)?$/u, /^ärendet$/u, /^motionen$/u, /^motionens innehåll$/u]],
  ['earlierTreatment', [/^tidigare (?:behandling|beslut|handläggning)(?: .+)?$/u, /^ärendets (?:behandling|handläggning|gång)$/u]],
];

const minutes: Names = [
  ['proposalToAssembly', [/förslag till (?:kommunfullmäktige|regionfullmäktige|fullmäktige|kf|kommunstyrelsen|ks)$/u, /^beslut ?[–-] ?förslag till .+$/u]],
  // What is moved at the meeting, before the wider "förslag till beslut".
  [
    'yrkanden',
    [
      /^yrkande(?:n|na)?(?: (?:på|vid|under) (?:sammanträdet|mötet|dagens sammanträde))?$/u,
      /^(?:propositioner|yrkanden? och proposition(?:er|sordning)?)$/u,
      /^förslag(?: till beslut)? (?:på|under|vid) (?:sammanträdet|mötet|dagens sammanträde)$/u,
      /^behandling (?:på|vid) (?:sammanträdet|mötet)$/u,
      /^dagens sammanträde$/u,
      /^förslag$/u,
      /^(?:kommun|region)fullmäktiges (?:handläggning|behandling)$/u,
      /^förslag och yrkanden$/u,
    ],
  ],
  ['beslutsgang', [/^beslutsgång(?:en)?$/u, /^proposition(?:sordning(?:en)?)?$/u, /^propositionsordning och beslut$/u]],
  [
    'vote',
    [
      /^(?:huvud|motförslags|kontra)?(?:omröstning|votering)(?:en)?(?: (?:om|av) .+| begärs)?$/u,
      /^(?:omröstnings|voterings)(?:resultat|lista|ordning|proposition)(?:en)?$/u,
      /^kontraproposition$/u,
    ],
  ],
  ['proposedDecision', [/^(?:[\p{L}-]+s )?(?:förslag|beslutsförslag)(?: till beslut)?(?: i .+)?$/u, /^förslag till beslut$/u]],
  [
    'decision',
    [
      /^beslut$/u,
      /^(?:[\p{L}-]+ (?:och |samt )?){0,5}[\p{L}-]+s beslut$/u,
      /^(?:kommun|region)(?:fullmäktige|styrelsen) (?:beslutar|beslutade|beslut)$/u,
      /^(?:[\p{L}-]+ ){0,3}[\p{L}-]*(?:nämnden|utskottet|fullmäktige|styrelsen) beslutar$/u,
    ],
  ],
  ['other', [/^upplysning(?:ar)?$/u, /^(?:så här |hur man |överklagande|besvärshänvisning)/u, /^beslutsnivå$/u, /^lagrum$/u, /^ärendets gång$/u]],
  ['reservations', [/^reservation(?:er|erna|en)?$/u]],
  ['separateStatements', [/^särskil(?:t|da) (?:yttrande|uttalande)(?:n)?$/u]],
  ['minutesNotes', [/^protokollsanteckning(?:ar|en)?$/u, /^anteckning(?:ar)?(?: till protokollet)?$/u]],
  ['conflictOfInterest', [/^jäv$/u]],
  ['notParticipating', [/^deltar (?:inte|ej)(?: i (?:beslutet|beslut|handläggningen))?$/u, /^ej deltagande i beslut(?:et)?$/u]],
  ['attendance', [/^(?:närvarande|närvaro|beslutande|närvarolista|tjänstgörande|övriga närvarande|närvarande ledamöter)$/u]],
  ['deliberation', [/^(?:överläggning(?:en|ar)?|debatt(?:en)?|inlägg|anföranden|yttranden|talare)$/u]],
  ['verification', [/^(?:justering|justerande|underskrifter|vid protokollet|dag för justering|protokollets justering)$/u]],
];

const report: Names = [
  [
    'proposedDecision',
    [
      /^(?:(?:[\p{L}&-]+ ){0,6}[\p{L}-]+s )?(?:förslag|beslutsförslag)(?: till (?:beslut|kommunfullmäktige|kommunstyrelsen|[\p{L}-]+nämnden))?(?: i .+)?$/u,
      /^beslutsalternativ(?: \d)?$/u,
    ],
  ],
];

const names: Readonly<Record<ImportableKind, Names>> = {
  minutesItem: [...minutes, ...shared],
  officerReport: [...report, ...shared],
  motion: [['matter', [/^bakgrund$/u]]],
};

/**
 * The part that a whole line names, or null when it is no heading of this kind of document.
 * `unknown`: names as below that are to be taken for unknown, to see how reading does without them.
 */
export function partOfHeading(line: string, kind: ImportableKind, unknown?: ReadonlySet<string>): SectionPart | null {
  // A heading begins with a capital and is short; "motionen" alone may be the last word of a sentence.
  if (line.length > 90 || !/^\p{Lu}/u.test(line)) return null;
  const name = headingName(line);
  if (unknown?.has(name) === true) return null;
  return names[kind].find(([, patterns]) => patterns.some((pattern) => pattern.test(name)))?.[0] ?? null;
}

/**
 * A heading that runs in with its text, as when line breaks were lost: "Remissinstanser Motionen
 * har inte remitterats". The text begins with a capital, a figure or a dash. Null when none does.
 */
export function runInHeading(
  text: string,
  kind: ImportableKind,
  unknown?: ReadonlySet<string>,
): { readonly heading: string; readonly part: SectionPart; readonly rest: string } | null {
  // Words and the spaces between them, since wide spaces tell items of a list apart.
  const words = text.split(/(\s+)/u);
  for (let count = Math.min(10, (words.length - 1) / 2); count > 0; count--) {
    const [heading, rest] = [
      words
        .slice(0, 2 * count - 1)
        .join('')
        .replace(/\s+/gu, ' '),
      words.slice(2 * count).join(''),
    ];
    const part = /[.,;!?]$/u.test(heading) || !/^[\p{Lu}\d”"–-]/u.test(rest) ? null : partOfHeading(heading, kind, unknown);
    if (part !== null) return { heading, part, rest };
  }
  return null;
}

/** A heading in the form that names are compared in: small letters, single spaces, no last colon. */
export const headingName = (line: string) => line.toLocaleLowerCase('sv').replace(/\s+/gu, ' ').replace(/\s*:$/u, '').trim();
