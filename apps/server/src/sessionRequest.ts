/** As much of a request as tells whose it is: one of Hono's, or one for a websocket. */
export type SessionRequest = { readonly req: { readonly url: string; header(name: string): string | undefined } };
