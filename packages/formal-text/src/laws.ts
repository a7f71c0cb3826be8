/** A statute that municipal documents cite. */
export type Law = {
  /** Its number in Svensk författningssamling, as in "2017:725". */
  readonly sfs: string;
  /** In the definite form, as it is written in running text. */
  readonly name: string;
  /** As in "KL", in the case in which it is written; null for those that have none in use. */
  readonly short: string | null;
  /** Whether its sections are counted anew in each chapter; else a section is found by its own number. */
  readonly isByChapter: boolean;
};

const law = (sfs: string, name: string, short: string | null = null): Law => ({ sfs, name, short, isByChapter: true });
const unchaptered = (sfs: string, name: string, short: string | null = null): Law => ({ sfs, name, short, isByChapter: false });

/**
 * The statutes that are linked without their number. One that has been replaced stands with the
 * number of the one in force: who means the older writes its number, and that is what the link follows.
 * Source: the numbers and chapters of Svensk författningssamling, read 2026-11-26.
 */
export const laws: readonly Law[] = [
  law('2017:725', 'kommunallagen', 'KL'),
  law('1974:152', 'regeringsformen', 'RF'),
  law('1949:105', 'tryckfrihetsförordningen', 'TF'),
  law('1991:1469', 'yttrandefrihetsgrundlagen', 'YGL'),
  unchaptered('2017:900', 'förvaltningslagen', 'FL'),
  law('2009:400', 'offentlighets- och sekretesslagen', 'OSL'),
  unchaptered('1990:782', 'arkivlagen'),
  law('2010:900', 'plan- och bygglagen', 'PBL'),
  law('1998:808', 'miljöbalken', 'MB'),
  law('2025:400', 'socialtjänstlagen', 'SoL'),
  law('2010:800', 'skollagen'),
  law('2017:30', 'hälso- och sjukvårdslagen', 'HSL'),
  law('2016:1145', 'lagen om offentlig upphandling', 'LOU'),
  law('2008:962', 'lagen om valfrihetssystem', 'LOV'),
  unchaptered('1993:387', 'lagen om stöd och service till vissa funktionshindrade', 'LSS'),
  law('2018:597', 'lagen om kommunal bokföring och redovisning', 'LKBR'),
  law('2005:837', 'vallagen'),
  law('2008:567', 'diskrimineringslagen'),
  unchaptered('2013:801', 'bibliotekslagen'),
  law('2010:1622', 'alkohollagen'),
  law('1988:950', 'kulturmiljölagen'),
  unchaptered('2009:724', 'lagen om nationella minoriteter och minoritetsspråk'),
];
