import type { MatterDetails } from '@yrka/server/api';
import { type FormEvent, useState } from 'react';
import { ApiError, useActOnMatter, usePlanning } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Dialog, DialogActions } from '../../ui/index.ts';
import { ActFields } from './ActFields.tsx';
import { bodyOf, type Fields, type Form, problemsOf, startOf } from './actForm.ts';
import type { Act } from './acts.ts';
import css from './NewMotionDialog.module.css';

/** Asks what an act needs, says what follows from it, and does it. */
export function ActDialog({
  act,
  matter,
  referralId = null,
  onClose,
}: {
  readonly act: Act;
  readonly matter: MatterDetails;
  readonly referralId?: string | null;
  readonly onClose: () => void;
}) {
  const t = useTranslations('matters');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const planning = usePlanning();
  const doing = useActOnMatter(matter.id);
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const [hasTried, setTried] = useState(false);

  const form: Form = { matter, planning: planning.data ?? { bodies: [], meetings: [], today: '' }, referralId };
  const values: Readonly<Record<string, string>> = { ...startOf(act, form), ...given };
  const text = (field: string) => values[field] ?? '';
  const problems = problemsOf(act, text, form);
  const fields: Fields = {
    text,
    set: (field, value) => setGiven((before) => ({ ...before, [field]: value })),
    wrong: (field) => (hasTried && problems[field] !== undefined ? t(`form.${problems[field]}`) : undefined),
  };
  const isDuplicate = doing.error instanceof ApiError && doing.error.code === 'diarienummerInUse';

  const perform = (more: Readonly<Record<string, unknown>> = {}) => {
    setTried(true);
    if (Object.keys(problems).length > 0 || doing.isPending) return;
    doing.mutate(
      { act, body: { ...bodyOf(act, text, form), ...more } },
      {
        onSuccess: () => {
          announce(t(`act.${act}`));
          onClose();
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    perform(isDuplicate ? { isDuplicateMeant: true } : {});
  };

  return (
    <Dialog title={t(`act.${act}`)} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {(close) => (
        <form onSubmit={submit} noValidate className={css.form}>
          <ActFields act={act} fields={fields} form={form} />
          {doing.isError && (
            <Banner tone={isDuplicate ? 'warning' : 'danger'} isAnnounced>
              {isDuplicate ? t('form.duplicate', { number: text('diarienummer') }) : failure(doing.error)}
            </Banner>
          )}
          <DialogActions>
            <Button variant="quiet" onPress={close}>
              {frame('cancel')}
            </Button>
            {act === 'clearWorkingMaterial' ? (
              <>
                <Button isDisabled={doing.isPending} onPress={() => perform({ choice: 'keep' })}>
                  {t('form.keep')}
                </Button>
                <Button variant="danger" isPending={doing.isPending} onPress={() => perform({ choice: 'clear' })}>
                  {t('form.clear')}
                </Button>
              </>
            ) : (
              <Button variant="primary" type="submit" isPending={doing.isPending}>
                {isDuplicate ? t('form.registerAnyway') : t(`act.${act}`)}
              </Button>
            )}
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}
