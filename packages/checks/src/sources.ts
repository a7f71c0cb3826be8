import { lawReferences } from '@yrka/formal-text';

/**
 * What stands behind a finding. `where` is the source's own name, in Swedish whatever the
 * interface's language is; `read` the day on which it was read, as in "2026-11-25".
 */
export type Source =
  | { readonly kind: 'law' | 'guidance' | 'custom'; readonly where: string; readonly read: string }
  /** The municipality's own setting. */
  | { readonly kind: 'municipality' };

/** Where the law behind a finding can be read; null where it is no law. */
export function lawAddress(source: Source): string | null {
  return source.kind === 'law' ? (lawReferences(source.where)[0]?.href ?? null) : null;
}

/** Every source that a finding may name. */
export const sources = {
  whoMoves: { kind: 'law', where: 'kommunallagen (2017:725) 4 kap. 19 §', read: '2026-11-25' },
  yesOrNo: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 53 §', read: '2026-11-25' },
  parts: { kind: 'custom', where: 'Mariestads och Sigtunas anvisningar för motioner', read: '2026-11-23' },
  oneSubject: { kind: 'custom', where: 'Sigtunas och Mariestads anvisningar för motioner', read: '2026-11-23' },
  people: { kind: 'custom', where: 'skrivsätt i kommunala protokoll: namn med parti inom parentes', read: '2026-11-23' },
  att: { kind: 'custom', where: 'skrivsätt i motioner: att-satsen börjar med ett att', read: '2026-11-23' },
  handbook: { kind: 'custom', where: 'kommunal handbok för tjänsteskrivelser: beslutet skrivs som om det redan var fattat', read: '2026-11-23' },
  basis: { kind: 'custom', where: 'kommunal handbok för tjänsteskrivelser: underlaget räknas upp med datum', read: '2026-11-23' },
  everyClause: { kind: 'custom', where: 'delade beslut i kommunala protokoll: varje att-sats får sitt svar', read: '2026-11-23' },
  plainWords: { kind: 'guidance', where: 'Svarta listan (Statsrådsberedningen, PM 2011:1)', read: '2026-11-25' },
  plainSentences: { kind: 'guidance', where: 'Myndigheternas skrivregler, 8 uppl., 1.3', read: '2026-11-25' },
  putToTheMeeting: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 53 och 67 §§', read: '2026-11-26' },
  minutes: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 67 §', read: '2026-11-26' },
  minutesOrder: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 67 § 2', read: '2026-11-26' },
  votes: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 67 § 3 och 5', read: '2026-11-26' },
  decision: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 67 § 4', read: '2026-11-26' },
  reservation: { kind: 'law', where: 'kommunallagen (2017:725) 4 kap. 27 §', read: '2026-11-26' },
  dissent: { kind: 'law', where: 'kommunallagen (2017:725) 4 kap. 27 § och 5 kap. 67 § 6', read: '2026-11-26' },
  abstaining: { kind: 'law', where: 'kommunallagen (2017:725) 4 kap. 25 §', read: '2026-11-26' },
  castingVote: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 56 §', read: '2026-11-26' },
  oneThird: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 50 §', read: '2026-11-26' },
  committeeMajority: { kind: 'law', where: 'kommunallagen (2017:725) 6 kap. 33 §', read: '2026-11-26' },
  newMatter: { kind: 'law', where: 'kommunallagen (2017:725) 5 kap. 57 §', read: '2026-11-26' },
  order: { kind: 'custom', where: 'sammanträdesteknik: formella yrkanden först, tilläggsyrkanden sist', read: '2026-11-23' },
  yesAndNo: { kind: 'custom', where: 'verkliga omröstningar där ja betydde avslag eller återremiss', read: '2026-11-23' },
  reservationText: { kind: 'custom', where: 'sammanträdesteknik: en skriftlig reservation lämnas senast före justeringen', read: '2026-11-23' },
  genitive: { kind: 'custom', where: 'skrivsätt i kommunala protokoll: genitivets s står på namnet, före partiet', read: '2026-11-23' },
  summary: { kind: 'custom', where: 'kommunal handbok för tjänsteskrivelser: sammanfattningen är saklig och säger inget nytt', read: '2026-11-23' },
  calendar: { kind: 'custom', where: 'almanackan', read: '2026-11-26' },
  meetingDay: { kind: 'custom', where: 'sammanträdets dag', read: '2026-11-26' },
  ownSpelling: { kind: 'custom', where: 'dokumentets egen stavning', read: '2026-11-26' },
  matter: { kind: 'custom', where: 'ärendets övriga dokument', read: '2026-11-26' },
  quotation: { kind: 'custom', where: 'det citerade dokumentet', read: '2026-11-26' },
  municipality: { kind: 'municipality' },
} as const satisfies Readonly<Record<string, Source>>;
