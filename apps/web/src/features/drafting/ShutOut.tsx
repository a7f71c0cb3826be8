import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { holdPage, queries } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { Button, EmptyState } from '../../ui/index.ts';
import type { Unsent } from '@yrka/ydoc';
import type { Refusal } from './connection/connection.ts';
import { saveWords } from './saveWords.ts';
import css from './ShutOut.module.css';

type ShutOutProps = {
  readonly refusal: Extract<Refusal, 'noRight' | 'unknownDocument'>;
  /** One's own words that did not get through, a block each, and how all of it goes from this device. */
  readonly left: { unsentWords(): readonly Unsent[]; forget(): Promise<void> };
  /** What goes from memory with it: one document, or all. */
  readonly documentId: string | null;
  readonly onLeave?: () => void;
};

/**
 * In place of a document whose access was taken away: its text is gone from the screen, one's own
 * words that did not get through are offered as a file, and then nothing of it stays on this device.
 */
export function ShutOut({ refusal, left, documentId, onLeave }: ShutOutProps) {
  const t = useTranslations('drafting.shutOut');
  const why = useTranslations(`drafting.refused.${refusal}`);
  const client = useQueryClient();
  const router = useRouter();
  // Read once: what is on this device goes, and the words with it.
  const [words] = useState(() => left.unsentWords());
  const [isOffering, setOffering] = useState(words.length > 0);

  useEffect(holdPage, []);
  useEffect(() => {
    if (isOffering) return;
    void left.forget();
    client.removeQueries({ queryKey: documentId === null ? ['documents'] : ['documents', documentId] });
    void client.invalidateQueries({ queryKey: ['matters'] });
  }, [isOffering, left, client, documentId]);

  const leave = async () => {
    onLeave?.();
    await router.navigate({ to: '/' });
    await client.invalidateQueries({ queryKey: queries.session().queryKey });
  };

  if (!isOffering) {
    return (
      <EmptyState
        title={why('title')}
        action={
          <Button variant="primary" onPress={leave}>
            {t('leave')}
          </Button>
        }
      >
        {why('words')} {t('gone')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={why('title')}
      action={
        <div className={css.actions}>
          <Button
            variant="primary"
            onPress={() => {
              saveWords(
                t('fileName'),
                words.map((block) => block.words),
              );
              setOffering(false);
            }}
          >
            {t('download')}
          </Button>
          <Button onPress={() => setOffering(false)}>{t('discard')}</Button>
        </div>
      }
    >
      {why('words')} {t('unsent')}
    </EmptyState>
  );
}
