import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { interactionPolicy } from 'oidc-provider';

export type TestDirectory = {
  /** For YRKA_OIDC_ISSUER. */
  readonly issuer: string;
  /** Who comes to sign in there next, by the claims that the directory has of them. */
  is(claims: Readonly<Record<string, unknown>>): void;
  /** The next sign-in there is called off. */
  cancelNext(): void;
  close(): Promise<void>;
};

export const directoryClient = { id: 'yrka', secret: 'what-the-directory-knows-yrka-by' } as const;

/**
 * A real OpenID Connect server on loopback, where signing in is to come there: it asks nothing and
 * lets in whoever `is` said. Claims come with the ID token.
 */
export async function startDirectory(publicUrl: string): Promise<TestDirectory> {
  let claims: Readonly<Record<string, unknown>> = {};
  let isCancelled = false;
  const server: Server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // of a TCP server, once it listens
  const issuer = `http://127.0.0.1:${port}`;
  const policy = interactionPolicy.base();
  // A native client, because one of the web may not be on plain http; but nobody is there to agree to it.
  policy.get('consent')?.checks.remove('native_client_prompt');
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: directoryClient.id,
        client_secret: directoryClient.secret,
        redirect_uris: [`${publicUrl}/api/auth/callback/directory`],
        application_type: 'native',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'upn'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, ...claims }) }),
    interactions: { policy, url: (_context, interaction) => `/here/${interaction.uid}` },
    cookies: { keys: ['a key for tests'] },
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/here/') !== true) return void handle(request, response);
    const result = isCancelled ? { error: 'access_denied' } : { login: { accountId: String(claims['sub'] ?? 'somebody') } };
    isCancelled = false;
    provider.interactionFinished(request, response, result).catch(() => response.writeHead(500).end());
  });
  return {
    issuer,
    is: (next) => {
      claims = next;
    },
    cancelNext: () => {
      isCancelled = true;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
