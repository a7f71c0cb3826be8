/** The accessibility statement that lagen (2018:1937) om tillgänglighet till digital offentlig service asks for, 13 §. */
export const accessibility = {
  title: 'Tillgänglighetsredogörelse',
  intro:
    '{municipality} står bakom den här tjänsten. Vi vill att alla ska kunna använda den. Här står hur Yrka uppfyller lagen om tillgänglighet till digital offentlig service, vilka brister vi känner till och hur du berättar om fler.',
  howTitle: 'Hur tillgänglig är tjänsten?',
  how: 'Yrka är byggd för att uppfylla WCAG 2.2 på nivå AA. Allt går att göra från tangentbordet, alla delar har namn för skärmläsare, texten kan förstoras till 400 procent och rörelser stängs av när datorn är inställd så.',
  lacksTitle: 'Brister som vi känner till',
  lacks: {
    structured:
      'Yrkanden, omröstningar och andra strukturerade delar har många fält. De är prövade med tangentbord och automatiska verktyg men ännu inte av personer som använder skärmläsare till vardags.',
    cursors: 'Var andra skriver visas med färg, namn och linje. En skärmläsare får veta vilka som är här, men inte var i texten de skriver.',
    language: 'Gränssnittet finns på svenska och engelska, inte på minoritetsspråken.',
  },
  helpTitle: 'Om du behöver hjälp',
  help: 'Kan du inte använda någon del av tjänsten? Vänd dig till {municipality}, så får du innehållet på ett annat sätt.',
  reportTitle: 'Berätta om brister',
  report:
    'Vi vill veta när något inte fungerar. Vänd dig till {municipality} och säg vilken sida det gäller, vad du ville göra och vilket hjälpmedel du använder.',
  supervisionTitle: 'Tillsyn',
  supervision: 'Myndigheten för digital förvaltning (Digg) har tillsyn över lagen. Är du inte nöjd med svaret från oss kan du anmäla det till Digg.',
  testedTitle: 'Hur vi har prövat',
  tested:
    'Sidorna prövas automatiskt vid varje ändring, med tangentbord hela vägen genom en motion och med verktyget axe. Det är en självskattning; ingen utomstående har granskat tjänsten ännu.',
} as const;
