/** Who wrote which words: off until an author asks, for the authors alone, and gone when the text is filed or finalised. */
export const writers = {
  title: 'Vem skrev det här?',
  shown: 'Författarna kan se vem som skrev vad i den här texten.',
  offMeans:
    'Det är avstängt i den här texten. Slår du på det kan alla författare se vem som skrev vilka ord, ett ställe i taget. Loggen visar att du slog på det. Uppgifterna försvinner när texten lämnas in eller färdigställs.',
  onMeans: 'Alla författare kan se detta. Uppgifterna försvinner när texten lämnas in eller färdigställs.',
  turnOn: 'Slå på för alla författare',
  turnOff: 'Stäng av för alla författare',
  list: 'Ord för ord, i textens ordning',
  nothing: 'Här finns inga ord.',
  somebody: 'Någon som inte längre finns i registret',
  unknown: 'Det går inte att se vem som skrev detta.',
  wrote: '{name}, {when}.',
  accepted: 'Godtaget av {name}, {when}.',
  moved: 'Flyttat hit av {name}, {when}.',
  from: {
    template: 'Från mallen.',
    import: 'Inläst från en fil, {when}.',
    filing: 'Från den inlämnade motionen, {when}.',
    revision: 'Från den tidigare versionen, {when}.',
    restoration: 'Återställt från en äldre version, {when}.',
    server: 'Stod här från början.',
  },
  fromBy: {
    template: 'Från mallen.',
    import: 'Inläst från en fil av {name}, {when}.',
    filing: 'Från den inlämnade motionen, {when}.',
    revision: 'Från den tidigare versionen, av {name}, {when}.',
    restoration: 'Återställt från en äldre version av {name}, {when}.',
    server: 'Stod här från början.',
  },
} as const;
