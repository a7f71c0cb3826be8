import type { Editor } from '@tiptap/core';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button } from '../../ui/index.ts';
import type { DocumentConnection } from './connection/connection.ts';
import type { LeftBehind } from './connection/leftBehind.ts';
import { putWordsBack } from './paper/putBack.ts';
import css from './RescueBanners.module.css';
import { saveWords } from './saveWords.ts';

const shownWords = 240;

/**
 * What somebody wrote while they were away, and the document was written anew meanwhile, or what could not be taken
 * as a suggestion: theirs to put in, or to throw away.
 */
export function UnsentOffer({
  editor,
  connection,
  left,
  mayPutIn,
  onTaken,
}: {
  readonly editor: Editor;
  readonly connection: DocumentConnection;
  readonly left: LeftBehind;
  readonly mayPutIn: boolean;
  readonly onTaken: () => void;
}) {
  const t = useTranslations('drafting.unsent');
  const text = left.words.map(({ words }) => words.trim()).join(' … ');
  const putIn = () => {
    for (const { words, blockId } of left.words) putWordsBack(editor, words, blockId);
    announce(t('taken'));
    onTaken();
    // Until then they are on this device alone.
    void connection.saved().then(() => left.forget());
  };
  const letGo = () => {
    onTaken();
    void left.forget();
  };
  const isRefused = left.why === 'notASuggestion';
  if (left.words.length === 0) {
    return (
      <Banner tone="warning" isAnnounced action={<Button onPress={letGo}>{t('understood')}</Button>}>
        <strong>{t('refusedTitle')}</strong> {t('refused')} {t('anew')}
      </Banner>
    );
  }
  return (
    <Banner
      tone="warning"
      isAnnounced
      action={
        <div className={css.actions}>
          {mayPutIn ? (
            <Button onPress={putIn}>{t('putIn')}</Button>
          ) : (
            <Button
              onPress={() => {
                saveWords(
                  t('fileName'),
                  left.words.map(({ words }) => words),
                );
                letGo();
              }}
            >
              {t('download')}
            </Button>
          )}
          <Button variant="quiet" onPress={letGo}>
            {t('discard')}
          </Button>
        </div>
      }
    >
      <strong>{t(isRefused ? 'refusedTitle' : 'title')}</strong> {isRefused && t('refused')}{' '}
      {t('yours', { text: text.length > shownWords ? `${text.slice(0, shownWords).trimEnd()}…` : text })}
    </Banner>
  );
}
