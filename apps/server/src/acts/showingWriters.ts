import type { DocumentRow } from '@yrka/storage';
import { chainOf } from '../audit/record.ts';
import { type Acting, recordAct } from './acting.ts';

/** Has those whose text it is told who wrote which words of it. The log says who wanted to know. */
export const showWriters = (acting: Acting, document: DocumentRow) => show(acting, document, true);

export const hideWriters = (acting: Acting, document: DocumentRow) => show(acting, document, false);

/** Done already, it is not done again, nor recorded. */
async function show(acting: Acting, document: DocumentRow, areShown: boolean): Promise<void> {
  await acting.server.storage.rows.transaction(async (rows) => {
    if (!(await rows.runs.show(document.id, areShown))) return;
    const act = areShown ? 'showWriters' : 'hideWriters';
    await recordAct(rows, acting, { chain: chainOf(document), act, subject: { kind: 'document', id: document.id } });
  });
}
