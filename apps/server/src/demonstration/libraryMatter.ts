import { writeDate } from '@yrka/formal-text';
import { bjorkvik, type ClauseReference, derivedBlockId } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import {
  attachment,
  attClause,
  costTable,
  decisionBasis,
  decisionPoint,
  filledDocument,
  heading,
  list,
  paragraph,
  personList,
  recipient,
} from '../documents/compose.ts';
import { boardSubstitutes, named, servingBoard } from './people.ts';

export const libraryDiarienummer = 'KS 2026-00187';
export const libraryMatterTitle = 'Motion från Ingrid Näslund (C) och Tomas Berg (BD) om meröppet på biblioteket i Sandvik';

/** What the report says of the way that the motion has come. */
export const libraryDates = {
  receivedAt: new Date('2026-03-16T09:12:00.000Z'),
  movedAt: new Date('2026-03-30T11:00:00.000Z'),
  announcedAt: new Date('2026-03-30T11:00:00.000Z'),
} as const;
export const libraryAnnouncement = {
  bodyId: 'kf',
  meetingId: null,
  purpose: 'announcement',
  outcome: null,
  paragraphNumber: '§ 41',
  handledOn: '2026-03-30',
  reported: '',
} as const;
export const libraryReferral = {
  bodyId: 'kfn',
  sentAt: new Date('2026-04-14T08:30:00.000Z'),
  dueDate: '2026-09-15',
  answeredAt: new Date('2026-09-04T07:45:00.000Z'),
  answer:
    'Nämnden tillstyrker motionens första att-sats men anser att meröppet bör införas först när passersystemet i byggnaden har bytts ut under våren 2027.',
} as const;
/** The day of the meeting that the § in the matter stands ready for, as long as that is to come. */
export const libraryBoardDate = '2026-11-25';

const answerTitle = 'Svar på motion från Ingrid Näslund (C) och Tomas Berg (BD) om meröppet på biblioteket i Sandvik';
const clauseIds = [1, 2, 3].map((number) => derivedBlockId(`demonstration:library:${number}`));
const [openingHours = '', staffedHours = '', asbyLibrary = ''] = clauseIds;

/** A version of the filed motion that the report and the minutes point at. */
export type FiledMotion = { readonly document: string; readonly version: number };

export function libraryMotion(): Node {
  const movers = [named('ingrid-naslund'), named('tomas-berg')];
  return filledDocument('motion', bjorkvik, 'demonstration:library', {
    title: 'Motion om meröppet på biblioteket i Sandvik',
    fields: { date: 'den 16~mars 2026' },
    people: { movers, signatories: movers },
    body: [
      paragraph(
        'Biblioteket i Sandvik har öppet 14~timmar i veckan: måndag och onsdag eftermiddag samt lördag förmiddag. Den som arbetar på annan ort hinner sällan dit. Resten av tiden står lokalen tom, med datorer, tidningar och kommunens bästa läsplatser.',
      ),
      paragraph(
        'I många kommuner finns i dag meröppet. Den som har fyllt 18~år och gått igenom en introduktion öppnar dörren med sitt lånekort och en kod, och lånar och återlämnar själv. De bemannade timmarna finns kvar för alla som vill ha hjälp.',
      ),
      paragraph(
        'Tekniken är prövad. Huvudbiblioteket i Björkvik har redan självbetjänad utlåning, och samma system kan användas i Sandvik. Med meröppet får studerande en plats att läsa på om kvällen, föreningar ett ställe att träffas på och barnfamiljer ett mål för söndagspromenaden.',
      ),
      paragraph('Meröppet får däremot inte bli ett skäl att dra ner på personalen. Ett bibliotek utan bibliotekarier är bara en lokal med böcker.'),
    ],
    clauses: [
      attClause(openingHours, 'införa meröppet på biblioteket i Sandvik alla dagar klockan 7–22 senast den 1~mars 2027.'),
      attClause(staffedHours, 'behålla minst 14 bemannade timmar i veckan på biblioteket i Sandvik.'),
      attClause(asbyLibrary, 'ge kultur- och fritidsnämnden i uppdrag att utreda meröppet även på biblioteket i Åsby.'),
    ],
  });
}

