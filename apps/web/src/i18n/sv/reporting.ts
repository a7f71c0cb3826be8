/** The way of a report: approved, finalised for a meeting, revised. */
export const reporting = {
  label: 'Skrivelsens väg',
  step: 'Steg {step, number} av {steps, number}: {name}',
  actions: 'Vad du kan göra med skrivelsen',

  working: {
    approval: 'Bara de som arbetar med ärendet ser den. {names} godkänner den innan den färdigställs.',
    noApprover: 'Bara de som arbetar med ärendet ser den. Ingen i kommunen har rätt att godkänna skrivelser än. Säg till den som sköter Yrka hos er.',
    alone: 'Bara de som arbetar med ärendet ser den.',
    returned: '{by} lämnade tillbaka skrivelsen {when}.',
    reason: '”{reason}”',
  },
  approval: {
    waiting: 'Texten är låst medan {names} läser den.',
    yours: 'Läs texten. Du godkänner den precis som den står nu.',
  },
  approved: { band: 'Godkänd av {by} {when}. Texten är låst.', next: 'Färdigställ skrivelsen när den ska till sammanträdet.' },
  finalised: {
    band: 'Färdigställd den {day}. Texten kan inte ändras.',
    forMeeting: 'Färdigställd den {day} till {body} den {date}. Texten kan inte ändras.',
  },
  versions: {
    revised: 'Reviderad {date}',
    revisedFull: 'Reviderad {date}.',
    earlier: 'Den tidigare versionen',
    later: 'Det finns en senare version.',
    laterWorking: 'En ny version är under arbete.',
    toLater: 'Till den nya versionen',
  },

  acts: {
    sendForApproval: 'Skicka för godkännande',
    sendForApprovalMeans: 'Texten låses medan den läses. Den går att ta tillbaka.',
    approve: 'Godkänn',
    returnForChanges: 'Lämna tillbaka…',
    takeBack: 'Ta tillbaka…',
    finalise: 'Färdigställ…',
    revise: 'Ny version…',
    sendingMeans: 'Skickas skrivelsen utanför myndigheten innan den är färdigställd blir den allmän handling (tryckfrihetsförordningen 2 kap. 10 §).',
  },
  done: {
    sendForApproval: 'Skrivelsen är skickad för godkännande.',
    approve: 'Du har godkänt skrivelsen.',
    returnForChanges: 'Skrivelsen går att ändra igen.',
    finalise: 'Skrivelsen är färdigställd.',
  },

  gone: 'Någon annan hann före. Stäng rutan och se hur skrivelsen står nu.',

  giveBack: {
    title: 'Lämna tillbaka skrivelsen',
    titleTakeBack: 'Ta tillbaka skrivelsen',
    words: 'Texten låses upp så att den går att ändra. Sedan behöver den skickas för godkännande igen.',
    wordsApproved: 'Texten låses upp så att den går att ändra, och godkännandet gäller inte längre.',
    reasonMeans: 'Syns bara för dem som arbetar med skrivelsen.',
    action: 'Lämna tillbaka',
    actionTakeBack: 'Ta tillbaka',
  },

  finalise: {
    title: 'Färdigställ skrivelsen',
    meeting: 'Till sammanträde',
    option: '{body} {date}',
    optionPast: '{body} {date} (manusstopp har passerat)',
    none: 'Inget sammanträde än',
    deadline: 'Manusstopp {date}.',
    deadlineAt: 'Manusstopp {date} kl. {time}.',
    past: 'Manusstopp var {date}. Hör med sekreteraren om skrivelsen ändå kan tas med.',
    noMeeting: 'Skrivelsen blir klar utan att komma upp till något sammanträde.',
    words: 'Skrivelsen blir en upprättad handling och kan inte ändras. En sen ändring blir en ny daterad version.',
    action: 'Färdigställ',
  },

  revise: {
    title: 'Ny version',
    words: 'En ny skrivelse börjar från den färdigställda texten och dateras i dag. Den färdigställda ligger kvar som den är.',
    action: 'Börja på en ny version',
  },
} as const;
