import { expect, test } from 'vitest';
import { twoDecisions } from './twoDecisions.ts';

/** The clauses that it becomes, as one reads them; null where it stays one. */
function split(text: string, blockHasAtt = true): string[] | null {
  const cuts = twoDecisions(text, blockHasAtt);
  if (cuts === null) return null;
  const ends = [...cuts.map(({ from }) => from), text.length];
  return ends.map((end, index) => `${cuts[index - 1]?.lead ?? ''}${text.slice(cuts[index - 1]?.to ?? 0, end)}`);
}

test.each([
  [
    'utreda en cykelväg längs Kvarnvägen samt att kommunstyrelsen får i uppdrag att söka bidrag.',
    'utreda en cykelväg längs Kvarnvägen',
    'kommunstyrelsen får i uppdrag att söka bidrag.',
  ],
  ['införa avgiftsfria bussresor för unga och att bygga en badplats vid Sjön', 'införa avgiftsfria bussresor för unga', 'bygga en badplats vid Sjön'],
  ['kommunen inför fria bussresor, och att skolorna öppnar en timme tidigare', 'kommunen inför fria bussresor', 'skolorna öppnar en timme tidigare'],
  ['anta planen samt uppdra åt kommunstyrelsen att genomföra den', 'anta planen', 'uppdra åt kommunstyrelsen att genomföra den'],
  ['anta planen och ge tekniska nämnden i uppdrag att följa upp den', 'anta planen', 'ge tekniska nämnden i uppdrag att följa upp den'],
  [
    'ge tekniska nämnden i uppdrag att bygga ett övergångsställe på Storgatan och att sänka farten på Kvarnvägen',
    'ge tekniska nämnden i uppdrag att bygga ett övergångsställe på Storgatan',
    'ge tekniska nämnden i uppdrag att sänka farten på Kvarnvägen',
  ],
  [
    'uppdra åt tekniska nämnden att utreda vad en bro för cyklister kostar samt att uppdra åt kommunstyrelsen att söka bidrag',
    'uppdra åt tekniska nämnden att utreda vad en bro för cyklister kostar',
    'uppdra åt kommunstyrelsen att söka bidrag',
  ],
  ['bygga en bro, att måla räcket samt att sätta upp skyltar', 'bygga en bro', 'måla räcket', 'sätta upp skyltar'],
  [
    'kommunstyrelsen får i uppdrag att utreda en ny skola, att sälja den gamla och att tekniska nämnden får i uppdrag att riva baracken',
    'kommunstyrelsen får i uppdrag att utreda en ny skola',
    'kommunstyrelsen får i uppdrag att sälja den gamla',
    'tekniska nämnden får i uppdrag att riva baracken',
  ],
])('[CLS2] finds several decisions in “%s”', (text, ...parts) => {
  expect(split(text)).toEqual(parts);
});

test('[CLS2] cuts two whole sentences that each give a commission', () => {
  expect(split('Kommunstyrelsen får i uppdrag att utreda frågan. Tekniska nämnden får i uppdrag att bygga bron.', false)).toEqual([
    'Kommunstyrelsen får i uppdrag att utreda frågan.',
    'Tekniska nämnden får i uppdrag att bygga bron.',
  ]);
});

test.each([
  'ge barn- och utbildningsnämnden i uppdrag att tillsammans med eleverna kartlägga otrygga platser',
  'ge kommunstyrelsen i uppdrag att utreda frågan och att återkomma till fullmäktige med ett förslag',
  'uppdra åt kommunstyrelsen att utreda frågan samt att redovisa resultatet senast i juni',
  'införa en kulturskola och att detta finansieras inom ram',
  'kommunen verkar för att tågen stannar oftare och att biljetterna blir billigare',
  'ge nämnden i uppdrag att se till att belysningen lagas och att gångvägen sandas',
  'ge nämnden i uppdrag att säkerställa att barnen hörs och att kommunen tar hänsyn till det',
  'utreda hur bussarna kan gå oftare och att resenärerna tillfrågas',
  'utreda behovet av fler platser och att det finns personal',
  'bygga gång- och cykelvägar samt planskilda korsningar',
  'utreda och införa en fixartjänst',
  'kommunstyrelsen bjuder in Trafikverket till ett samråd om ansvar för gångvägen under spåren, samt',
  'utreda om, och i så fall på vilket sätt, att bygga är möjligt',
  'uppdra till tekniska nämnden att förbättra belysningen längs Kvarnstigen och Bangatan,',
])('[CLS2] finds one in “%s”', (text) => {
  expect(split(text)).toBeNull();
});

test('[CLS2] a sentence that explains the one before it is no decision', () => {
  expect(split('Kommunstyrelsen får i uppdrag att utreda frågan. Utredningen ska vara klar i juni.', false)).toBeNull();
  expect(
    split(
      'Nämnden får i uppdrag att, i dialog med idrottsrörelsen, ta fram ett förslag på ett arrangemang för att uppmärksamma tränare samt årets tränare.',
      false,
    ),
  ).toBeNull();
});
