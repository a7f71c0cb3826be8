import { useState } from 'react';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Button, Choices, TextArea } from '../../ui/index.ts';
import css from './Comments.module.css';
import type { Comments, Thread } from './useComments.ts';

/** Marks a thread as done at once, or with what came of it and why; or opens it again. */
export function Resolving({ thread, comments }: { readonly thread: Thread; readonly comments: Comments }) {
  const t = useTranslations('comments');
  const failure = useFailureWords();
  const [isTelling, setTelling] = useState(false);
  const [outcome, setOutcome] = useState<'done' | 'notDone'>('done');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const threadId = thread.id;
  const act = (doing: Parameters<Comments['act']>[0], isSaid: string) =>
    comments.act(doing).then(
      () => {
        setTelling(false);
        announce(isSaid);
      },
      (error: unknown) => {
        setProblem(failure(error));
        announce(failure(error));
      },
    );
  if (thread.resolved !== null) {
    return (
      <Button variant="quiet" onPress={() => void act({ kind: 'reopen', threadId }, t('isOpen'))}>
        {t('reopen')}
      </Button>
    );
  }
  const resolve = (told: { readonly outcome: 'done' | 'notDone'; readonly reason: string } | null) =>
    void act({ kind: 'resolve', threadId, outcome: told ?? {} }, t('isDone'));
  if (isTelling) {
    return (
      <div className={css.telling}>
        <Choices
          label={t('outcome')}
          value={outcome}
          onChange={setOutcome}
          choices={[
            { value: 'done', label: t('outcomes.done') },
            { value: 'notDone', label: t('outcomes.notDone') },
          ]}
        />
        <TextArea label={t('reason')} rows={2} maxLength={1_000} value={reason} onChange={setReason} autoFocus {...(problem !== null && { error: problem })} />
        <div className={css.acts}>
          <Button onPress={() => resolve({ outcome, reason: reason.trim() })}>{t('resolve')}</Button>
          <Button variant="quiet" onPress={() => setTelling(false)}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <Button variant="quiet" onPress={() => resolve(null)}>
        {t('resolve')}
      </Button>
      <Button variant="quiet" onPress={() => setTelling(true)}>
        {t('resolveWith')}
      </Button>
    </>
  );
}
