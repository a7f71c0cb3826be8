/** Who is in the document now. */
export const presence = {
  here: 'Här just nu',
  onlyYou: 'Bara du är här',
  you: '{name} (du)',
  more: '{count, plural, one {# till} other {# till}}',
  showAll: 'Visa alla {count, number} som är här',
  came: '{name} är här',
  left: '{name} har gått',
  cameMany: '{count, number} personer kom',
} as const;
