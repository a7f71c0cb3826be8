import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  BodyChange,
  DocumentPages,
  HandOver,
  ImportPlan,
  MeetingChange,
  MeetingList,
  MunicipalityChange,
  Organisation,
  PartyChange,
  PersonChange,
  Register,
  SeatChange,
  TemplateChange,
  TemplatePreview,
  TermChange,
} from '@yrka/server/api';
import { getJson, send } from './client.ts';

const root = '/api/organisation';

/** What each address takes, to be changed or begun. */
export type OrganisationChanges = {
  municipality: MunicipalityChange;
  template: TemplateChange;
  bodies: BodyChange;
  meetings: MeetingChange;
  parties: PartyChange;
  terms: TermChange;
  people: PersonChange;
  seats: SeatChange;
  secretary: HandOver;
};

const queries = {
  organisation: () => queryOptions({ queryKey: ['organisation'], queryFn: () => getJson<Organisation>(root) }),
  meetings: () => queryOptions({ queryKey: ['organisation', 'meetings'], queryFn: () => getJson<MeetingList>(`${root}/meetings`) }),
  register: () => queryOptions({ queryKey: ['organisation', 'register'], queryFn: () => getJson<Register>(`${root}/register`) }),
} as const;

export const useOrganisation = (isAsked = true) => useQuery({ ...queries.organisation(), enabled: isAsked });
export const useMeetings = () => useQuery(queries.meetings());
export const useRegister = () => useQuery(queries.register());

/** What was read before is read again after every change, also one that was refused: somebody else may have been first. */
function useForget(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: ['organisation'] }), client.invalidateQueries({ queryKey: ['session'] })]);
}

export function useChangeOrganisation<Path extends keyof OrganisationChanges>(path: Path) {
  const forget = useForget();
  return useMutation({
    mutationFn: async (body: OrganisationChanges[Path]) => {
      await send('POST', `${root}/${path}`, { body: JSON.stringify(body), type: 'application/json' });
    },
    onSettled: forget,
  });
}

export function useRemoveFromOrganisation(path: 'meetings' | 'seats') {
  const forget = useForget();
  return useMutation({
    mutationFn: async ({ id, version }: { readonly id: string; readonly version: string }) => {
      await send('DELETE', `${root}/${path}/${encodeURIComponent(id)}?version=${encodeURIComponent(version)}`);
    },
    onSettled: forget,
  });
}

export type ImportedTable = 'meetings' | 'register';

/** Shows what a file does; with the digest of what was shown, does it. */
export function useReadTable(table: ImportedTable) {
  const forget = useForget();
  return useMutation({
    mutationFn: async ({ file, digest }: { readonly file: File; readonly digest: string | null }): Promise<ImportPlan> => {
      const query = digest === null ? '' : `?digest=${encodeURIComponent(digest)}`;
      const answer = await send('POST', `${root}/imports/${table}${query}`, { body: file, type: 'application/octet-stream' });
      return (await answer.json()) as ImportPlan; // by the schema that its type is made from
    },
    onSuccess: ({ isDone }) => (isDone ? forget() : undefined),
  });
}

/** Where the picture is, under its hash. */
export const armsAddress = (sha256: string) => `${root}/arms/${encodeURIComponent(sha256)}`;
/** To change them, by those that were seen. */
const armsSeen = (version: string | null) => `${root}/arms${version === null ? '' : `?version=${encodeURIComponent(version)}`}`;

export function useChangeArms() {
  const forget = useForget();
  return useMutation({
    mutationFn: async ({ file, version }: { readonly file: File; readonly version: string | null }) => {
      await send('POST', armsSeen(version), { body: file, type: 'application/octet-stream' });
    },
    onSettled: forget,
  });
}

export function useRemoveArms() {
  const forget = useForget();
  return useMutation({
    mutationFn: async (version: string) => {
      await send('DELETE', armsSeen(version));
    },
    onSettled: forget,
  });
}

export function useResetSecondFactor() {
  const forget = useForget();
  return useMutation({
    mutationFn: async (personId: string) => {
      await send('DELETE', `${root}/people/${encodeURIComponent(personId)}/second-factor`);
    },
    onSettled: forget,
  });
}

/** The pages of a document that is made up, as it would print by a template that is not saved; `arms` are those that stand on it. */
export const useTemplatePreview = (asked: TemplatePreview, arms: string | null) =>
  useQuery({
    queryKey: ['templatePreview', asked, arms],
    queryFn: async ({ signal }) => {
      const answer = await send('POST', `${root}/template/preview`, { body: JSON.stringify(asked), type: 'application/json', signal });
      return (await answer.json()) as DocumentPages; // by the schema that its type is made from
    },
    placeholderData: keepPreviousData,
    // The same template gives the same pages.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

/** Where the whole table is to be had as a file. */
export const tableAddress = (table: ImportedTable) => `${root}/${table}.csv`;
