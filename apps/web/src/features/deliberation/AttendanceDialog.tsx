import type { Editor } from '@tiptap/core';
import { setPrintedAttendance, type RecordedPerson } from '@yrka/editor';
import { emptySeats, nextPart, nextSubstitutes, partOf } from '@yrka/formal-text';
import type { Attendance, AttendanceChanges, AttendingPerson } from '@yrka/server/api';
import { Circle, CircleCheck, CircleDot } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useChooseMeeting, useRecordAttendance } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Dialog, DialogActions, PartyBadge, SelectField } from '../../ui/index.ts';
import css from './AttendanceDialog.module.css';
import { jumpTo } from './jumpTo.ts';
import { attendanceIn, type Meeting } from './meeting.ts';

type AttendanceDialogProps = {
  readonly editor: Editor;
  readonly documentId: string;
  readonly meeting: Meeting;
  readonly isWriting: boolean;
  readonly onClose: () => void;
};

/** Who serves at the meeting: all who sit in the body, each marked with one key. */
export function AttendanceDialog({ editor, documentId, meeting, isWriting, onClose }: AttendanceDialogProps) {
  const t = useTranslations('deliberation.attendance');
  const moments = useMoments();
  const failure = useFailureWords();
  const choose = useChooseMeeting(documentId);
  const { attendance, others } = meeting;
  const named = (one: NonNullable<Meeting['meeting']>) => t('meeting', { body: one.bodyShortName, date: moments.nearDay(one.date) });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={meeting.meeting === null ? t('title') : t('titleOf', { meeting: named(meeting.meeting) })}
      closeLabel={t('close')}
      width="wide"
    >
      {choose.error !== null && <Banner tone="danger">{failure(choose.error)}</Banner>}
      {others.length > 0 && (
        <SelectField
          label={t('which')}
          value={meeting.meeting?.id ?? ''}
          onChange={(id) => id !== '' && choose.mutate(id)}
          options={[
            ...(meeting.meeting === null ? [['', t('whichNone')] as const] : [[meeting.meeting.id, named(meeting.meeting)] as const]),
            ...others.map((one) => [one.id, named(one)] as const),
          ]}
        />
      )}
      {attendance === null ? (
        <p className={css.hint}>{meeting.meeting === null ? t('noMeeting') : t('loading')}</p>
      ) : (
        <Roll attendance={attendance} editor={editor} isWriting={isWriting} onClose={onClose} />
      )}
    </Dialog>
  );
}

const icons = { serving: CircleCheck, present: CircleDot, absent: Circle } as const;
/** After so long without a letter the next one begins another word, in milliseconds. */
const typingMs = 1_500;

