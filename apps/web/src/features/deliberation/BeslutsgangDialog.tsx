import type { Editor } from '@tiptap/core';
import { putAlternative } from '@yrka/formal-text';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, Dialog, DialogActions } from '../../ui/index.ts';
import css from './BeslutsgangDialog.module.css';
import { factsOf, useAround } from './documentFacts.ts';
import { firstChoice } from './personField.ts';
import { lackingOf, proposedOrder, putOrder } from './proposedOrder.ts';

/** In which order the chair may put what was moved, with what Ja and Nej would mean. It is proposed: the chair decides. */
export function BeslutsgangDialog({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const t = useTranslations('deliberation.order');
  const around = useAround();
  const { doc } = editor.state;
  const order = proposedOrder(doc, around);
  const { sentences } = factsOf(doc, around);
  const { fresh, longer } = lackingOf(doc, order);
  const isLacking = fresh.length + longer.length > 0;

  const put = () => {
    putOrder(editor.state, editor.view.dispatch, order);
    announce(t('done', { count: fresh.length + longer.length }));
    onClose();
    // When the dialog has given the focus back, and the blocks are drawn.
    setTimeout(() => {
      editor.view.focus();
      requestAnimationFrame(() => requestAnimationFrame(() => firstChoice(editor.view)?.focus()));
    });
  };

  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('title')} closeLabel={t('close')} width="wide">
      <p className={css.about}>{order.length === 0 ? t('nothing') : t('about')}</p>
      {order.length > 0 && (
        <ol className={css.questions}>
          {order.map(({ stage, puts, awaitsWinner, card }) => (
            <li key={puts.map((one) => putAlternative(one, sentences) ?? '').join()} className={css.question}>
              <p className={css.stage}>{t(`stage.${stage}`)}</p>
              <p className={css.puts} lang="sv">
                {puts
                  .filter(({ about }) => about !== 'rejectionOf')
                  .map((one) => putAlternative(one, sentences) ?? t('unknown'))
                  .join(` ${t('against')} `)}
                {awaitsWinner && ` ${t('against')} ${t('winner')}`}
              </p>
              <p className={css.card} lang="sv">
                {card.yes}
                <br />
                {card.no}
              </p>
            </li>
          ))}
        </ol>
      )}
      <DialogActions>
        {order.length > 0 && !isLacking && <span className={css.about}>{t('isThere')}</span>}
        <Button onPress={onClose}>{t('close')}</Button>
        {isLacking && (
          <Button variant="primary" autoFocus onPress={put}>
            {t('put')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
