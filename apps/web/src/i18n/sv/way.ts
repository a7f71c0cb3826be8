/** A motion's way from draft to receipt: signing, filing, and what came too late. */
export const way = {
  menu: 'Lämna in',
  menuReport: 'Dokumentet',
  items: {
    sendForSigning: 'Skicka för underskrift…',
    sendForSigningMeans: 'Texten låses, och var och en undertecknar det som står',
    shareForReview: 'Dela för granskning…',
    shareForReviewMeans: 'De du väljer läser texten som den står nu, och föreslår',
    file: 'Lämna in…',
    fileMeans: 'Du ser motionen som den skrivs ut innan något skickas',
    unlock: 'Lås upp…',
    unlockMeans: 'Texten går att ändra igen, och underskrifterna faller',
    print: 'Skriv ut för underskrift',
    printMeans: 'Med rader att underteckna på',
    exportMeans: 'PDF, Word och andra format, med sidorna som de blir',
    pdf: 'Visa som PDF',
    word: 'Ladda ner Word-kopia',
    wordHere: 'Word-kopian är gjord av texten som den står på den här enheten',
    wordNotHere: 'Word-kopian går inte att göra utan nät än. Texten finns kvar här; försök igen när nätet är tillbaka.',
    discardDraft: 'Radera utkastet…',
    discardDraftMeans: 'Allt som skrivits försvinner för hela gruppen',
  },

  pdfOpens: 'öppnas i en ny flik',
  sendForSigning: {
    title: 'Skicka för underskrift',
    words:
      'Texten låses så att alla undertecknar samma text. De som står som undertecknare får en avisering. Vill ni ändra något låser ni upp, och då faller underskrifterna.',
    action: 'Skicka för underskrift',
  },
  unlock: {
    title: 'Lås upp texten?',
    words:
      '{count, plural, =0 {Ingen har undertecknat än.} one {En underskrift faller} other {# underskrifter faller}}{count, plural, =0 {} other { och behöver göras om. De som har undertecknat får veta det.}}',
    action: 'Lås upp',
  },
  discardDraft: {
    title: 'Radera utkastet?',
    words: 'Texten, kommentarerna och versionerna försvinner för hela partigruppen och går inte att få tillbaka.',
    action: 'Radera utkastet',
    done: 'Utkastet är raderat.',
  },

  return: {
    reason: 'Varför (valfritt)',
    tooLong: 'Det är för långt. Högst {limit, number} tecken får plats.',
  },

  signing: {
    heading: 'Texten är låst för underskrift',
    progress: '{signed} av {asked} har undertecknat',
    nobodyAsked: 'Ingen står som undertecknare i motionen. Lås upp och skriv vilka som undertecknar.',
    signed: 'undertecknade {when}',
    supports: 'instämmer, {when}',
    waiting: 'har inte undertecknat',
    maySupport: 'kan instämma',
    sign: 'Underteckna',
    signAsServing: 'Underteckna som tjänstgörande ersättare',
    support: 'Instäm',
    withdraw: 'Ta tillbaka underskriften',
    withdrawSupport: 'Ta tillbaka instämmandet',
    guest: 'Du är inbjuden att skriva. Bara ledamöter undertecknar. Ersättare kan instämma.',
    substitute: 'Ersättare kan instämma.',
    announceSigned: 'Du har undertecknat motionen.',
    announceSupported: 'Du instämmer i motionen.',
  },

  filed: {
    band: 'Inlämnad och låst. Utkast, kommentarer och versioner finns kvar hos partigruppen.',
    receipt: 'Visa kvittot',
    matter: 'Till ärendet',
  },
  received: { band: 'Inlämnad och låst.', signedBy: 'Undertecknad av {names}.', supportedBy: '{names} instämmer.' },

  technical: { heading: 'Tekniska uppgifter', code: 'Dokument-id', hash: 'Kontrollkod', locked: 'Låst' },

  late: {
    title: 'Din sena ändring',
    words: 'Den kom efter inlämningen och syns bara för dig.',
    wordsLocked: 'Den kom efter att texten låstes och syns bara för dig.',
    show: 'Visa texten med din ändring',
    save: 'Ladda ner som text',
    drop: 'Ta bort',
    fileName: 'sen-andring.txt',
  },

  preview: {
    openPdf: 'Öppna som PDF',
  },
  filing: {
    title: 'Lämna in motionen',
    back: 'Till texten',
    preview: 'Så här ser motionen ut på papper',
    signatures: 'Underskrifter',
    noneSigned: 'Ingen har undertecknat än.',
    youSign: 'Du undertecknar motionen när du lämnar in den.',
    notAllSigned: '{missing} har inte undertecknat. Motionen går att lämna in ändå.',
    meeting: 'Nästa sammanträde',
    next: 'Nästa {body} {date}',
    lastDay: 'sista dag {date}',
    lastDayAt: 'sista dag {date} kl. {time}',
    noMeeting: 'Inget sammanträde är planerat än. Motionen går att lämna in ändå.',
    checks: 'Kontroll',
    happens: 'När du lämnar in får kommunen motionen, och den blir en allmän handling. Utkast, kommentarer och versioner stannar hos partigruppen.',
    action: 'Lämna in motionen',
    actionAnyway: 'Lämna in ändå',
    mayNot: 'Motionen är redan inlämnad, eller så är det en ledamot som ska lämna in den.',
  },

  receipt: {
    title: 'Inkommen {date} kl. {time}',
    waiting: 'Väntar på diarienummer.',
    number: 'Diarienummer {number}.',
    words: 'Kommunen har tagit emot motionen. Spara kvittot om du vill.',
    download: 'Ladda ner kvittot (PDF)',
    matter: 'Till ärendet',
    document: 'Till motionen',
    what: 'Rubrik',
    senders: 'Inlämnad av',
    attachments: 'Bilagor',
    none: 'Motionen är inte inlämnad.',
  },
} as const;
