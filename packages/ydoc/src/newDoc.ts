import * as Y from 'yjs';

/** A document that nobody knows by name: Yjs gives each a random one otherwise, which takes longer than to read a short text into it. */
export const newDoc = ({ gc = true }: { readonly gc?: boolean } = {}): Y.Doc => new Y.Doc({ guid: '', gc });
