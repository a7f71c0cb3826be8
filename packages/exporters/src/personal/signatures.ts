import type { PersonalDetail } from './detail.ts';

const signed =
  /(?<!\p{L})(?:digitalt|elektroniskt) (?:signera[dt]|underteckna[dt]|underskriv(?:en|et))(?: (?:av|med) [^.;\ufffc]{1,80})?|(?<!\p{L})(?:transaktions|signerings|signatur|verifikations) ?-?id(?:entitet|entifierare)?[ :]{1,3}[\p{L}\p{N}-]{4,80}/giu;

/** [PER5] What a signing service left in a text: that it was signed, by whom, and its number. */
export function signaturesIn(text: string): readonly PersonalDetail[] {
  return [...text.matchAll(signed)].map(({ index, 0: words }) => ({
    kind: 'signature',
    certainty: 'possible',
    from: index,
    to: index + words.trimEnd().length,
  }));
}
