import type { Editor } from '@tiptap/core';
import { useTranslations } from '../../i18n/index.ts';
import { takeSentence, writeFromSentence } from './ownWords.ts';
import { wordDifference } from './wordDifference.ts';

type OwnWordsProps = {
  readonly editor: Editor;
  readonly getPos: () => number | undefined;
  readonly words: string | null;
  readonly sentence: string | null;
};

/** Among an event's choices: to change a word of its sentence, or to have the sentence again. */
export function WordsButton({ editor, getPos, words, sentence }: OwnWordsProps) {
  const t = useTranslations('deliberation.words');
  if (sentence === null) return null;
  if (words === null)
    return (
      <button type="button" className="yrka-event__act" onClick={() => writeFromSentence({ editor, getPos, sentence })}>
        {t('change')}
      </button>
    );
  return wordDifference(sentence, words).every(({ kind }) => kind === 'same') ? null : (
    <button type="button" className="yrka-event__act" onClick={() => takeSentence({ editor, getPos })}>
      {t('takeSentence')}
    </button>
  );
}

/** Under an event: the sentence as it will stand while nobody has written another, and how somebody's own words differ from it. */
export function OwnWords({ editor, words, sentence, isStale }: Pick<OwnWordsProps, 'editor' | 'words' | 'sentence'> & { readonly isStale: boolean }) {
  const t = useTranslations('deliberation.words');
  if (sentence === null) return null;
  if (words === null)
    return (
      <p className="yrka-event__preview" contentEditable={false} aria-label={t('stands')}>
        {sentence}
      </p>
    );
  const parts = wordDifference(sentence, words);
  if (!editor.isEditable || parts.every(({ kind }) => kind === 'same')) return null;
  return (
    <p className="yrka-event__difference" contentEditable={false} data-stale={isStale || undefined}>
      <span className="yrka-event__about">{isStale ? t('stale') : t('differs')}</span>{' '}
      {parts.map(({ kind, words: some }, index) => {
        const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
        // biome-ignore lint/suspicious/noArrayIndexKey: they are nothing but their place
        return <Tag key={index}>{`${some} `}</Tag>;
      })}
    </p>
  );
}
