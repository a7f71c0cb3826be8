import { schema } from '@yrka/schema';
import type { DocumentDetails, Verification } from '@yrka/server/api';
import { useMemo, useState } from 'react';
import { useActOnDocument, useClauses, useContent } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, SelectField, TextField } from '../../ui/index.ts';
import { ActDialog } from '../way/index.ts';
import { correctable } from './correctable.ts';

/** The server's limits (acts/documentActs.ts, correctionInput). */
const limits = { after: 10_000, reason: 1000 } as const;
/** As much of a block as one knows it by. */
const optionLength = 70;

const shortened = (words: string) => (words.length > optionLength ? `${words.slice(0, optionLength).trimEnd()}…` : words);

type CorrectionDialogProps = {
  readonly details: DocumentDetails;
  readonly corrections: Verification['corrections'];
  readonly isPossible: boolean;
  readonly onClose: () => void;
};

/** What was wrong in a verified item, and how it should have been. */
export function CorrectionDialog({ details, corrections, isPossible, onClose }: CorrectionDialogProps) {
  const t = useTranslations('verification');
  const perform = useActOnDocument(details.id);
  const failure = useFailureWords();
  const content = useContent(details.id);
  const source = details.source?.document ?? null;
  const clauses = useClauses(source);
  const [{ data }, { data: motion }] = [content, clauses];
  const blocks = useMemo(() => {
    // A sentence that answers a clause says which, and is another without the motion.
    if (data === undefined || (source !== null && motion === undefined)) return null;
    return correctable(schema.nodeFromJSON(data.content), corrections, details, motion?.clauses.map(({ id }) => id) ?? null);
  }, [data, corrections, details, source, motion]);
  const failed = blocks === null ? (content.error ?? clauses.error) : null;
  const [chosen, setChosen] = useState<string | null>(null);
  const [written, setWritten] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [hasTried, setTried] = useState(false);
  const block = blocks?.find(({ id }) => id === chosen) ?? blocks?.[0];
  const after = (written ?? block?.words ?? '').trim();
  const why = reason.trim();

  const problems = {
    after: after === '' || after === block?.words ? t('correction.same') : tooLong(after, limits.after),
    reason: why === '' ? t('correction.noReason') : tooLong(why, limits.reason),
  };
  const correct = () => {
    setTried(true);
    if (block === undefined || problems.after !== undefined || problems.reason !== undefined) return;
    perform.mutate(
      { act: 'correct', body: { blockId: block.id, after, reason: why } },
      {
        onSuccess: () => {
          announce(t('told.correct'));
          onClose();
        },
      },
    );
  };

  return (
    <ActDialog
      title={t('correction.title')}
      action={t('correction.action')}
      perform={perform}
      isPossible={isPossible}
      gone={t('gone')}
      isReady={block !== undefined}
      onSubmit={correct}
      onClose={onClose}
    >
      <p>{t('correction.words')}</p>
      {failed !== null && (
        <Banner
          tone="danger"
          isAnnounced
          action={
            <Button onPress={() => void Promise.all([content, clauses].filter(({ isError }) => isError).map(({ refetch }) => refetch()))}>
              {t('correction.fetchAgain')}
            </Button>
          }
        >
          {t('correction.notFetched')} {failure(failed)}
        </Banner>
      )}
      {blocks !== null && blocks.length === 0 && <Banner>{t('correction.nothing')}</Banner>}
      {block !== undefined && blocks !== null && (
        <>
          <SelectField
            label={t('correction.block')}
            value={block.id}
            onChange={(id) => {
              setChosen(id);
              setWritten(null);
            }}
            options={blocks.map(({ id, under, words }) => [id, under === '' ? shortened(words) : t('correction.option', { under, words: shortened(words) })])}
          />
          <TextField
            label={t('correction.after')}
            value={written ?? block.words}
            onChange={setWritten}
            rows={6}
            lang="sv"
            error={hasTried ? problems.after : undefined}
          />
          <TextField label={t('correction.reason')} value={reason} onChange={setReason} rows={2} lang="sv" error={hasTried ? problems.reason : undefined} />
        </>
      )}
    </ActDialog>
  );

  function tooLong(words: string, limit: number): string | undefined {
    return words.length > limit ? t('correction.tooLong', { limit }) : undefined;
  }
}
