import type { Storage } from '@yrka/storage';
import { AccountChanges } from './account.ts';
import { SetUp } from './setUp.ts';
import { SignIn, type SignInOptions } from './signIn.ts';

/** Everything about accounts: the ways in, what people change about their own, and the first of them. */
export type Accounts = { readonly signIn: SignIn; readonly changes: AccountChanges; readonly setUp: SetUp };

export async function openAccounts(options: SignInOptions & { readonly storage: Storage }): Promise<Accounts> {
  const signIn = new SignIn(options);
  const changes = new AccountChanges(signIn);
  return { signIn, changes, setUp: await SetUp.open(options.storage, signIn, changes, options.now) };
}
