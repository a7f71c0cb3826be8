import type { Node } from '@tiptap/pm/model';
import { type Attending, attendanceInItem, type ItemAttendance } from '@yrka/formal-text';
import type { Attendance, AttendingPerson, DocumentDetails, MeetingOfItem } from '@yrka/server/api';
import { createContext, use, useMemo } from 'react';
import { useAttendance, useMeetingOfItem } from '../../api/index.ts';

/** What is known of the meeting that an open § is of. */
export type Meeting = {
  /** null for a document of another kind, while it is fetched, or where the matter is planned for none. */
  readonly meeting: MeetingOfItem['meeting'];
  readonly others: MeetingOfItem['others'];
  /** null while it is fetched, and for whoever may not read it. */
  readonly attendance: Attendance | null;
};

const none: Meeting = { meeting: null, others: [], attendance: null };
export const MeetingContext = createContext<Meeting>(none);
export const useMeeting = () => use(MeetingContext);

/** The meeting of an open document, kept up to date for as long as the page is. */
export function useMeetingOf({ id, kind }: Pick<DocumentDetails, 'id' | 'kind'>): Meeting {
  const item = useMeetingOfItem(kind === 'minutesItem' ? id : null).data;
  const attendance = useAttendance(item?.meeting?.id ?? null).data ?? null;
  return useMemo(() => (item === undefined ? none : { ...item, attendance }), [item, attendance]);
}

// Many blocks ask about the same state: each document is gone through once for each place that is asked for.
const known = new WeakMap<Node, { readonly attendance: Attendance | null; readonly at: Map<number, ItemAttendance> }>();

/**
 * Who serves in the document's item. The document's own list leads until the meeting's attendance
 * was recorded; a document that has none begins as the seats have it.
 *
 * @param before a position: what happened after it does not count yet
 */
export function attendanceIn(document: Node, { attendance }: Pick<Meeting, 'attendance'>, before = document.content.size): ItemAttendance {
  const kept = known.get(document);
  const found = kept?.attendance === attendance ? kept : { attendance, at: new Map<number, ItemAttendance>() };
  if (found !== kept) known.set(document, found);
  const answer = found.at.get(before) ?? workOut(document, attendance, before);
  found.at.set(before, answer);
  return answer;
}

function workOut(document: Node, attendance: Attendance | null, before: number): ItemAttendance {
  if (attendance?.isRecorded !== true) {
    const listed = attendanceInItem(document, null, { before });
    if (listed.serving.length > 0 || attendance === null) return listed;
  }
  return attendanceInItem(document, attendance?.people.map(asAttending) ?? null, { before });
}

function asAttending({ seat, ...person }: AttendingPerson): Attending {
  return { ...person, isSubstitute: seat === 'substitute' };
}
