/**
 * What stands behind a finding. `where` is the source's own name, in Swedish whatever the
 * interface's language is; `read` the day on which it was read, as in "2026-11-25".
 */
export type Source =
  | { readonly kind: 'law' | 'guidance' | 'custom'; readonly where: string; readonly read: string }
  /** The municipality's own setting. */
  | { readonly kind: 'municipality' };

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
  municipality: { kind: 'municipality' },
} as const satisfies Readonly<Record<string, Source>>;
