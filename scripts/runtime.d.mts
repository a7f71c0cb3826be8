/** Builds the web app, unless what it is made of has not changed since the last time. */
export function buildWeb(): Promise<void>;
