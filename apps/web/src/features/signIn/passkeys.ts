import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';
import { accounts } from '../../api/index.ts';

/** Why the browser came back without a passkey. Its words are looked up by this. */
export type PasskeyStop = 'passkeyStopped' | 'passkeyThere' | 'passkeyUnable';

export class PasskeyError extends Error {
  readonly code: PasskeyStop;

  constructor(code: PasskeyStop, options?: ErrorOptions) {
    super(code, options);
    this.name = 'PasskeyError';
    this.code = code;
  }
}

/** Lets the browser ask for a passkey, and signs in with it. @throws PasskeyError, ApiError */
export async function signInWithPasskey() {
  demandPasskeys();
  const optionsJSON = await accounts.passkeyQuestion<PublicKeyCredentialRequestOptionsJSON>();
  return accounts.withPasskey(await asking(() => startAuthentication({ optionsJSON })));
}

/** Lets the browser make a passkey, and keeps it under a name. @throws PasskeyError, ApiError */
export async function addPasskey(name: string): Promise<void> {
  demandPasskeys();
  const optionsJSON = await accounts.newPasskeyQuestion<PublicKeyCredentialCreationOptionsJSON>();
  await accounts.addPasskey(name, await asking(() => startRegistration({ optionsJSON })));
}

function demandPasskeys(): void {
  if (!browserSupportsWebAuthn()) throw new PasskeyError('passkeyUnable');
}

/** A person who changes their mind, and a device that has waited too long, are the same to the browser. */
async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    const isThere = cause instanceof WebAuthnError && cause.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
    throw new PasskeyError(isThere ? 'passkeyThere' : 'passkeyStopped', { cause });
  }
}
