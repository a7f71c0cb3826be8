import { wordCopy } from '@yrka/exporters/word';
import { pageMarkOf } from '@yrka/policies';
import { statementWords } from '@yrka/schema';
import type { DocumentDetails } from '@yrka/server/api';
import { rejectAll } from '@yrka/ydoc';
import type { Node } from '@tiptap/pm/model';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The text as it stands on this device, as a Word file: what the server would give, but for the municipality's arms and for
 * the version, which nobody knows of words that are on this device alone.
 *
 * @param clauses the ids of the clauses of the motion that it answers, in order; null when it answers none
 */
export async function wordCopyHere(text: Node, details: DocumentDetails, clauses: readonly string[] | null): Promise<Blob> {
  const { id, kind, stage, template, diarienummer, statementKind } = details;
  const { bytes } = await wordCopy(rejectAll(text), {
    template,
    kind,
    ...(clauses !== null && { clauses }),
    header: { diarienummer, received: null, ...(statementKind !== null && { label: statementWords[statementKind].label }) },
    mark: pageMarkOf(stage),
    source: { documentId: id, version: null },
    createdAt: new Date(),
  });
  return new Blob([bytes], { type: wordType });
}
