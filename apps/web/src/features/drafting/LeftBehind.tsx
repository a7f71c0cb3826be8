import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { SkeletonPaper } from '../../ui/index.ts';
import { type LeftBehind as Left, readLeftBehind } from './connection/leftBehind.ts';
import { ShutOut } from './ShutOut.tsx';

type LeftBehindProps = {
  readonly personId: string;
  /** Null: of whatever document. */
  readonly documentId: string | null;
  readonly refusal: 'noRight' | 'unknownDocument';
  /** What is shown when nothing was left, and when it has gone. */
  readonly children: ReactNode;
};

/**
 * For somebody who comes back to what they may not read any more: what they wrote and could not send is on this
 * device alone, and is offered before it goes. Nothing is said of the document.
 */
export function LeftBehind({ personId, documentId, refusal, children }: LeftBehindProps) {
  const t = useTranslations('drafting');
  const [left, setLeft] = useState<Left | null | 'reading'>('reading');
  useEffect(() => {
    let isHere = true;
    const reading = readLeftBehind(personId, documentId).catch(() => null); // what cannot be read cannot be offered
    void reading.then((found) => isHere && setLeft(found));
    return () => {
      isHere = false;
    };
  }, [personId, documentId]);
  if (left === 'reading') return <SkeletonPaper label={t('loading')} />;
  if (left === null) return children;
  return <Offered left={left} documentId={documentId} refusal={refusal} onLeave={() => setLeft(null)} />;
}

function Offered({ left, ...rest }: { readonly left: Left; readonly onLeave: () => void } & Pick<LeftBehindProps, 'documentId' | 'refusal'>) {
  const [source] = useState(() => ({ unsentWords: () => left.words, forget: left.forget }));
  return <ShutOut left={source} {...rest} />;
}
