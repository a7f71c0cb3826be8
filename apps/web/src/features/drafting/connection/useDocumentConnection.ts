import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { type ConnectionPerson, type ConnectionSnapshot, DocumentConnection, nothingYet } from './connection.ts';
import type { CopySetAside } from './deviceCopy.ts';
import { type LeftBehind, readOtherEpochs } from './leftBehind.ts';

export type OpenedDocument = {
  /** Null until it has been opened. */
  readonly connection: DocumentConnection | null;
  readonly snapshot: ConnectionSnapshot;
  /** What was written for an earlier epoch and did not get through, or was not taken; null for nothing. */
  readonly left: LeftBehind | null;
  /** What was left has been dealt with. */
  readonly onLeftTaken: () => void;
};

/** Opens a document for as long as the page shows it. @param epoch as the server told it last */
export function useDocumentConnection(documentId: string, person: ConnectionPerson | null, epoch: number): OpenedDocument {
  const [connection, setConnection] = useState<DocumentConnection | null>(null);
  // The session is fetched again now and then; only another person is a reason to open anew.
  const current = useRef(person);
  current.current = person;
  const id = person?.id ?? null;
  /** Another one is opened anew; from the server alone, or in another epoch. What the server tells later, the connection hears as well. */
  const [life, setLife] = useState({ epoch });
  const [left, setLeft] = useState<LeftBehind | null>(null);
  const open = useRef<DocumentConnection | null>(null);

  useEffect(() => {
    if (id === null || current.current === null) return;
    open.current = new DocumentConnection(documentId, current.current, life.epoch);
    setConnection(open.current);
    return () => {
      setConnection(null);
      open.current?.destroy();
      open.current = null;
    };
  }, [documentId, id, life]);

  const first = useRef(epoch);
  useEffect(() => {
    if (id === null) return;
    let isHere = true;
    const reading = readOtherEpochs(id, documentId, first.current).catch(() => null); // what cannot be read cannot be offered
    void reading.then((found) => isHere && setLeft((before) => before ?? found));
    return () => {
      isHere = false;
    };
  }, [documentId, id]);

  const snapshot = useSyncExternalStore(connection?.subscribe ?? noSubscription, connection?.getSnapshot ?? (() => nothingYet));

  // Late work is with the server, for its writer alone. What stands here with it in is not the document that the others have.
  const isSettled = snapshot.isLate && snapshot.save.kind === 'saved';
  useEffect(() => {
    if (!isSettled || connection === null) return;
    void connection.forget().then(() => setLife({ epoch: connection.epoch }));
  }, [isSettled, connection]);

  const { movedTo } = snapshot;
  useEffect(() => {
    const who = current.current;
    if (movedTo === null || connection === null || who === null) return;
    let isHere = true;
    /** The copy stays until its writer has said what is to become of the words. */
    const leave = (words: LeftBehind['words'], forgetCopy: () => Promise<void>) => {
      const forget = async (before: LeftBehind | null) => {
        await before?.forget();
        await forgetCopy();
      };
      setLeft((before) => ({ why: 'unsent', words: [...(before?.words ?? []), ...words], forget: () => forget(before) }));
    };
    // A backup was put back and written anew again: the next copy has the name of this one.
    const makeWay = async () => {
      const words = await connection.allUnsentWords();
      if (!isHere) return;
      if (words.length === 0) await connection.forget();
      else leave(words, (await connection.setAside()).forget);
      setLife({ epoch: movedTo });
    };
    const next = movedTo === connection.epoch ? null : new DocumentConnection(documentId, who, movedTo);
    const goOver = async (to: DocumentConnection) => {
      await Promise.all([to.opened(), connection.allUnsentWords()]);
      if (!isHere) return;
      // From here on in one turn: until the editor shows the other, what is typed comes here.
      const words = connection.handOver(to);
      open.current = to;
      flushSync(() => {
        if (words.length > 0) leave(words, () => connection.forget());
        setConnection(to);
      });
      connection.destroy();
      if (words.length === 0) void to.saved().then(() => connection.forget());
    };
    void (next === null ? makeWay() : goOver(next));
    return () => {
      isHere = false;
      if (open.current !== next) next?.destroy();
    };
  }, [documentId, movedTo, connection]);

  // In what was not taken as a suggestion, this copy differs from the document: the next is made by the server alone.
  const [refused, setRefused] = useState<readonly CopySetAside[]>([]);
  const { isRefused } = snapshot;
  useEffect(() => {
    if (!isRefused || connection === null) return;
    void connection.setAside().then((copy) => {
      setRefused((before) => [...before, copy]);
      setLife({ epoch: connection.epoch });
    });
  }, [isRefused, connection]);

  // Only by the document as the server has it can be told what of that copy it took.
  const isWhole = snapshot.save.kind === 'saved' && !isRefused;
  useEffect(() => {
    if (!isWhole || connection === null || refused.length === 0) return;
    setRefused([]);
    const offer = async () => {
      const words = (await Promise.all(refused.map((copy) => copy.wordsNotIn(connection.ydoc)))).flat();
      const forget = async () => void (await Promise.all(refused.map((copy) => copy.forget())));
      if (words.length === 0) await forget();
      setLeft((before) => ({
        why: 'notASuggestion',
        words: [...(before?.words ?? []), ...words],
        forget: async () => {
          await before?.forget();
          if (words.length > 0) await forget();
        },
      }));
    };
    void offer();
  }, [isWhole, connection, refused]);

  return { connection, snapshot, left, onLeftTaken: () => setLeft(null) };
}

const noSubscription = () => () => {};
