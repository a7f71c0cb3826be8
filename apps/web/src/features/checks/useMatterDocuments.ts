import type { MatterDocument } from '@yrka/checks';
import { schema } from '@yrka/schema';
import type { DocumentDetails } from '@yrka/server/api';
import { useMemo } from 'react';
import { useContents, useMatter } from '../../api/index.ts';

/**
 * The other documents of the matter, as the server gives them to this reader: never one of a party's
 * space, nor for a document that stands in one. [] until they are there.
 */
export function useMatterDocuments({ id, matterId, kind, space }: DocumentDetails): readonly MatterDocument[] {
  const { data: matter } = useMatter(matterId);
  const others = useMemo(
    () => (space === 'party' ? [] : (matter?.documents ?? []).filter((other) => other.id !== id && other.kind !== kind && other.space !== 'party')),
    [matter, id, kind, space],
  );
  const contents = useContents(others.map((other) => other.id));
  return useMemo(
    () =>
      others.flatMap((other, index) => {
        const content: unknown = contents[index]?.content;
        return content == null ? [] : [{ kind: other.kind, content: schema.nodeFromJSON(content) }];
      }),
    [others, contents],
  );
}
