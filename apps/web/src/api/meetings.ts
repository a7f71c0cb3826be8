import { queryOptions, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Attendance, AttendanceChanges, MeetingOfItem } from '@yrka/server/api';
import { getJson, sendJson } from './client.ts';

/** How old what another secretary recorded may become on an open page, in milliseconds. */
const refetchMs = 10_000;

const meetingPath = (documentId: string) => `/api/documents/${encodeURIComponent(documentId)}/meeting`;
const attendancePath = (meetingId: string) => `/api/meetings/${encodeURIComponent(meetingId)}/attendance`;

const meetingQuery = (documentId: string | null) =>
  queryOptions({
    queryKey: ['documents', documentId, 'meeting'],
    queryFn: documentId === null ? skipToken : () => getJson<MeetingOfItem>(meetingPath(documentId)),
  });
const attendanceQuery = (meetingId: string | null) =>
  queryOptions({
    queryKey: ['meetings', meetingId, 'attendance'],
    queryFn: meetingId === null ? skipToken : () => getJson<Attendance>(attendancePath(meetingId)),
    refetchInterval: refetchMs,
    // Somebody who may not read it writes in no §; what they see is the document's own list.
    retry: false,
  });

/** The meeting that a § is of; null for a document of another kind. */
export const useMeetingOfItem = (documentId: string | null) => useQuery(meetingQuery(documentId));
export const useAttendance = (meetingId: string | null) => useQuery(attendanceQuery(meetingId));

export function useChooseMeeting(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (meetingId: string) => sendJson<MeetingOfItem>('PUT', meetingPath(documentId), { meetingId }),
    onSuccess: (chosen) => client.setQueryData(meetingQuery(documentId).queryKey, chosen),
  });
}

/** Shown at once, and as the server has it when it has answered. */
export function useRecordAttendance(meetingId: string) {
  const client = useQueryClient();
  const { queryKey } = attendanceQuery(meetingId);
  return useMutation({
    scope: { id: meetingId },
    mutationFn: ({ people }: AttendanceChanges) => sendJson<Attendance>('PUT', attendancePath(meetingId), { people }),
    onMutate: async ({ people }) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(
        queryKey,
        (now) =>
          now && { ...now, isRecorded: true, people: now.people.map((one) => ({ ...one, ...people.find(({ personId }) => personId === one.personId) })) },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
