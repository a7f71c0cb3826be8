export const personalDetailKinds = ['personalNumber', 'coordinationNumber', 'email', 'telephone', 'postalAddress', 'signature'] as const;
export type PersonalDetailKind = (typeof personalDetailKinds)[number];

export const certainties = ['certain', 'likely', 'possible'] as const;
/** `certain`: it can hardly be anything else; `likely`: by its form; `possible`: worth a look, and often nobody's in particular. */
export type Certainty = (typeof certainties)[number];

/** Where a detail stands in a text, in UTF-16 units. */
export type PersonalDetail = { readonly kind: PersonalDetailKind; readonly certainty: Certainty; readonly from: number; readonly to: number };