/** The report half written: two of three clauses answered, the assessment not begun. */
export function libraryReport(motion: FiledMotion): Node {
  return filledDocument('officerReport', bjorkvik, 'demonstration:library:report', {
    title: answerTitle,
    fields: { department: 'Kommunledningskontoret', responsibleOfficer: 'Rakel Dal', diarienummer: libraryDiarienummer, addressee: 'Kommunstyrelsen' },
    parts: {
      proposedDecision: [paragraph('Kommunstyrelsen föreslår kommunfullmäktige besluta'), proposedPoints(motion)],
      summary: [summary()],
      matter: [
        paragraph(
          'Motionen anmäldes i kommunfullmäktige den 30~mars 2026, §~41, och remitterades till kultur- och fritidsnämnden för yttrande senast den 15~september 2026.',
        ),
        paragraph(
          'Biblioteket i Sandvik ligger i samma byggnad som Sandviksskolan och har egen entré. Under 2025 hade biblioteket 11~400 besök. Det är bemannat 14~timmar i veckan.',
        ),
        heading('Kultur- och fritidsnämndens yttrande'),
        paragraph(
          'Nämnden yttrade sig den 2~september 2026, §~58. Nämnden tillstyrker motionens första att-sats men anser att meröppet bör införas först när passersystemet i byggnaden har bytts ut under våren 2027.',
        ),
      ],
      consequences: [
        paragraph(
          'Införandet beräknas kosta 435~000 kronor under 2027. Därefter är kostnaden 105~000 kronor om året. Beloppen i tabellen är i tusental kronor (tkr).',
        ),
        costTable(
          ['Kostnad', '2027', '2028'],
          ['Passersystem och larm', '240', '0'],
          ['Självbetjäningsautomat', '95', '0'],
          ['Introduktion och information', '40', '15'],
          ['Drift och tillsyn', '60', '90'],
        ),
      ],
      decisionBasis: [decisionBases(motion)],
      attachments: [
        list('attachmentList', attachment('Motion, inkommen den 16~mars 2026'), attachment('Kultur- och fritidsnämndens protokoll den 2~september 2026, §~58')),
      ],
      recipients: [recipients()],
    },
  });
}

/** "2026-11-25" → "25~november 2026". */
const dayInHead = (day: string): string => (writeDate(day) ?? '').replace(/^den (\d+) /, '$1~');

/** The § that the secretary will record: what was known before the meeting is there, what happens at it is not. */
export function libraryMinutes(motion: FiledMotion, day: string): Node {
  return filledDocument('minutesItem', bjorkvik, 'demonstration:library:minutes', {
    title: answerTitle,
    fields: { body: 'Kommunstyrelsen', date: dayInHead(day), diarienummer: libraryDiarienummer },
    parts: {
      attendance: [personList('serving', servingBoard), personList('substitutes', boardSubstitutes)],
      proposalToAssembly: [proposedPoints(motion)],
      summary: [summary()],
      decisionBasis: [decisionBases(motion)],
      recipients: [recipients()],
    },
  });
}

const answers = (motion: FiledMotion, clause: string): readonly ClauseReference[] => [{ ...motion, clause }];

const proposedPoints = (motion: FiledMotion): Node =>
  list(
    'decisionList',
    decisionPoint(
      'partlyApproved',
      answers(motion, openingHours),
      'delvis bifalla motionens första att-sats genom att meröppet införs på biblioteket i Sandvik alla dagar klockan 7–21 från och med den 1~maj 2027.',
    ),
    decisionPoint(
      'answered',
      answers(motion, staffedHours),
      'anse motionens andra att-sats besvarad med hänvisning till att kultur- och fritidsnämnden beslutar om bibliotekens bemanning inom sin ram.',
    ),
  );

const summary = (): Node =>
  paragraph(
    'Ingrid Näslund (C) och Tomas Berg (BD) har väckt en motion om meröppet på biblioteket i Sandvik. Motionärerna föreslår att den som har lånekort och kod ska kunna använda biblioteket alla dagar klockan 7–22, att de bemannade timmarna inte ska bli färre och att meröppet ska utredas även för biblioteket i Åsby.',
  );

const decisionBases = (motion: FiledMotion): Node =>
  list(
    'decisionBasisList',
    decisionBasis('Kommunledningskontorets tjänsteskrivelse'),
    decisionBasis('Kultur- och fritidsnämndens protokoll den 2~september 2026, §~58'),
    decisionBasis('Motion om meröppet på biblioteket i Sandvik, inkommen den 16~mars 2026', motion),
  );

const recipients = (): Node => list('recipientList', recipient('Kultur- och fritidsnämnden', 'action'), recipient('Motionärerna', 'information'));
