import type { UnansweredList } from '../api.ts';
import { outcomeWords, stageWords } from './words.ts';

type Motion = UnansweredList['motions'][number];

/**
 * The list as a table for a spreadsheet: UTF-8 with its mark, semicolons and CRLF, as a Swedish one opens it. A cell that
 * a spreadsheet would calculate is kept as text.
 */
export function unansweredCsv({ motions }: UnansweredList): string {
  const head = [
    'Diarienummer',
    'Motion',
    'Motionärer',
    'Väckt',
    'Året slut',
    'Dagar',
    'Finns hos',
    'Remiss',
    'Prognos',
    'Resultat hittills',
    'Anmält att året går ut',
    'Förslag',
  ];
  const lines = motions.map((motion) => [
    motion.diarienummer ?? '',
    motion.title,
    movers(motion),
    motion.from ?? '',
    motion.until ?? '',
    motion.daysUsed === null ? '' : String(motion.daysUsed),
    holders(motion),
    referrals(motion).join('. '),
    motion.forecast ?? '',
    results(motion).join('. '),
    report(motion) ?? '',
    proposal(motion),
  ]);
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(cell).join(';')).join('\r\n')}\r\n`;
}

function cell(words: string): string {
  const safe = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The list as plain text, to be put into a document of one's own. */
export function unansweredText({ municipality, date, startsAt, motions }: UnansweredList): string {
  const counted = { received: 'från den dag den kom in', moved: 'från den dag den väcktes', announced: 'från den dag den anmäldes' }[startsAt];
  const lines = motions.flatMap((motion, index) => [
    '',
    `${index + 1}. ${motion.title}`,
    ...[
      `Diarienummer: ${motion.diarienummer ?? 'saknas ännu'}`,
      `Motionärer: ${movers(motion)}`,
      motion.from === null ? 'Året har inte börjat' : `Året: ${motion.from} till ${motion.until ?? ''} (${motion.daysUsed ?? 0} dagar har gått)`,
      `Finns hos: ${holders(motion)}`,
      ...referrals(motion).map((words) => `Remiss: ${words}`),
      `Prognos: ${motion.forecast === null ? 'inget sammanträde är planerat så långt fram' : `fullmäktige ${motion.forecast}${motion.isAfterYear ? ', efter årets slut' : ''}`}`,
      ...(motion.isOver
        ? [
            'Beredningen är inte klar inom ett år. Det har kommit fram:',
            ...(results(motion).length > 0 ? results(motion) : ['inget ännu']).map((words) => `– ${words}`),
          ]
        : []),
      ...(report(motion) === null ? [] : [`Anmält till fullmäktige att året går ut: ${report(motion)}`]),
      ...(motion.proposed === null ? [] : [`Förslag: ${proposal(motion)}`]),
    ].map((line) => `   ${line}`),
  ]);
  const head = [
    `Motioner som inte har besvarats, ${municipality}, ${date}`,
    '',
    `En motion ska om möjligt beredas så att fullmäktige kan fatta beslut inom ett år från det att den väcktes. Om det inte går ska det, och vad som har kommit fram, anmälas till fullmäktige inom samma tid. Fullmäktige får då avskriva motionen (kommunallagen 5 kap. 35 §). Året räknas här ${counted}.`,
  ];
  return `${[...head, ...(motions.length === 0 ? ['', 'Alla motioner är besvarade.'] : lines)].join('\n')}\n`;
}

const movers = ({ movers: all }: Motion) => all.map(({ name, party }) => (party === null ? name : `${name} (${party})`)).join(', ');
const holders = (motion: Motion) => (motion.with.length > 0 ? motion.with.join(', ') : stageWords[motion.stage]);
const proposal = ({ proposed }: Motion) =>
  proposed === null ? '' : proposed === 'strikeOff' ? 'Motionen avskrivs från vidare handläggning' : 'Beredningen fortsätter';

/** "2027-02-22, § 31: Nämndens svar kom i december …" */
const report = ({ delayReport }: Motion) =>
  delayReport === null
    ? null
    : `${delayReport.on}${delayReport.paragraphNumber === null ? '' : `, ${delayReport.paragraphNumber}`}: ${delayReport.reported.replace(/\s+/g, ' ')}`;

function referrals({ referrals: all }: Motion): readonly string[] {
  return all.map(({ body, dueDate, answeredOn, isLate }) =>
    answeredOn === null ? `${body}, svar senast ${dueDate}${isLate ? ' (försenat)' : ''}` : `${body}, svar ${answeredOn}`,
  );
}

function results({ results: all }: Motion): readonly string[] {
  return all.map(({ body, on, outcome, paragraphNumber, answer }) => {
    const where = `${body} ${on}${paragraphNumber === null ? '' : `, ${paragraphNumber}`}`;
    if (answer !== null) return `${where}: ${answer.replace(/\s+/g, ' ')}`;
    return `${where}: ${outcome === null ? 'bordlagd' : outcomeWords[outcome]}`;
  });
}
