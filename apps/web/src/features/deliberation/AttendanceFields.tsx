import { useEditorState } from '@tiptap/react';
import { setPeople } from '@yrka/editor';
import { isSameItemPerson, itemPeopleOf, nextSubstitutes, writePerson } from '@yrka/formal-text';
import { type AttendanceChange, attendanceChanges } from '@yrka/schema';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { Choice } from './Choice.tsx';
import type { FieldsProps } from './fieldsProps.ts';
import { attendanceIn } from './meeting.ts';

/** Who serves instead of whoever is disqualified, stands aside or leaves; the next substitute is one press away. */
export function AttendanceFields({ node, editor, around, getPos, update }: FieldsProps) {
  const t = useTranslations('deliberation.instead');
  const waiting = useEditorState({ editor, selector: () => attendanceIn(editor.state.doc, around.meeting).waiting });
  const [by] = itemPeopleOf(node, 'by');
  const substitutes = itemPeopleOf(node, 'substitutes');
  const isChange = node.type.name === 'attendanceChange';
  const change = node.attrs.change as AttendanceChange;
  const takesSubstitutes = !isChange || change !== 'arrives';
  const next = nextSubstitutes(waiting, by ?? { party: null });
  const [first] = next;

  const serve = (person: (typeof next)[number] | null) => {
    const at = getPos();
    const event = at === undefined ? null : editor.state.doc.nodeAt(at);
    if (at === undefined || event === null) return;
    // The choice is of the first; whoever is written behind stays.
    const others = itemPeopleOf(event, 'substitutes').slice(1);
    const chosen = person === null ? [] : [{ ...person, role: 'servingSubstitute' as const }];
    setPeople(at, 'substitutes', [...chosen, ...others.filter((one) => person === null || !isSameItemPerson(one, person))])(editor.state, editor.view.dispatch);
    announce(person === null ? t('nobodySaid') : t('said', { name: person.name }));
  };

  return (
    <>
      {isChange && (
        <Choice
          label={t('changeLabel')}
          value={change}
          options={attendanceChanges.map((value) => ({ value, label: t(`change.${value}`) }))}
          onChange={(chosen) => update({ change: chosen })}
        />
      )}
      {takesSubstitutes && substitutes.length === 0 && first !== undefined && (
        <button
          type="button"
          className="yrka-event__act"
          data-leads={isChange ? undefined : ''}
          onClick={(event) => {
            // It goes with the proposal: the focus stays at who serves.
            event.currentTarget.parentElement?.querySelector<HTMLElement>('[data-who]')?.focus();
            serve(first);
          }}
        >
          {t('proposal', { name: writePerson(first) })}
        </button>
      )}
      {takesSubstitutes && (next.length > 0 || substitutes.length > 0) && (
        <Choice
          isWho
          label={t('label')}
          value={substitutes[0] === undefined ? '' : keyOf(substitutes[0])}
          options={[
            { value: '', label: t('nobody') },
            ...[...substitutes.slice(0, 1), ...next].map((person) => ({ value: keyOf(person), label: t('serves', { name: writePerson(person) }) })),
          ]}
          onChange={(chosen) => serve([...substitutes, ...next].find((person) => keyOf(person) === chosen) ?? null)}
        />
      )}
    </>
  );
}

const keyOf = ({ personId, name }: { readonly personId: string | null; readonly name: string }) => personId ?? name;
