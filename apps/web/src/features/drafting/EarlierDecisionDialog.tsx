import type { Editor } from '@tiptap/core';
import { insertEarlierDecision } from '@yrka/editor';
import { type FormEvent, useState } from 'react';
import { useMatter, usePlanning } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, Dialog, DialogActions, SelectField, TextField } from '../../ui/index.ts';
import { runFromMenu } from './commands.ts';
import css from './EarlierDecisionDialog.module.css';
import { decisionsOf, type EarlierDecision, wordsOf } from './earlierDecisions.ts';

const other = '';

/** Which body decided, when, and under which §: put in where the caret was. Those of the matter are one press away. */
export function EarlierDecisionDialog({ editor, matterId, onClose }: { readonly editor: Editor; readonly matterId: string; readonly onClose: () => void }) {
  const t = useTranslations('drafting.earlierDecision');
  const frame = useTranslations('frame');
  const bodies = usePlanning().data?.bodies ?? [];
  const matter = useMatter(matterId).data;
  const known = matter === undefined ? [] : decisionsOf(matter);
  const [chosenId, setBody] = useState<string | null>(null);
  const [named, setNamed] = useState('');
  const [date, setDate] = useState('');
  const [paragraphNumber, setParagraphNumber] = useState('');
  const [hasTried, setTried] = useState(false);

  const bodyId = chosenId ?? bodies.find(({ kind }) => kind === 'assembly')?.id ?? bodies[0]?.id ?? other;
  const body = bodies.find(({ id }) => id === bodyId);
  const decision: EarlierDecision = { body: body?.shortName ?? '', bodyName: body?.name ?? named.trim(), date, paragraphNumber };
  const problems = {
    body: decision.bodyName === '' ? t('needBody') : undefined,
    date: date === '' ? t('needDate') : undefined,
    paragraphNumber: paragraphNumber.trim() === '' ? t('needParagraph') : undefined,
  };
  const shown = hasTried ? problems : { body: undefined, date: undefined, paragraphNumber: undefined };

  function put(chosen: EarlierDecision): void {
    const words = wordsOf(chosen);
    onClose();
    announce(t(runFromMenu(editor, insertEarlierDecision(words)) ? 'done' : 'notHere', { decision: words.short }));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (Object.values(problems).every((problem) => problem === undefined)) put(decision);
  }

  return (
    <Dialog title={t('title')} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {(close) => (
        <form onSubmit={submit} noValidate className={css.form}>
          {known.length > 0 && (
            <section>
              <h3 className={css.heading}>{t('inMatter')}</h3>
              <ul className={css.known}>
                {known.map((one) => (
                  <li key={`${one.body} ${one.date} ${one.paragraphNumber}`}>
                    <Button onPress={() => put(one)}>{wordsOf(one).short}</Button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <SelectField
            label={t('body')}
            value={bodyId}
            onChange={setBody}
            options={[...bodies.map(({ id, name, shortName }) => [id, `${name} (${shortName})`] as const), [other, t('otherBody')] as const]}
          />
          {body === undefined && <TextField label={t('bodyName')} value={named} onChange={setNamed} error={shown.body} lang="sv" />}
          <div className={css.row}>
            <TextField label={t('date')} type="date" value={date} onChange={setDate} error={shown.date} />
            <TextField label={t('paragraphNumber')} value={paragraphNumber} onChange={setParagraphNumber} error={shown.paragraphNumber} autoComplete="off" />
          </div>
          {date !== '' && paragraphNumber.trim() !== '' && (
            <p className={css.preview} lang="sv">
              {wordsOf(decision).full}
            </p>
          )}
          <DialogActions>
            <Button variant="quiet" onPress={close}>
              {frame('cancel')}
            </Button>
            <Button variant="primary" type="submit">
              {t('insert')}
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}
