const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit' });

/** Today in Sweden, as "2027-03-11". */
export const today = () => stockholm.format(new Date());

/** A time as people type it ("9", "9:00", "09.00") as "09.00"; null for nothing, undefined for what is no time of day. */
export function asTime(text: string): string | null | undefined {
  const words = text.trim().replace(/^kl\.?\s*/i, '');
  if (words === '') return null;
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[.:](\d{2}))?$/.exec(words) ?? [];
  return hours === '' || Number(hours) > 23 || Number(minutes) > 59 ? undefined : `${hours.padStart(2, '0')}.${minutes}`;
}
