import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger } from 'react-aria-components';
import { bundleOf, type BundlePart, bundleParts, downloadFrom } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { Button, CheckField, Dialog, DialogActions } from '../../ui/index.ts';
import css from './TakeOut.module.css';

const nothing: Readonly<Record<BundlePart, boolean>> = { comments: false, versions: false, log: false, journal: false };

/** The whole of a matter as one file, for those who keep its records: first what it is to hold. */
export function TakeOut({ matterId }: { readonly matterId: string }) {
  const t = useTranslations('matters');
  const frame = useTranslations('frame');
  const [choice, setChoice] = useState(nothing);
  return (
    <DialogTrigger>
      <Button variant="plain" icon={<FileDown aria-hidden />}>
        {t('takeOut.open')}
      </Button>
      <Dialog title={t('takeOut.open')} closeLabel={t('takeOut.close')}>
        {(close) => (
          <form
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault();
              downloadFrom(bundleOf(matterId, choice));
              close();
            }}
          >
            <p>{t('takeOut.about')}</p>
            <fieldset className={css.parts}>
              <legend>{t('takeOut.alsoWith')}</legend>
              {bundleParts.map((part) => (
                <CheckField key={part} isSelected={choice[part]} onChange={(isChosen) => setChoice((now) => ({ ...now, [part]: isChosen }))}>
                  {t(`takeOut.${part}`)}
                </CheckField>
              ))}
            </fieldset>
            <p>{t('takeOut.isLogged')}</p>
            <DialogActions>
              <Button variant="quiet" onPress={close}>
                {frame('cancel')}
              </Button>
              <Button variant="primary" type="submit">
                {t('takeOut.download')}
              </Button>
            </DialogActions>
          </form>
        )}
      </Dialog>
    </DialogTrigger>
  );
}
