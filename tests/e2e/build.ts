import { buildWeb, bundleServer } from '../../scripts/runtime.mjs';

/** The server serves the app as it was built, and runs from its bundle: both of what is here now. */
export default async function build(): Promise<void> {
  await buildWeb();
  await bundleServer();
}
