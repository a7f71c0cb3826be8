import { type QueryKey, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Account, BackupCodes, Entry, PasswordSignIn, SecondFactor, SetUp } from '@yrka/server/api';
import { api, getJson, send, sendJson } from './client.ts';
import { queries } from './queries.ts';

export type EntryStep = Entry['entry'];

const entry = async (path: string, body: object): Promise<EntryStep> => (await sendJson<Entry>('POST', path, body)).entry;

const post = async (path: string, body: object): Promise<void> => {
  await send('POST', path, { body: JSON.stringify(body), type: 'application/json' });
};

const remove = async (path: string): Promise<void> => {
  await send('DELETE', path);
};

/** The routes of sign-in, first set-up and one's own account. All throw ApiError and nothing else. */
export const accounts = {
  withPassword: (body: PasswordSignIn) => entry('/api/sign-in/password', body),
  requestLink: (email: string) => post('/api/sign-in/link', { email }),
  openLink: (token: string) => entry('/api/sign-in/link/opened', { token }),
  withSecondFactor: (code: string) => entry('/api/sign-in/second-factor', { code }),
  /** PublicKeyCredentialRequestOptionsJSON */
  passkeyQuestion: <T>() => sendJson<T>('POST', '/api/sign-in/passkey/options', {}),
  withPasskey: (response: object) => entry('/api/sign-in/passkey', { response }),
  directoryUrl: async (returnTo: string) => (await sendJson<{ readonly url: string }>('POST', '/api/sign-in/directory', { returnTo })).url,
  setUp: (body: SetUp) => entry('/api/set-up', body),

  setPassword: (password: string) => post('/api/account/password', { password }),
  /** PublicKeyCredentialCreationOptionsJSON */
  newPasskeyQuestion: <T>() => sendJson<T>('POST', '/api/account/passkeys/options', {}),
  addPasskey: (name: string, response: object) => post('/api/account/passkeys', { name, response }),
  removePasskey: (id: string) => remove(`/api/account/passkeys/${encodeURIComponent(id)}`),
  beginSecondFactor: (password: string | undefined) => sendJson<SecondFactor>('POST', '/api/account/second-factor', { password }),
  confirmSecondFactor: (code: string) => post('/api/account/second-factor/confirmed', { code }),
  endSecondFactor: (password: string | undefined) => post('/api/account/second-factor/ended', { password }),
  newBackupCodes: async (password: string | undefined) => (await sendJson<BackupCodes>('POST', '/api/account/backup-codes', { password })).backupCodes,
  endSession: (id: string) => remove(`/api/account/sessions/${encodeURIComponent(id)}`),
  endAllSessions: () => remove('/api/account/sessions'),
} as const;

const accountQuery = () => queryOptions({ queryKey: ['account'] as QueryKey, queryFn: () => getJson<Account>('/api/account') });

export const useAccount = () => useQuery(accountQuery());

/** One step of signing in. When it was the last, everything on the page is asked for anew. */
export function useEnter<Given>(enter: (given: Given) => Promise<EntryStep>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: enter,
    onSuccess: async (step) => {
      if (step === 'signedIn') await client.invalidateQueries({ queryKey: queries.session().queryKey });
    },
  });
}

/** Something that changes one's own account, which is then read anew. */
export function useAccountChange<Given, Result>(change: (given: Given) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: accountQuery().queryKey }) });
}

/** Here, or everywhere. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (where: 'here' | 'everywhere') => {
      if (where === 'here') await api.signOut();
      else await accounts.endAllSessions();
    },
    onSuccess: () => client.invalidateQueries({ queryKey: queries.session().queryKey }),
  });
}
