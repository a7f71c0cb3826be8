/** Builds the web app, unless what it is made of has not changed since the last time. */
export function buildWeb(): Promise<void>;

/** Puts the server into its bundle, unless what it is made of has not changed since the last time. */
export function bundleServer(): Promise<void>;

/** What Node is given to run the server. */
export const serverArguments: readonly string[];
