import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

type Options = { readonly challenge: string };
type Made = { readonly origin?: string; readonly isVerified?: boolean };

/** A device with one passkey, as a browser would speak for it: WebAuthn, ES256, no attestation. */
export class TestDevice {
  readonly #host: string;
  readonly #origin: string;
  readonly #id = randomBytes(16);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #uses = 0;

  constructor(origin: string) {
    this.#origin = origin;
    this.#host = new URL(origin).hostname;
  }

  /** Answers the options of a registration. */
  register({ challenge }: Options, { origin = this.#origin, isVerified = true }: Made = {}): object {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.#id.length]), this.#id, key]);
    const data = this.#data(isVerified, credential);
    // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
    const attestation = Buffer.concat([Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'), Buffer.from([0x58, data.length]), data]);
    return this.#answer({
      attestationObject: attestation.toString('base64url'),
      clientDataJSON: client('webauthn.create', challenge, origin).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers the options of a sign-in. */
  signIn({ challenge }: Options, { origin = this.#origin, isVerified = true }: Made = {}): object {
    const data = this.#data(isVerified);
    const clientData = client('webauthn.get', challenge, origin);
    const signature = createSign('sha256')
      .update(Buffer.concat([data, createHash('sha256').update(clientData).digest()]))
      .sign(this.#keys.privateKey);
    return this.#answer({
      authenticatorData: data.toString('base64url'),
      clientDataJSON: clientData.toString('base64url'),
      signature: signature.toString('base64url'),
    });
  }

  #data(isVerified: boolean, credential: Buffer | null = null): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#uses++);
    // User present, user verified, attested credential data.
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (credential === null ? 0 : 0x40);
    return Buffer.concat([createHash('sha256').update(this.#host).digest(), Buffer.from([flags]), counter, credential ?? Buffer.alloc(0)]);
  }

  #answer(response: object): object {
    const id = this.#id.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }
}

function client(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
