import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type ConnectionPerson, type ConnectionSnapshot, DocumentConnection, nothingYet } from './connection.ts';

/** Opens a document for as long as the page shows it. Null until it has been opened. */
export function useDocumentConnection(
  documentId: string,
  person: ConnectionPerson | null,
): { readonly connection: DocumentConnection | null; readonly snapshot: ConnectionSnapshot } {
  const [connection, setConnection] = useState<DocumentConnection | null>(null);
  // The session is fetched again now and then; only another person is a reason to open anew.
  const current = useRef(person);
  current.current = person;
  const id = person?.id ?? null;
  /** Raised to open anew, from the server alone. */
  const [life, setLife] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another life is another connection
  useEffect(() => {
    if (id === null || current.current === null) return;
    const opened = new DocumentConnection(documentId, current.current);
    setConnection(opened);
    return () => {
      setConnection(null);
      opened.destroy();
    };
  }, [documentId, id, life]);

  const snapshot = useSyncExternalStore(connection?.subscribe ?? noSubscription, connection?.getSnapshot ?? (() => nothingYet));

  // Late work is with the server, for its writer alone. What stands here with it in is not the document that the others have.
  const isSettled = snapshot.isLate && snapshot.save.kind === 'saved';
  useEffect(() => {
    if (!isSettled || connection === null) return;
    void connection.forget().then(() => setLife((before) => before + 1));
  }, [isSettled, connection]);

  return { connection, snapshot };
}

const noSubscription = () => () => {};
