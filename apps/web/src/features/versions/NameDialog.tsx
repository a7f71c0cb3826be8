import { type FormEvent, useState } from 'react';
import { useNameVersion } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Dialog, DialogActions, TextField } from '../../ui/index.ts';

type NameDialogProps = {
  readonly documentId: string;
  readonly version: number;
  /** What it is called; null for one without a name. */
  readonly name: string | null;
  readonly onClose: () => void;
};

/** As long as a name may be. */
const longestName = 100;

export function NameDialog({ documentId, version, name, onClose }: NameDialogProps) {
  const t = useTranslations('versions');
  const failure = useFailureWords();
  const [words, setWords] = useState(name ?? '');
  const naming = useNameVersion(documentId);
  const put = (called: string | null) =>
    naming.mutate(
      { version, name: called },
      {
        onSuccess: () => {
          announce(called === null ? t('isUnnamed') : t('isNamed', { name: called }));
          onClose();
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() !== '') put(words.trim());
  };
  return (
    <Dialog title={t('nameTitle')} closeLabel={t('cancel')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form onSubmit={submit}>
        <TextField label={t('nameField')} description={t('nameHint')} value={words} onChange={setWords} maxLength={longestName} isRequired autoFocus />
        {naming.isError && (
          <Banner tone="danger" isAnnounced>
            {failure(naming.error)}
          </Banner>
        )}
        <DialogActions>
          {name !== null && (
            <Button variant="quiet" onPress={() => put(null)}>
              {t('unname')}
            </Button>
          )}
          <Button variant="primary" type="submit" isPending={naming.isPending}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
