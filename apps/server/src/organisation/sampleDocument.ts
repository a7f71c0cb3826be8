import { type DocumentKind, type MunicipalityTemplate, schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import {
  attachment,
  attClause,
  costTable,
  decisionBasis,
  type Filling,
  filledDocument,
  list,
  type NamedPerson,
  paragraph,
  personList,
  recipient,
} from '../documents/compose.ts';

/** The kinds of document that the municipality's template gives a form of their own. */
export type SampleKind = Exclude<DocumentKind, 'writtenStatement'>;

/** A document that begins from the template and is written to its end, to see the template by. Its people and facts are made up. */
export function sampleDocument(kind: SampleKind, template: MunicipalityTemplate): Node {
  return filledDocument(kind, template, `sample:${kind}`, samples[kind](template));
}

const somebody = (name: string, party: string | null, role: NamedPerson['role'] = null): NamedPerson => ({ id: 'sample', name, party, role });
const movers = [somebody('Anna Lind', 'L'), somebody('Omar Said', 'L')];

const samples: Readonly<Record<SampleKind, (template: MunicipalityTemplate) => Filling>> = {
  motion: ({ clausesBeginWithAtt: att }) => ({
    title: 'Trygga cykelvägar till skolan',
    fields: { date: 'den 12 januari 2027' },
    people: { movers, signatories: movers },
    body: [
      paragraph('Varje morgon cyklar barn längs vägar som byggdes för bilar. Föräldrar som vill låta dem cykla själva vågar inte, och kör dem i stället.'),
      paragraph('Det finns enkla sätt att göra vägen till skolan trygg: belysning, en målad linje, ett övergångsställe där många går över.'),
    ],
    clauses: [
      attClause(
        null,
        att
          ? 'tekniska nämnden får i uppdrag att ta fram en plan för cykelvägar till skolorna, samt'
          : 'Tekniska nämnden får i uppdrag att ta fram en plan för cykelvägar till skolorna.',
        att,
      ),
      attClause(null, att ? 'planen redovisas för fullmäktige före årets slut.' : 'Planen redovisas för fullmäktige före årets slut.', att),
    ],
  }),
  officerReport: (template) => ({
    title: 'Svar på motion om trygga cykelvägar till skolan',
    // The board prepares every motion, as the program fills it in.
    fields: { ...facts, addressee: 'Kommunstyrelsen' },
    parts: {
      proposedDecision: [decision(template, 'motionen anses besvarad.')],
      summary: [
        paragraph('Anna Lind (L) och Omar Said (L) föreslår i en motion att kommunen tar fram en plan för cykelvägar till skolorna. Arbetet pågår redan.'),
      ],
      matter: [paragraph('Motionen väcktes i fullmäktige den 25 januari 2027 och har remitterats till tekniska nämnden, som har yttrat sig.')],
      assessment: [
        paragraph('Kontoret delar motionärernas bild. En cykelplan är under arbete och omfattar vägarna till alla skolor i kommunen.'),
        paragraph('Planen redovisas under hösten. Något ytterligare uppdrag behövs därför inte.'),
      ],
      consequences: [
        paragraph('Åtgärderna ryms inom ramen.'),
        costTable(['Post', '2027, tkr', '2028, tkr'], ['Belysning', '480', '520'], ['Målning', '60', '60']),
      ],
      consultation: [paragraph('Samråd har skett med skolornas rektorer.')],
      ...sources,
    },
  }),
  minutesItem: (template) => ({
    title: 'Svar på motion om trygga cykelvägar till skolan',
    fields: facts,
    parts: {
      attendance: [
        personList('serving', [somebody('Eva Ek', 'L', 'chair'), somebody('Kim Ståhl', 'C'), somebody('Omar Said', 'L')]),
        personList('substitutes', [somebody('Maria Holm', 'S', 'substitute')]),
      ],
      decision: [decision(template, 'förslaget överlämnas till fullmäktige.')],
      proposalToAssembly: [decision(template, 'motionen anses besvarad.')],
      summary: [paragraph('Anna Lind (L) och Omar Said (L) föreslår i en motion att kommunen tar fram en plan för cykelvägar till skolorna.')],
      earlierTreatment: [paragraph('Arbetsutskottet behandlade ärendet den 11 mars 2027, § 23.')],
      conflictOfInterest: [paragraph('Ingen anmäler jäv.')],
      notParticipating: [paragraph('Alla deltar i beslutet.')],
      deliberation: [paragraph('I överläggningen yttrar sig Omar Said (L) och Kim Ståhl (C).')],
      yrkanden: [paragraph('Omar Said (L) yrkar bifall till motionen.'), paragraph('Kim Ståhl (C) yrkar bifall till förslaget.')],
      beslutsgang: [paragraph('Ordföranden ställer förslagen mot varandra och finner att styrelsen beslutar enligt förslaget.')],
      vote: [paragraph('Ingen omröstning begärs.')],
      reservations: [paragraph('Omar Said (L) reserverar sig mot beslutet till förmån för eget yrkande.')],
      separateStatements: [paragraph('Maria Holm (S) lämnar ett särskilt yttrande.')],
      minutesNotes: [paragraph('Ingen protokollsanteckning görs.')],
      verification: [paragraph('Protokollet justeras av ordföranden och Kim Ståhl (C).')],
      ...sources,
    },
  }),
};

const facts: NonNullable<Filling['fields']> = {
  department: 'Tekniska kontoret',
  responsibleOfficer: 'Rakel Dal',
  body: 'Kommunstyrelsen',
  date: '2027-03-25',
  diarienummer: 'KS 2027-00031',
  matterTitle: 'Motion om trygga cykelvägar till skolan',
  paragraphNumber: '§ 47',
};

const sources: NonNullable<Filling['parts']> = {
  decisionBasis: [
    list('decisionBasisList', decisionBasis('Motion, inkommen den 12 januari 2027'), decisionBasis('Tekniska nämndens yttrande den 16 februari 2027, § 12')),
  ],
  attachments: [list('attachmentList', attachment('Karta över skolvägar'))],
  recipients: [list('recipientList', recipient('Motionärerna', 'information'), recipient('Tekniska nämnden', 'action'))],
};

/** A point by itself, in the form that the template gives it. */
function decision({ decisionsBeginWithAtt: att }: MunicipalityTemplate, words: string): Node {
  const sentence = att ? words : words.charAt(0).toLocaleUpperCase('sv') + words.slice(1);
  return schema.node('decisionList', null, [schema.node('decisionPoint', { att }, [schema.text(sentence)])]);
}
