import type { MatterStage } from '@yrka/policies';
import type { Outcome } from '@yrka/schema';

/** The Swedish of what stands in files that are handed on. What is on the screen has its words in the web app. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  approved: 'bifall',
  partlyApproved: 'delvis bifall',
  rejected: 'avslag',
  answered: 'anses besvarad',
  tillstyrkan: 'tillstyrkan',
  avstyrkan: 'avstyrkan',
  noPosition: 'lämnas utan ställningstagande',
  referredBack: 'återremiss',
  struckOff: 'avskrivs',
};

export const stageWords: Readonly<Record<MatterStage, string>> = {
  drafting: 'utkast',
  received: 'inkommen, väntar på diarienummer',
  registered: 'registrerad',
  announced: 'anmäld',
  referred: 'på remiss',
  inPreparation: 'beredning',
  decided: 'avgjord',
  withdrawn: 'återtagen',
  closed: 'avslutad',
  published: 'publicerad',
};
