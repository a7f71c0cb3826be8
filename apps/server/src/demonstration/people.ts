import type { PersonRow } from '@yrka/storage';
import type { NamedPerson } from '../documents/compose.ts';
import { namedPerson } from '../documents/creating.ts';

type RegisteredPerson = Pick<PersonRow, 'id' | 'name' | 'party' | 'roles' | 'title'>;

/** The register of Björkviks kommun, which does not exist; nor do its people and its local party. */
export const people: readonly RegisteredPerson[] = [
  // Those whom the demonstration lets one be, in this order.
  { id: 'anna-lind', name: 'Anna Lind', party: 'L', roles: ['member'], title: 'Ledamot i kommunfullmäktige och kommunstyrelsen' },
  { id: 'omar-said', name: 'Omar Said', party: 'L', roles: ['member'], title: 'Ledamot i kommunfullmäktige' },
  { id: 'rakel-dal', name: 'Rakel Dal', party: null, roles: ['officer'], title: 'Handläggare, kommunledningskontoret' },
  { id: 'ylva-norin', name: 'Ylva Norin', party: null, roles: ['approver', 'officer'], title: 'Kommunledningskontorets chef' },
  { id: 'jonas-alm', name: 'Jonas Alm', party: null, roles: ['secretary', 'registrar', 'administrator'], title: 'Kommunsekreterare' },
  { id: 'maria-holm', name: 'Maria Holm', party: null, roles: ['reviewer'], title: 'Kommunjurist' },

  { id: 'eva-ek', name: 'Eva Ek', party: 'L', roles: ['substitute'], title: 'Ersättare i kommunfullmäktige och kommunstyrelsen' },
  { id: 'margareta-sjostrom', name: 'Margareta Sjöström', party: 'S', roles: ['member'], title: 'Kommunstyrelsens ordförande' },
  { id: 'henrik-palm', name: 'Henrik Palm', party: 'M', roles: ['member'], title: 'Kommunstyrelsens vice ordförande' },
  { id: 'ali-haddad', name: 'Ali Haddad', party: 'S', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'birgitta-noren', name: 'Birgitta Norén', party: 'S', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'jorgen-wik', name: 'Jörgen Wik', party: 'S', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'sofia-eklund', name: 'Sofia Eklund', party: 'S', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'charlotta-grip', name: 'Charlotta Grip', party: 'M', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'lars-ohlsson', name: 'Lars Ohlsson', party: 'M', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'kim-stahl', name: 'Kim Ståhl', party: 'C', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'ingrid-naslund', name: 'Ingrid Näslund', party: 'C', roles: ['member'], title: 'Ledamot i kommunfullmäktige och kommunstyrelsen' },
  { id: 'siri-holmgren', name: 'Siri Holmgren', party: 'V', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'roger-falt', name: 'Roger Fält', party: 'SD', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'monica-hedman', name: 'Monica Hedman', party: 'SD', roles: ['member'], title: 'Ledamot i kommunstyrelsen' },
  { id: 'tomas-berg', name: 'Tomas Berg', party: 'BD', roles: ['member'], title: 'Ledamot i kommunfullmäktige och kommunstyrelsen' },
  { id: 'per-roos', name: 'Per Roos', party: 'C', roles: ['substitute'], title: 'Ersättare i kommunstyrelsen' },
  { id: 'yasmin-karimi', name: 'Yasmin Karimi', party: 'S', roles: ['substitute'], title: 'Ersättare i kommunstyrelsen' },
  { id: 'gunnar-frisk', name: 'Gunnar Frisk', party: 'M', roles: ['substitute'], title: 'Ersättare i kommunstyrelsen' },
  { id: 'hanna-lovgren', name: 'Hanna Lövgren', party: 'MP', roles: ['member'], title: 'Kommunfullmäktiges ordförande' },
  { id: 'johan-wester', name: 'Johan Wester', party: 'KD', roles: ['member'], title: 'Ledamot i kommunfullmäktige' },
];

/** Those whom one may be with one click. */
export const rolePlayers: readonly string[] = ['anna-lind', 'omar-said', 'rakel-dal', 'ylva-norin', 'jonas-alm', 'maria-holm'];

/** The executive board's fifteen, in the order in which they sit, and the substitutes who are there without serving. */
export const servingBoard: readonly NamedPerson[] = [
  named('margareta-sjostrom', 'chair'),
  ...[
    'henrik-palm',
    'ali-haddad',
    'birgitta-noren',
    'jorgen-wik',
    'sofia-eklund',
    'charlotta-grip',
    'lars-ohlsson',
    'kim-stahl',
    'ingrid-naslund',
    'anna-lind',
    'siri-holmgren',
    'roger-falt',
    'monica-hedman',
    'tomas-berg',
  ].map((id) => named(id)),
];
export const boardSubstitutes: readonly NamedPerson[] = ['per-roos', 'eva-ek', 'yasmin-karimi', 'gunnar-frisk'].map((id) => named(id));

/** A person of the register as a document names them. Throws for an id that is not there: the content itself is wrong. */
export function named(id: string, role: NamedPerson['role'] = null): NamedPerson {
  const person = people.find((known) => known.id === id);
  if (person === undefined) throw new Error(`the demonstration knows nobody called ${id}`);
  const named = namedPerson(person);
  return { ...named, role: role ?? named.role };
}
