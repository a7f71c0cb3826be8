import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { DocumentDetails } from '@yrka/server/api';
import { useEffect, useState } from 'react';
import { holdPage, queries } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { Button, EmptyState } from '../../ui/index.ts';
import type { DocumentConnection } from './connection/connection.ts';
import css from './ShutOut.module.css';

/**
 * In place of a document whose access was taken away while it was open: its text is gone from the
 * screen, one's own words that did not get through are offered as a file, and then nothing of it
 * stays on this device.
 */
export function ShutOut({ details, connection }: { readonly details: DocumentDetails; readonly connection: DocumentConnection }) {
  const t = useTranslations('drafting.shutOut');
  const client = useQueryClient();
  const router = useRouter();
  // Read once: what is on this device goes, and the words with it.
  const [words] = useState(() => connection.unsentWords());
  const [isOffering, setOffering] = useState(words.length > 0);

  useEffect(holdPage, []);
  useEffect(() => {
    if (isOffering) return;
    void connection.forget();
    client.removeQueries({ queryKey: ['documents', details.id] });
    void client.invalidateQueries({ queryKey: ['matters'] });
  }, [isOffering, connection, client, details.id]);

  const leave = async () => {
    await router.navigate({ to: '/' });
    await client.invalidateQueries({ queryKey: queries.session().queryKey });
  };

  if (!isOffering) {
    return (
      <EmptyState
        title={t('title')}
        action={
          <Button variant="primary" onPress={leave}>
            {t('leave')}
          </Button>
        }
      >
        {t('words')} {t('gone')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('title')}
      action={
        <div className={css.actions}>
          <Button
            variant="primary"
            onPress={() => {
              save(t('fileName'), words);
              setOffering(false);
            }}
          >
            {t('download')}
          </Button>
          <Button onPress={() => setOffering(false)}>{t('discard')}</Button>
        </div>
      }
    >
      {t('words')} {t('unsent')}
    </EmptyState>
  );
}

function save(name: string, blocks: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([`${blocks.join('\n\n')}\n`], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then, however slow it is to ask where to put it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
