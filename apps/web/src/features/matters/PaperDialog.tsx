import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { usePlanning, useReceivePaper } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, Dialog, DialogActions, TextArea, TextField } from '../../ui/index.ts';
import css from './NewMotionDialog.module.css';

/** The server's limit (routes/messages.ts, maxTitleLength). */
const maxTitleLength = 300;

/** A registrar enters what has come on paper: its words, who sent it and when it came. */
export function PaperDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('matters');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const navigate = useNavigate();
  const { data: planning } = usePlanning();
  const receive = useReceivePaper();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [people, setPeople] = useState('');
  const [chosenDay, setDay] = useState<string | null>(null);
  const [hasTried, setTried] = useState(false);

  const day = chosenDay ?? planning?.today ?? '';
  const senders = sendersOf(people);
  const problems = {
    title: title.trim() === '' ? t('headingMissing') : title.trim().length > maxTitleLength ? t('headingTooLong', { limit: maxTitleLength }) : undefined,
    text: text.trim() === '' ? t('paper.needText') : undefined,
    senders: senders.length === 0 ? t('paper.needSenders') : undefined,
    day: day === '' ? t('form.needDate') : undefined,
  };
  const shown = hasTried ? problems : { title: undefined, text: undefined, senders: undefined, day: undefined };

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== undefined) || receive.isPending) return;
    receive.mutate(
      { title: title.trim(), text, senders, receivedOn: day },
      { onSuccess: (matter) => navigate({ to: '/arenden/$matterId', params: { matterId: matter.id } }) },
    );
  }

  return (
    <Dialog title={t('paper.title')} closeLabel={frame('close')} width="wide" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {(close) => (
        <form onSubmit={submit} noValidate className={css.form}>
          <p>{t('paper.help')}</p>
          <TextField label={t('heading')} value={title} onChange={setTitle} error={shown.title} autoFocus lang="sv" autoComplete="off" />
          <TextArea label={t('paper.text')} description={t('paper.textHelp')} value={text} onChange={setText} error={shown.text} rows={8} lang="sv" words />
          <TextArea
            label={t('paper.senders')}
            description={t('paper.sendersHelp')}
            value={people}
            onChange={setPeople}
            error={shown.senders}
            rows={2}
            lang="sv"
          />
          <TextField label={t('paper.receivedOn')} type="date" value={day} onChange={setDay} error={shown.day} />
          {receive.isError && (
            <Banner tone="danger" isAnnounced>
              {failure(receive.error)}
            </Banner>
          )}
          <DialogActions>
            <Button variant="quiet" onPress={close}>
              {frame('cancel')}
            </Button>
            <Button variant="primary" type="submit" isPending={receive.isPending}>
              {t('paper.save')}
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}

/** "Ingrid Näslund (C)" and no more on a line; without a party the name alone. */
function sendersOf(lines: string): { name: string; party: string | null }[] {
  return lines
    .split('\n')
    .map((line) => /^\s*(.*?)\s*(?:\(([^)]+)\))?\s*$/.exec(line))
    .map((read) => ({ name: read?.[1] ?? '', party: read?.[2]?.trim() ?? null }))
    .filter(({ name }) => name !== '');
}
