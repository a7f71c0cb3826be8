/**
 * Where one of two decisions ends: what goes between them (", samt att "), and what the second
 * begins with when it is cut off: the commission that both share ("ge nämnden i uppdrag att "), or ''.
 */
export type Cut = { readonly from: number; readonly to: number; readonly lead: string };

/** Verbs whose clause only says that one tells of what was done: not a decision of its own. */
const reporting =
  /^(?:(?:löpande|därefter|sedan|senast|årligen|även|också|skyndsamt)\s+)*(?:åter(?:komma|kommer|rapportera|rapporterar|redovisa|redovisar)|redovisa|redovisas|redovisar|rapportera|rapporteras|rapporterar|presentera|presenteras|presenterar|meddela|informera|följa\s+upp|utvärdera|utvärderas|lämna|detta|denna|dessa|det|den|åtgärden|åtgärderna|arbetet|resultatet|uppdraget|utredningen|kostnaden|kostnaderna|finansieringen|finansiering|finansieras|medel)(?!\p{L})/iu;

/** Verbs with a clause of their own, which "och att" may belong to. */
const complements =
  /(?<!\p{L})(?:verka[rs]?|arbeta[rs]?|se[rs]?\s+till|säkerställ\p{L}*|tillse[rs]?|innebär\p{L}*|utgå[r]?|framhåll\p{L}*|klargör\p{L}*|tydliggör\p{L}*|understryk\p{L}*|uttala[rs]?|anse[rs]?|konstatera[rs]?|kräv\p{L}*|begär\p{L}*|föreslå[rs]?|påpeka[rs]?|beakta[rs]?|garantera[rs]?|visa[rs]?|önska[rs]?|vill|villkor|förutsatt|under\s+förutsättning)(?!\p{L})/iu;

/** Words under which a second "att" may stand, unless an infinitive follows it. */
const subordinating = /(?<!\p{L})(?:eftersom|därför|om|hur|så|huruvida|när|innan|medan|som|för|av|genom|utan|efter|på|istället|i\s+stället)(?!\p{L})/iu;

/** An infinitive with which a decision begins. */
const measures = new Set(
  (
    'anlägga anordna anpassa anskaffa anställa ansöka anta använda asfaltera avgiftsbefria avskaffa avsätta avveckla belysa besluta bevara bilda bjuda bygga delta dra ' +
    'effektivisera erbjuda ersätta etablera flytta föra förbjuda förbättra fördela fördubbla förenkla förlänga förstärka förtäta försälja förvärva ge genomföra granska gå halvera höja ' +
    'införa inleda inrätta installera inventera investera kartlägga köpa minska montera måla normera omarbeta omförhandla omvandla ordna peka planera plantera prioritera pröva ' +
    'renovera reparera reservera revidera rusta samordna samråda se skapa skylta starta stoppa stärka stödja stänga sälja sänka sätta söka ta tillhandahålla tillsätta tillskapa uppdatera ' +
    'uppdra upphandla upphäva upprusta upprätta uppföra uppmuntra upplåta utarbeta utbilda utforma utlysa utreda utse utveckla utvidga utöka verkställa välja återinföra åtgärda ändra öka öppna överlåta översända'
  ).split(' '),
);

const commission = [
  /^uppdra[rs]?\s+(?:åt|till)\s+[^.;\ufffc]{2,90}?,?\s+att(?!\p{L})/iu,
  /^ge[rs]?\s+[^.;\ufffc]{2,90}?\si\s+uppdrag,?\s+att(?!\p{L})/iu,
  /^[^.;\ufffc]{2,90}?\s(?:får|ges)\s+(?:i|ett)\s+uppdrag(?:\s+att)(?!\p{L})/iu,
] as const;

/** The second part is a commission of its own: a decision whatever stands before it. */
const ownCommission =
  /^(?:uppdra\s+(?:åt|till)\s|ge\s+(?:(?!\satt\s)[^.,;]){2,70}?\si\s+uppdrag(?!\p{L})|(?:(?!\satt\s)[^.,;]){2,70}?\s(?:får|ges)\s+i\s+uppdrag(?!\p{L}))/iu;

