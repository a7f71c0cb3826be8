import type { ProblemCode } from '../api.ts';
import type { Submission } from '../rooms/index.ts';

/** The room's answers as the API's. */
export const submissionRefusals: { readonly [S in Submission]: ProblemCode | null } = {
  stored: null,
  // Kept for its writer alone: nothing is lost, and the client is told over its socket.
  late: null,
  storageFull: 'storageFull',
  storageFailing: 'storageFailed',
  malformed: 'malformedUpdate',
  // It builds on what the server never got: a client that sends all it has will be understood.
  gap: 'malformedUpdate',
  unknownRoot: 'malformedUpdate',
  unknownContent: 'malformedUpdate',
  documentFull: 'documentFull',
  notASuggestion: 'noRight',
  foreignClient: 'noRight',
  readOnly: 'noRight',
  noRight: 'noRight',
  unknownDocument: 'notFound',
  otherEpoch: 'conflict',
};
