import { type AttendanceChange, schema } from '@yrka/schema';
import { by, doc, event, p, people, person, section, title } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { type Attending, attendanceInItem } from './attendance.ts';

const seated = (name: string, party: string, part: Partial<Attending> = {}): Attending => ({
  name,
  party,
  personId: name.toLowerCase(),
  isSubstitute: false,
  presence: 'serving',
  fromItem: null,
  untilItem: null,
  ...part,
});
const meeting = [
  seated('Anna', 'L'),
  seated('Kim', 'C'),
  seated('Ali', 'S', { presence: 'absent' }),
  seated('Eva', 'L', { isSubstitute: true, presence: 'absent' }),
  seated('Per', 'C', { isSubstitute: true, presence: 'present' }),
];

const change = (kind: AttendanceChange, ...lists: readonly Node[]) => schema.node('attendanceChange', { change: kind }, [...lists, p()]);
const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name).join(' ');
const inItem = (document: Node, ...rest: readonly [item?: string | null, before?: number]) =>
  attendanceInItem(document, meeting, { item: rest[0] ?? null, ...(rest[1] !== undefined && { before: rest[1] }) });

describe('attendance in an item', () => {
  it("[ATT1] is the meeting's where it was recorded: who serves, and the substitutes who wait, those present first", () => {
    const { serving, waiting } = inItem(doc(title('Motionen'), section('attendance', null, people('serving', 'Bo'))));
    expect([names(serving), names(waiting)]).toEqual(['Anna Kim', 'Per Eva']);
  });

  it("[ATT1] is the document's own list where none was recorded", () => {
    const document = doc(title('Motionen'), section('attendance', null, people('serving', 'Bo', 'Ida'), people('substitutes', 'Åke')));
    const { serving, waiting } = attendanceInItem(document, null);
    expect([names(serving), names(waiting)]).toEqual(['Bo Ida', 'Åke']);
  });

  it('[ATT2] knows from which § to which somebody serves; one that is not numbered is the one dealt with now', () => {
    const late = [seated('Kim', 'C', { untilItem: '46' }), seated('Ali', 'S', { fromItem: '§ 47' })];
    const at = (item: string | null) => names(attendanceInItem(doc(title('')), late, { item }).serving);
    expect(['45', '46', '47/2027', null].map(at)).toEqual(['Kim', 'Kim', 'Ali', 'Ali']);
  });

  it('[ATT3] lets go of who is disqualified in the whole item, wherever it is said, and takes in who serves instead', () => {
    const document = doc(title(''), event('conflictOfInterest', by(person('Kim', 'C')), people('substitutes', person('Per', 'C')), p()));
    const { serving, waiting, disqualified, tookPart } = inItem(document, null, 0);
    expect([names(serving), names(waiting), names(disqualified), names(tookPart)]).toEqual(['Anna Per', 'Eva', 'Kim', 'Anna Per']);
  });

  it('[ATT4] counts arrivals and departures in the order of the document', () => {
    const document = doc(change('leaves', by('Kim'), people('substitutes', 'Per')), p('Omröstning'), change('arrives', by('Ali')));
    const between = document.child(0).nodeSize;
    expect(names(inItem(document, null, 0).serving)).toBe('Anna Kim');
    expect(names(inItem(document, null, between).serving)).toBe('Anna Per');
    expect(names(inItem(document).serving)).toBe('Anna Per Ali');
    expect(names(inItem(document).tookPart)).toBe('Anna Kim Per Ali');
  });

  it('[ATT4] lets a substitute come in for somebody, or for nobody who is named', () => {
    expect(names(inItem(doc(change('serves', by('Kim'), people('substitutes', 'Per')))).serving)).toBe('Anna Per');
    expect(names(inItem(doc(change('serves', by('Per')))).serving)).toBe('Anna Kim Per');
    expect(names(inItem(doc(change('arrives', by('Ali'), people('substitutes', 'Kim')))).serving)).toBe('Anna Ali');
  });

  it('[ATT4] who stands aside serves and takes no part in the decision', () => {
    const { serving, tookPart } = inItem(doc(event('notParticipating', by('Kim'), p())));
    expect([names(serving), names(tookPart)]).toEqual(['Anna Kim', 'Anna']);
    const replaced = inItem(doc(event('notParticipating', by('Kim'), people('substitutes', 'Per'), p())));
    expect([names(replaced.serving), names(replaced.tookPart)]).toEqual(['Anna Per', 'Anna Per']);
  });

  it('[ATT5] knows people by the id of the register, else by name and party', () => {
    const known = schema.node('person', { personId: 'kim', party: 'M' }, [schema.text('Kim Ny')]);
    expect(names(inItem(doc(event('conflictOfInterest', by(known), p()))).serving)).toBe('Anna');
    expect(names(inItem(doc(event('conflictOfInterest', by(person('Kim', 'M')), p()))).serving)).toBe('Anna Kim');
  });
});
