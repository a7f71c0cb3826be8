import type { Statement } from '@yrka/server/api';
import { useState } from 'react';
import { useActOnDocument } from '../../api/index.ts';
import { useDays, useTranslations } from '../../i18n/index.ts';
import { announce, SelectField } from '../../ui/index.ts';
import { UndecidedSuggestions } from '../suggestions/index.ts';
import { ActDialog } from '../way/index.ts';

type HandInDialogProps = {
  readonly documentId: string;
  readonly statement: Statement;
  readonly isPossible: boolean;
  readonly onClose: () => void;
};

/** For which meeting, and what it means: what has been handed in is never changed. */
export function HandInDialog({ documentId, statement: { kind, meetings }, isPossible, onClose }: HandInDialogProps) {
  const t = useTranslations('statements');
  const days = useDays();
  const perform = useActOnDocument(documentId);
  const [chosen, setChosen] = useState(meetings[0]?.id ?? '');
  const handIn = () =>
    perform.mutate(
      { act: 'handIn', body: chosen === '' ? {} : { meetingId: chosen } },
      {
        onSuccess: () => {
          announce(t('told'));
          onClose();
        },
      },
    );
  return (
    <ActDialog
      title={t('dialog.title')}
      action={t('dialog.action')}
      perform={perform}
      isPossible={isPossible}
      gone={t('dialog.gone')}
      onSubmit={handIn}
      onClose={onClose}
    >
      <SelectField
        label={t('dialog.meeting')}
        description={t(`dialog.${kind}Means`)}
        value={chosen}
        onChange={setChosen}
        options={[...meetings.map(({ id, body, date }) => [id, t('dialog.option', { body, date: days(date) })] as const), ['', t('dialog.none')]]}
      />
      <UndecidedSuggestions documentId={documentId} />
      <p>{t('dialog.happens')}</p>
    </ActDialog>
  );
}
