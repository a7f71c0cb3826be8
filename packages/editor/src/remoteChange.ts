/**
 * Transaction meta set by the binding on every change that comes from elsewhere: another person,
 * the server, another tab, or an undo read back from the shared document. Nothing in this package
 * adds to, corrects or reacts to such a transaction (SPEC.md, ED1).
 */
export const remoteChange = 'yrka$remote';

/**
 * Transaction meta for a change that is one undo step of its own: merged neither with the typing
 * before it nor with what follows. Set by what the program does by itself while one types, so
 * that one undo takes back that and nothing else (SPEC.md, ED2).
 */
export const undoStep = 'yrka$undoStep';
