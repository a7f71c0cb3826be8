const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** An instant as the diary writes it, in Swedish time: "2027-01-12 kl. 21.14". */
export const writeReceived = (instant: Date): string => writeToSecond(instant).slice(0, '2027-01-12 kl. 21.14'.length);

/** The same to the second, for two that are of one minute: "2027-01-12 kl. 21.14.05". */
export function writeToSecond(instant: Date): string {
  const part = Object.fromEntries(stockholm.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day} kl. ${part.hour}.${part.minute}.${part.second}`;
}

/** The civil date of an instant in Sweden: "2027-01-12". */
export const civilDateOf = (instant: Date): string => writeReceived(instant).slice(0, 10);
