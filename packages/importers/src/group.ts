/** Words between a group's people and what they do, where the group is named instead of them, or beside them. */
const forms: readonly RegExp[] = [
  /^(?:och )?(?:samtliga |alla |övriga )?(?:närvarande )?(?:ledamöterna|ledamöter|representanterna|gruppen)(?: från| för| i) (.+)$/iu,
  /\b(?:och|samt) övriga(?: närvarande)? (?:ledamöter|ledamöterna)(?: från| för| i) (.+)$/iu,
  /^(\p{Lu}[\p{L}-]*(?: (?:och )?\p{Lu}[\p{L}-]*){0,3}s (?:grupp|ledamöter|partigrupp|fullmäktigegrupp|representanter))$/u,
  /^(\p{Lu}[\p{L}-]*(?:partiet|demokraterna|moderaterna|liberalerna|partigrupp))(?: genom .+)?$/iu,
  /^(\p{Lu}[\p{L}]{0,5}(?:, \p{Lu}[\p{L}]{0,5})*(?:,? och \p{Lu}[\p{L}]{0,5})?)$/u,
];

/** What a sentence does, after or before its subject. */
const acts =
  /^(?:Mot beslutet reservera(?:r|de) sig |(?:Blank|Skriftlig) reservation (?:anmäls|anmäldes|lämnas|lämnades) av )?(.+?)(?= (?:reserverar|reserverade|antecknar|antecknade|lämnar|lämnade|anmäler|anmälde|deltar|deltog|avstår|avstod|lät till protokollet)\b| till förmån för | med hänvisning |,? se bilaga|\.?$)/u;

/**
 * The group behind an event as its words name it ("SD" of "Ledamöterna från SD reserverar sig"),
 * or null when only people do. The first sentence counts.
 */
export function groupOf(text: string): string | null {
  const subject = acts.exec(text)?.[1]?.trim() ?? '';
  for (const form of forms) {
    const group = form.exec(subject)?.[1];
    if (group !== undefined) return group.trim();
  }
  return null;
}
