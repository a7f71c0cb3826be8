import type { DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { useActOnDocument } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Choices, Dialog, DialogActions, TextField } from '../../ui/index.ts';
import css from './Reviewing.module.css';

const verdicts = ['noObjection', 'shouldBeChanged', 'mustBeChanged'] as const;
type Verdict = (typeof verdicts)[number];

type FinishDialogProps = {
  readonly details: DocumentDetails;
  /** Who reads the answer. */
  readonly name: string;
  /** How many points of one's own still stand in the text. */
  readonly open: number;
  readonly onClose: () => void;
};

/** *Klar med granskningen*: what one came to. */
export function FinishDialog({ details, name, open, onClose }: FinishDialogProps) {
  const t = useTranslations('reviewing.finish');
  const words = useTranslations('reviewing.verdict');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const perform = useActOnDocument(details.id);
  const [verdict, setVerdict] = useState<Verdict>(open === 0 ? 'noObjection' : 'shouldBeChanged');
  const [said, setSaid] = useState('');
  const finish = () =>
    perform.mutate(
      { act: 'finishReview', body: { verdict, words: said.trim() } },
      {
        onSuccess: () => {
          announce(t('done'));
          onClose();
        },
      },
    );
  // Done in another window, or no longer shared, while one read this.
  const isGone = !details.acts.includes('finishReview') && !perform.isPending && !perform.isSuccess;
  return (
    <Dialog title={t('title')} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form
        className={css.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!perform.isPending && !isGone) finish();
        }}
      >
        {isGone ? (
          <Banner tone="warning" isAnnounced>
            {t('gone')}
          </Banner>
        ) : (
          <>
            <Choices label={t('verdict')} value={verdict} onChange={setVerdict} choices={verdicts.map((value) => ({ value, label: words(value) }))} />
            <TextField label={t('words')} description={t('wordsHelp', { name })} value={said} onChange={setSaid} rows={3} maxLength={2000} />
            {open > 0 && <p className={css.hint}>{t('open', { count: open })}</p>}
          </>
        )}
        {perform.isError && (
          <Banner tone="danger" isAnnounced>
            {failure(perform.error)}
          </Banner>
        )}
        <DialogActions>
          <Button variant="quiet" onPress={onClose}>
            {isGone ? frame('close') : frame('cancel')}
          </Button>
          {!isGone && (
            <Button variant="primary" type="submit" isPending={perform.isPending}>
              {t('action')}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
