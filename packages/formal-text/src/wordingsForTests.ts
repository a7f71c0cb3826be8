import type { Wording } from './index.ts';

/** Göteborg's city council and executive board, 2023–2025 (g01–g07), as a municipality would set it. */
export const goteborg: Partial<Wording> = {
  proposedDecision: 'kommunstyrelsens förslag',
  yrkandeOf: '{theNoun} från {who}',
  procedural: {
    referralBack: {
      moved: 'att ärendet återremitteras{to}{grounds}',
      put: 'ärendets återremiss',
      voteFor: 'ärendets återremiss',
      found: 'återremittera ärendet',
      named: 'återremiss',
      done: 'återremitterat',
    },
    deferral: {
      moved: 'att ärendet bordläggs{until}',
      put: 'ärendets bordläggning',
      voteFor: 'ärendets bordläggning',
      found: 'bordlägga ärendet',
      named: 'bordläggning',
      done: 'bordlagt',
    },
    adjournment: {
      moved: 'ajournering',
      put: 'ajournering',
      voteFor: 'ajournering',
      found: 'ajournera sammanträdet',
      named: 'ajournering',
      done: 'ajournerat',
    },
    decideToday: {
      moved: 'att ärendet avgörs idag',
      put: 'ärendets avgörande idag',
      voteFor: 'ärendets avgörande idag',
      found: 'avgöra ärendet vid dagens sammanträde',
      named: 'ärendets avgörande idag',
      done: 'avgjort',
    },
  },
  next: 'härefter ',
  acclamation: 'Ordföranden ställer {sequence}propositioner på {list} och finner att {found} har bifallits.',
  proceduralAcclamation: 'Ordföranden ställer {sequence}propositioner på dels {first} och dels {second} och finner att {body} beslutat {found}.',
  mainProposal: 'Ordföranden antecknar {main} som Ja-proposition i huvudvoteringen.',
  counterProposal: 'Återstående yrkanden ställs under proposition. Ordföranden finner att {found} antagits som motförslag i huvudvoteringen.',
  approvalOrRejection: 'Ordföranden ställer {sequence}propositioner på bifall respektive avslag på {yrkande} och finner att det har {outcome}.',
  carried: 'bifallits',
  lost: 'avslagits',
  voteRequested: 'Omröstning begärs.',
  meanings: 'Godkänd voteringsproposition: ”Ja för bifall till {yes}. Nej för bifall till {no}.”',
  otherMeanings: 'Godkänd voteringsproposition: ”Ja för {yes} och Nej för {no}.”',
  outcome: 'Omröstningen utfaller med {yes} Ja mot {no} Nej.',
  castingVoteOutcome: 'Omröstningen utfaller med {yes} Ja mot {no} Nej. Ordförandens utslagsröst avgör.',
};
