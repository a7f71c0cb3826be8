import { genitive } from './person.ts';

/** `Björkviks kommuns vapen`: what is said of a municipality's arms to those who do not see them. */
export function writeArms(municipality: string): string {
  return `${genitive(municipality)} vapen`;
}
