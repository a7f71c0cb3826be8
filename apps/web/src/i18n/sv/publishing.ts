/** The publishing version of a locked document: what is masked, and the copy without it. */
export const publishing = {
  title: 'Publiceringsversion',
  back: 'Till dokumentet',
  loading: 'Hämtar texten',
  open: 'Publiceringsversion…',
  intro:
    'Här gör du en kopia att publicera: utan underskrifter, och utan de ord du maskerar. Dokumentet självt ändras inte. Namn söks inte: läs igenom texten.',
  sheet: 'Dokumentets text',
  mayNot: 'Publiceringsversionen görs av registrator eller sekreterare, när dokumentet är låst.',

  files:
    '{count, plural, one {En bilaga hör till dokumentet. Den är inte genomgången och följer inte med.} other {# bilagor hör till dokumentet. De är inte genomgångna och följer inte med.}}',

  list: 'Att ta ställning till',
  progress: '{undecided, plural, =0 {Allt är avgjort.} one {Ett ställe återstår.} other {# ställen återstår.}}',
  empty: 'Inget hittades i texten. Står det ändå något som inte ska publiceras, markera orden eller skriv dem nedan.',
  keys: 'I listan: pil upp och ned flyttar, M maskerar, L låter stå.',
  mask: 'Maskera',
  leave: 'Låt stå',
  undo: 'Ångra',
  maskSome: 'Maskera de första {count, number}',
  maskAll: '{count, plural, one {Maskera det som återstår} other {Maskera alla # som återstår}}',
  itemActs: 'Vad som ska ske med ”{words}”',
  isMasked: 'Maskeras.',
  isLeft: 'Står kvar.',
  because: 'Skäl: {reason}',

  kinds: {
    personalNumber: 'Personnummer',
    coordinationNumber: 'Samordningsnummer',
    email: 'E-postadress',
    telephone: 'Telefonnummer',
    postalAddress: 'Postadress',
    signature: 'Spår av underskrift',
    sameWords: 'Samma ord som du har maskerat',
    chosen: 'Valda ord',
  },
  certainties: { certain: 'säkert', likely: 'troligt', possible: 'kanske' },
  kindWith: '{kind}, {certainty}',

  choose: {
    title: 'Maskera andra ord',
    words: 'Ord att maskera',
    wordsMeans: 'Markera i texten, eller skriv. Skrivna ord maskeras överallt där de står.',
    reason: 'Skäl (valfritt)',
    reasonMeans: 'Sparas bredvid dokumentet. Står inte i kopian.',
    reasons: 'Förslag på skäl',
    suggestions: {
      personal: 'Personuppgift som inte publiceras',
      persecuted: 'OSL 21 kap. 3 §',
      health: 'OSL 21 kap. 1 §',
      social: 'OSL 26 kap. 1 §',
      staff: 'OSL 39 kap.',
      safety: 'OSL 18 kap. 8 §',
    },
    action: 'Maskera orden',
    nowhere: 'Orden står inte i texten.',
    noWords: 'Markera eller skriv de ord som ska maskeras.',
    tooLong: 'Det är för långt. Högst {limit, number} tecken får plats.',
  },

  told: {
    masked:
      '{count, plural, one {Maskeras.} other {# ställen maskeras.}} {undecided, plural, =0 {Allt är avgjort.} one {Ett ställe återstår.} other {# ställen återstår.}}',
    left: 'Står kvar. {undecided, plural, =0 {Allt är avgjort.} one {Ett ställe återstår.} other {# ställen återstår.}}',
    undone: 'Inte avgjort längre. {undecided, plural, =0 {Allt är avgjort.} one {Ett ställe återstår.} other {# ställen återstår.}}',
  },

  result: {
    title: 'Kopian',
    show: 'Visa kopian',
    text: 'Visa texten',
    pages: 'Så ser kopian ut',
    pdf: 'Ladda ner som PDF',
    docx: 'Ladda ner som Word',
    html: 'Ladda ner som webbsida',
    waits: 'Kopian går att se och ladda ner när allt är avgjort.',
  },
} as const;
