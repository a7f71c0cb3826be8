import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { KeyboardEvent } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { takeSentence, writeFromSentence } from './ownWords.ts';
import { wordDifference } from './wordDifference.ts';

/**
 * Under an event: the sentence as it will stand while nobody has written another, and how somebody's
 * own words differ from it. Both stay until one chooses.
 */
export function OwnWords({
  node,
  editor,
  getPos,
  words,
  sentence,
  isStale,
}: {
  readonly node: Node;
  readonly editor: Editor;
  readonly getPos: () => number | undefined;
  readonly words: string | null;
  readonly sentence: string | null;
  readonly isStale: boolean;
}) {
  const t = useTranslations('deliberation.words');
  const written = { editor, node, getPos, sentence };
  const backToText = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    editor.view.focus();
  };
  if (sentence === null || !editor.isEditable) return null;
  if (words === null)
    return (
      <div className="yrka-event__preview" contentEditable={false} onKeyDown={backToText}>
        <p aria-label={t('stands')}>{sentence}</p>
        <button type="button" className="yrka-event__act" onClick={() => writeFromSentence(written)}>
          {t('change')}
        </button>
      </div>
    );
  const parts = wordDifference(sentence, words);
  if (parts.every(({ kind }) => kind === 'same')) return null;
  return (
    <div className="yrka-event__difference" contentEditable={false} data-stale={isStale || undefined} onKeyDown={backToText}>
      <p>
        <span className="yrka-event__about">{isStale ? t('stale') : t('differs')}</span>{' '}
        {parts.map(({ kind, words: some }, index) => {
          const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
          // biome-ignore lint/suspicious/noArrayIndexKey: they are nothing but their place
          return <Tag key={index}>{`${some} `}</Tag>;
        })}
      </p>
      <button type="button" className="yrka-event__act" onClick={() => takeSentence(written)}>
        {t('takeSentence')}
      </button>
    </div>
  );
}