function Roll({
  attendance: { meeting, people, mayRecord },
  editor,
  isWriting,
  onClose,
}: Pick<AttendanceDialogProps, 'editor' | 'isWriting' | 'onClose'> & { readonly attendance: Attendance }) {
  const t = useTranslations('deliberation.attendance');
  const failure = useFailureWords();
  const record = useRecordAttendance(meeting.id);
  const [current, setCurrent] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const typed = useRef({ letters: '', at: 0 });
  const serving = people.filter(({ presence }) => presence === 'serving').length;
  const members = people.filter(({ seat }) => seat !== 'substitute').length;
  const named = ({ name, party }: Pick<AttendingPerson, 'name' | 'party'>) => (party === null ? name : `${name} (${party})`);

  const change = (changes: AttendanceChanges['people']) => {
    record.mutate({ people: changes });
    const after = people.map((one) => ({ ...one, ...changes.find(({ personId }) => personId === one.personId) }));
    const first = after.find(({ personId }) => personId === changes[0]?.personId);
    if (first !== undefined)
      announce(
        t('marked', {
          name: first.name,
          presence: t(`presence.${first.presence}`),
          count: String(after.filter(({ presence }) => presence === 'serving').length),
        }),
      );
  };
  const goTo = (index: number) => {
    setCurrent(index);
    list.current?.querySelectorAll<HTMLElement>('[data-mark]')[index]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.mark === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    // Where the focus is now: the next letter may come before this list is drawn anew.
    const here = [...(list.current?.querySelectorAll('[data-mark]') ?? [])].indexOf(event.target);
    const steps: Readonly<Record<string, number>> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: people.length - 1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      goTo((step + people.length) % people.length);
    } else if (/^\p{L}$/u.test(event.key)) {
      event.preventDefault();
      typed.current = { letters: event.timeStamp - typed.current.at > typingMs ? event.key : typed.current.letters + event.key, at: event.timeStamp };
      const found = jumpTo(people, typed.current.letters, here);
      if (found >= 0) goTo(found);
    }
  };

  const vacant = emptySeats(people, { party: null });
  const waiting = people.filter(({ seat, presence }) => seat === 'substitute' && presence === 'present');
  return (
    <>
      {record.error !== null && <Banner tone="danger">{failure(record.error)}</Banner>}
      <p className={css.count} data-full={serving === members || undefined}>
        <strong>{t('serving', { count: serving })}</strong> {t('of', { count: members })}
      </p>
      {mayRecord && <p className={css.hint}>{t('hint')}</p>}
      {mayRecord && vacant.length > 0 && (
        <ul className={css.vacant} aria-label={t('vacant')}>
          {vacant.map((seat) => {
            const next = nextSubstitutes(waiting, seat)[0];
            return (
              <li key={seat.personId}>
                <span>{t('vacantSeat', { name: named(seat) })}</span>
                {next !== undefined && (
                  <Button onPress={() => change([partOf(next, { presence: 'serving', inPlaceOf: seat.personId })])}>
                    {t('takesSeat', { name: named(next) })}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <ul ref={list} className={css.people} aria-label={t('people')} onKeyDown={onKeyDown}>
        {people.map((person, index) => {
          const Icon = icons[person.presence];
          const first = people[index - 1]?.seat !== 'substitute' && person.seat === 'substitute';
          return (
            <li key={person.personId} className={css.person} data-presence={person.presence} data-first={first || undefined}>
              <button
                type="button"
                data-mark=""
                className={css.mark}
                tabIndex={index === current ? 0 : -1}
                aria-disabled={!mayRecord || undefined}
                onFocus={() => setCurrent(index)}
                // The fields of whom one was at go with the focus: on the press already, they would take the name from under the pointer.
                onMouseDown={(event) => event.preventDefault()}
                onClick={(event) => {
                  event.currentTarget.focus();
                  if (mayRecord) change([...nextPart(person, people)]);
                }}
              >
                <Icon aria-hidden />
                <span className={css.name}>{person.name}</span>
                {person.party !== null && <PartyBadge party={person.party} />}
                <span className={css.seat}>{t(`seat.${person.seat}`)}</span>
                <span className={css.presence}>{t(`presence.${person.presence}`)}</span>
              </button>
              {mayRecord && index === current && person.presence === 'serving' && <Parts person={person} people={people} onChange={change} />}
              {!(mayRecord && index === current) && <span className={css.less}>{detailsOf(person)}</span>}
            </li>
          );
        })}
      </ul>
      {isWriting && hasPrinted(editor) && (
        <DialogActions>
          <Button onPress={print}>{t('print')}</Button>
        </DialogActions>
      )}
    </>
  );

  /** Whose place, and from where to where, in a few words. */
  function detailsOf({ inPlaceOf, fromItem, untilItem }: AttendingPerson): string {
    const replaced = people.find(({ personId }) => personId === inPlaceOf);
    return [
      replaced === undefined ? '' : t('inPlaceOfName', { name: named(replaced) }),
      fromItem === null ? '' : t('fromItemShort', { item: fromItem }),
      untilItem === null ? '' : t('untilItemShort', { item: untilItem }),
    ]
      .filter((words) => words !== '')
      .join(', ');
  }

  /** Writes the list into the paragraph, as it is for this item. */
  function print(): void {
    const seatOf = new Map(people.map(({ personId, seat }) => [personId, seat]));
    const asListed =
      (role: 'serving' | 'substitutes' | 'absent') =>
      (one: { readonly name: string; readonly party: string | null; readonly personId: string | null }): RecordedPerson => {
        const seat = seatOf.get(one.personId ?? '');
        return { ...one, role: seat === 'chair' ? 'chair' : seat !== 'substitute' ? 'member' : role === 'serving' ? 'servingSubstitute' : 'substitute' };
      };
    // As at the beginning of the item: what happens in it stands in its own events.
    const { serving: there } = attendanceIn(editor.state.doc, { attendance: { meeting, people, mayRecord, isRecorded: true } }, 0);
    const disqualified = attendanceIn(editor.state.doc, { attendance: { meeting, people, mayRecord, isRecorded: true } }, 0).disqualified;
    const of = (presence: AttendingPerson['presence'], substitutes: boolean) =>
      people.filter((one) => one.presence === presence && (one.seat === 'substitute') === substitutes);
    setPrintedAttendance({
      serving: [...there, ...disqualified].map(asListed('serving')),
      substitutes: of('present', true).map(asListed('substitutes')),
      absent: of('absent', false).map(asListed('absent')),
    })(editor.state, editor.view.dispatch);
    announce(t('printed'));
    onClose();
  }
}

/** In whose place a substitute serves, and between which §. */
function Parts({
  person,
  people,
  onChange,
}: {
  readonly person: AttendingPerson;
  readonly people: readonly AttendingPerson[];
  readonly onChange: (changes: AttendanceChanges['people']) => void;
}) {
  const t = useTranslations('deliberation.attendance');
  const inPlace = people.find(({ personId }) => personId === person.inPlaceOf);
  const seats = [...(inPlace === undefined ? [] : [inPlace]), ...emptySeats(people, person)];
  return (
    <span className={css.parts}>
      {person.seat === 'substitute' && (
        <label className={css.field}>
          {t('inPlaceOf')}
          <select value={person.inPlaceOf ?? ''} onChange={(event) => onChange([partOf(person, { inPlaceOf: event.target.value || null })])}>
            <option value="">{t('inPlaceOfNobody')}</option>
            {seats.map(({ personId, name, party }) => (
              <option key={personId} value={personId}>
                {party === null ? name : `${name} (${party})`}
              </option>
            ))}
          </select>
        </label>
      )}
      <ItemField label={t('fromItem')} value={person.fromItem} onChange={(fromItem) => onChange([partOf(person, { fromItem })])} />
      <ItemField label={t('untilItem')} value={person.untilItem} onChange={(untilItem) => onChange([partOf(person, { untilItem })])} />
    </span>
  );
}

/** A § as it is typed; kept when one leaves the field. */
function ItemField({ label, value, onChange }: { readonly label: string; readonly value: string | null; readonly onChange: (item: string | null) => void }) {
  const [words, setWords] = useState(value ?? '');
  const keep = () => {
    const item = words.trim() || null;
    if (item !== value) onChange(item);
  };
  return (
    <label className={css.field}>
      {label}
      <input
        size={5}
        maxLength={20}
        value={words}
        spellCheck={false}
        onChange={(event) => setWords(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
    </label>
  );
}

function hasPrinted(editor: Editor): boolean {
  return setPrintedAttendance({})(editor.state);
}
