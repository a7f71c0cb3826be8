import { ImageUp } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { armsAddress, useChangeArms, useRemoveArms } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, ConfirmDialog } from '../../ui/index.ts';
import css from './Organisation.module.css';

/** The same limit as the server's, told before anything is sent; in bytes. */
const maxBytes = 1_048_576;

/** The municipality's arms: seen, chosen, replaced and taken away. Each is done at once, apart from what is saved below. */
export function Arms({ arms, mayEdit }: { readonly arms: string | null; readonly mayEdit: boolean }) {
  const t = useTranslations('organisation.arms');
  const errors = useTranslations('errors');
  const failure = useFailureWords();
  const change = useChangeArms();
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);

  function take(file: File | undefined): void {
    if (file === undefined || change.isPending) return;
    setProblem(file.size > maxBytes ? errors('pictureTooLarge') : null);
    if (file.size > maxBytes) return;
    change.mutate(
      { file, version: arms },
      {
        onSuccess: () => announce(t('changed')),
        onError: (error) => setProblem(failure(error)),
      },
    );
  }

  return (
    <section className={css.section} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className={css.help}>{t('help')}</p>
      <div className={css.arms}>
        {arms === null ? <p className={css.less}>{t('none')}</p> : <img className={css.armsPicture} src={armsAddress(arms)} alt={t('picture')} />}
        {mayEdit && (
          <div className={css.armsActions}>
            <FileTrigger acceptedFileTypes={['image/png', 'image/jpeg']} onSelect={(files) => take(files?.[0])}>
              <Button icon={<ImageUp aria-hidden />} isPending={change.isPending}>
                {arms === null ? t('choose') : t('replace')}
              </Button>
            </FileTrigger>
            {arms !== null && (
              <Button variant="quiet" onPress={() => setAsking(true)}>
                {t('remove')}
              </Button>
            )}
          </div>
        )}
      </div>
      {problem !== null && (
        <Banner tone="danger" isAnnounced>
          {problem}
        </Banner>
      )}
      {isAsking && arms !== null && <RemoveDialog arms={arms} onClose={() => setAsking(false)} />}
    </section>
  );
}

function RemoveDialog({ arms, onClose }: { readonly arms: string; readonly onClose: () => void }) {
  const t = useTranslations('organisation.arms');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const remove = useRemoveArms();
  return (
    <ConfirmDialog
      title={t('removeTitle')}
      means={t('removeMeans')}
      actLabel={t('remove')}
      cancelLabel={frame('cancel')}
      closeLabel={frame('close')}
      problem={remove.isError ? failure(remove.error) : null}
      isPending={remove.isPending}
      onAct={() =>
        remove.mutate(arms, {
          onSuccess: () => {
            announce(t('removed'));
            onClose();
          },
        })
      }
      onClose={onClose}
    />
  );
}
