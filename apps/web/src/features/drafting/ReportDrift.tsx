import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import type { DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { api, useMatter } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button } from '../../ui/index.ts';
import css from './Notices.module.css';
import { newerReport, takeOverAnew } from './reportDrift.ts';

/** Above a §: that its report has a newer version, which is never taken over by itself. Nothing when it has not. */
export function ReportDrift({ editor, details, isWriting }: { readonly editor: Editor; readonly details: DocumentDetails; readonly isWriting: boolean }) {
  const t = useTranslations('drafting.reportDrift');
  const failure = useFailureWords();
  const documents = useMatter(details.matterId).data?.documents ?? [];
  const newer = useEditorState({ editor, selector: () => newerReport(editor.state.doc, documents) });
  const [left, setLeft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isFetching, setFetching] = useState(false);
  if (newer === null || newer.id === left) return null;

  async function takeOver(id: string): Promise<void> {
    setFetching(true);
    setProblem(null);
    try {
      const { content, version } = await api.content(id);
      const tr = takeOverAnew(editor.state, content, { template: details.template, source: { document: id, version } });
      if (tr !== null) editor.view.dispatch(tr);
      announce(t('done'));
      editor.view.focus();
    } catch (error) {
      setProblem(failure(error));
    } finally {
      setFetching(false);
    }
  }

  const label = details.template.documentLabels.officerReport;
  return (
    <Banner
      action={
        isWriting ? (
          <span className={css.actions}>
            <Button isPending={isFetching} onPress={() => void takeOver(newer.id)}>
              {t('again')}
            </Button>
            <Button variant="quiet" onPress={() => setLeft(newer.id)}>
              {t('leave')}
            </Button>
          </span>
        ) : undefined
      }
    >
      {problem ?? t('newer', { label, revision: newer.revision })}
    </Banner>
  );
}
