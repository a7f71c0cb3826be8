import { buildWeb } from '../../scripts/runtime.mjs';

/** The server serves the app as it was built: of what is here now. */
export default buildWeb;
