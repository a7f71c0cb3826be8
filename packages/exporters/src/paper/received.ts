const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant as the diary writes it, in Swedish time: "2027-01-12 kl. 21.14". */
export function writeReceived(instant: Date): string {
  const part = Object.fromEntries(stockholm.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day} kl. ${part.hour}.${part.minute}`;
}

/** The civil date of an instant in Sweden: "2027-01-12". */
export const civilDateOf = (instant: Date): string => writeReceived(instant).slice(0, 10);
