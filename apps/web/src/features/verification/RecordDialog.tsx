import type { Verification } from '@yrka/server/api';
import { useState } from 'react';
import { useActOnDocument, useLock } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce, SelectField, TextField } from '../../ui/index.ts';
import { ActDialog } from '../way/index.ts';

/** The server's limit (acts/documentActs.ts, elsewhereInput). */
const maxNoteLength = 300;

type RecordDialogProps = {
  readonly documentId: string;
  readonly isPossible: boolean;
  /** Those who have not verified it. */
  readonly waiting: NonNullable<Verification['verification']>['verifiers'];
  readonly onClose: () => void;
};

/** Enters that a verifier has signed on paper, or with the municipality's own signing service. */
export function RecordDialog({ documentId, isPossible, waiting, onClose }: RecordDialogProps) {
  const t = useTranslations('verification');
  const people = useTranslations('people');
  const perform = useActOnDocument(documentId);
  const sha256 = useLock(documentId).data?.lock?.sha256;
  const [chosen, setChosen] = useState(waiting[0]?.personId ?? '');
  const [note, setNote] = useState('');
  const words = note.trim();
  const isTooLong = words.length > maxNoteLength;
  const record = () => {
    if (isTooLong || sha256 === undefined) return;
    perform.mutate(
      { act: 'recordVerification', body: { personId: chosen, note: words, sha256 } },
      {
        onSuccess: () => {
          announce(t('told.record'));
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={t('record.title')}
      action={t('record.action')}
      perform={perform}
      isPossible={isPossible}
      gone={t('gone')}
      onSubmit={record}
      onClose={onClose}
    >
      <p>{t('record.words')}</p>
      <SelectField
        label={t('record.who')}
        value={chosen}
        onChange={setChosen}
        options={waiting.map(({ personId, name, party }) => [personId, party === null ? name : people('withParty', { name, party })])}
      />
      <TextField
        label={t('record.note')}
        description={t('record.noteMeans')}
        value={note}
        onChange={setNote}
        lang="sv"
        error={isTooLong ? t('record.tooLong', { limit: maxNoteLength }) : undefined}
      />
    </ActDialog>
  );
}
