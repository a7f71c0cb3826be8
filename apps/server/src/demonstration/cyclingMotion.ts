import { bjorkvik, derivedBlockId } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { attClause, bullet, costTable, filledDocument, footnote, heading, paragraph } from '../documents/compose.ts';
import { named } from './people.ts';

/** The motion under work: two authors of one party, and a substitute who will support it. */
export function cyclingMotion(): Node {
  const authors = [named('anna-lind'), named('omar-said')];
  return filledDocument('motion', bjorkvik, 'demonstration:cycling', {
    title: 'Trygga cykelvägar till skolan',
    people: { movers: authors, signatories: authors, supporters: [named('eva-ek')] },
    body: [
      paragraph(
        'I Björkvik har tre av fyra elever i låg- och mellanstadiet mindre än två kilometer till skolan',
        footnote('Kommunens resvaneundersökning 2025, besvarad av vårdnadshavare till 412 elever i förskoleklass till årskurs~6.'),
        '. Ändå skjutsas många av dem med bil. När vi har pratat med föräldrar och skolpersonal återkommer samma skäl: på Storgatan vid Ekskolan måste barnen korsa fyra körfält utan övergångsställe, och på Kvarnvägen tar cykelbanan slut 300~meter före Strandskolan.',
      ),
      paragraph(
        'Bilarna som lämnar barn gör i sin tur skolvägen otryggare för dem som går och cyklar. Så växer trafiken vid skolorna av sig själv, år efter år. Den som får vänja sig vid att cykla till skolan fortsätter däremot ofta med det som vuxen.',
      ),
      heading('Börja där flest barn korsar en större väg'),
      paragraph('Allt kan inte byggas på en gång. Vi vill att kommunen börjar med tre platser:'),
      bullet('Storgatan vid Ekskolan, där ett upphöjt övergångsställe tvingar ner farten'),
      bullet('Kvarnvägen, där gång- och cykelbanan behöver nå hela vägen fram till Strandskolan'),
      bullet('gångtunneln vid Stationsgatan, där belysningen är dålig och sikten skymd'),
      paragraph('Vi uppskattar kostnaden till drygt tre miljoner kronor, fördelade på två år. Beloppen är i tusental kronor (tkr).'),
      costTable(
        ['Åtgärd', '2027', '2028'],
        ['Övergångsställe på Storgatan', '650', '0'],
        ['Gång- och cykelbana på Kvarnvägen', '200', '1~900'],
        ['Belysning vid Stationsgatan', '280', '0'],
        ['Kartläggning tillsammans med eleverna', '60', '40'],
      ),
      paragraph('Barnen vet bäst var det känns otryggt. De ska vara med när nästa åtgärder väljs.'),
    ],
    clauses: [
      attClause(
        derivedBlockId('demonstration:cycling:1'),
        'ge tekniska nämnden i uppdrag att bygga ett upphöjt övergångsställe på Storgatan vid Ekskolan senast 2027.',
      ),
      attClause(
        derivedBlockId('demonstration:cycling:2'),
        'ge tekniska nämnden i uppdrag att förlänga gång- och cykelbanan på Kvarnvägen fram till Strandskolan senast 2028.',
      ),
      attClause(
        derivedBlockId('demonstration:cycling:3'),
        'ge barn- och utbildningsnämnden i uppdrag att tillsammans med eleverna kartlägga otrygga platser längs skolvägarna.',
      ),
    ],
  });
}