const att = /(?<!\p{L})att(?!\p{L})/iu;
const withAtt = /(?:\s*[,;])?\s+(?:samt|och)(?:\s+dels)?\s+att\s+|\s*[,;]\s*att\s+/giu;
const withoutAtt = /(?:\s*[,;])?\s+(?:samt|och)\s+(?=uppdra\s+(?:åt|till)\s|ge\s+[^.,;]{2,70}?\si\s+uppdrag(?!\p{L}))/giu;

/**
 * [CLS2] Where a clause that asks for several decisions can be cut; null where it asks for one, or
 * may be read so: only what grammar settles is told. `text` is without the block's own att.
 */
export function twoDecisions(text: string, blockHasAtt: boolean): readonly Cut[] | null {
  return byAtt(text) ?? byVerb(text) ?? bySentence(text, blockHasAtt);
}

function byAtt(text: string): readonly Cut[] | null {
  const joints = [...text.matchAll(withAtt)];
  // Commas alone divide nothing: "utreda om, och på vilket sätt, att …".
  if (!joints.some(isAnd)) return null;
  const cuts: Cut[] = [];
  // The commission under which the words now stand, and where what it commissions begins.
  let lead = commissionOf(text) ?? '';
  let start = lead.length;
  for (const joint of joints) {
    if (joint.index < start) continue;
    const before = text.slice(start, joint.index);
    const end = joint.index + joint[0].length;
    const words = text.slice(end);
    if (ownCommission.test(words)) {
      if (complements.test(before)) continue;
      lead = commissionOf(words) ?? '';
      cuts.push({ ...cutOf(joint), lead: '' });
      start = end + lead.length;
    } else if (!att.test(before) && isMeasureOfItsOwn(before, words, lead !== '')) {
      cuts.push({ ...cutOf(joint), lead: lead === '' ? '' : `${lead.trim()} ` });
      start = end;
    }
  }
  return cuts.length === 0 ? null : cuts;
}

function isMeasureOfItsOwn(before: string, words: string, isUnderCommission: boolean): boolean {
  if (reporting.test(words) || complements.test(before)) return false;
  return beginsWithMeasure(words) || (!isUnderCommission && !subordinating.test(before));
}

/** "anta planen samt uppdra åt kommunstyrelsen att …" */
function byVerb(text: string): readonly Cut[] | null {
  const joint = [...text.matchAll(withoutAtt)][0];
  if (joint === undefined || joint.index === 0) return null;
  const first = text.slice(0, joint.index);
  return att.test(first) || complements.test(first) ? null : [{ ...cutOf(joint), lead: '' }];
}

/** Two whole sentences that each give a commission. */
function bySentence(text: string, blockHasAtt: boolean): readonly Cut[] | null {
  if (blockHasAtt) return null;
  const cuts: Cut[] = [];
  let start = 0;
  const isCommission = (words: string) => commissionOf(words.trim()) !== null;
  for (const stop of text.matchAll(/(?<=[.])\s+(?:\d+\.\s+)?(?=\p{Lu})/gu)) {
    if (!isCommission(text.slice(start, stop.index)) || !isCommission(text.slice(stop.index + stop[0].length))) continue;
    cuts.push({ from: stop.index, to: stop.index + stop[0].length, lead: '' });
    start = stop.index + stop[0].length;
  }
  return cuts.length === 0 ? null : cuts;
}

function commissionOf(text: string): string | null {
  for (const pattern of commission) {
    const words = pattern.exec(text)?.[0];
    // Nothing subordinate before it: "utreda om nämnden får i uppdrag att" gives none.
    if (words !== undefined && !att.test(words.replace(/\s*att$/iu, ''))) return words;
  }
  return null;
}

const isAnd = (joint: RegExpExecArray) => /samt|och/iu.test(joint[0]);
const cutOf = (joint: RegExpExecArray) => ({ from: joint.index, to: joint.index + joint[0].length });
const beginsWithMeasure = (words: string) => measures.has(/^\p{L}+/u.exec(words)?.[0].toLowerCase() ?? '');
