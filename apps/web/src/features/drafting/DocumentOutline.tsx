import type { Editor } from '@tiptap/core';
import type { DocumentDetails } from '@yrka/server/api';
import type { DocumentKind, MunicipalityTemplate } from '@yrka/schema';
import { memo, useEffect, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { jumpTo } from './jump.ts';
import { type OutlineEntry, outlineOf } from './outline.ts';
import css from './DocumentOutline.module.css';

type Outline = { readonly entries: readonly OutlineEntry[]; readonly current: string | null };

/** The outline may be this late: it is read between sentences, and typing must not wait for it. */
const settleMs = 250;
const longestMs = 2_000;

const emptyWords = { title: 'heading', heading: 'heading', clauses: 'clauses', clause: 'emptyClause' } as const;

/** Headings and clauses; the one with the caret is marked. */
export const DocumentOutline = memo(function DocumentOutline({
  editor,
  details,
  onJump,
}: {
  readonly editor: Editor;
  readonly details: DocumentDetails;
  readonly onJump: () => void;
}) {
  const t = useTranslations('drafting.outline');
  const { entries, current } = useOutline(editor, details);
  return (
    <section className={css.outline}>
      <h2 className={css.heading}>{t('title')}</h2>
      {entries.length === 0 ? (
        <p className={css.empty}>{t('empty')}</p>
      ) : (
        <ol className={css.list}>
          {entries.map((entry) => (
            <li key={entry.key}>
              <button
                type="button"
                className={css.entry}
                data-kind={entry.kind}
                data-level={entry.level}
                aria-current={entry.key === current ? 'location' : undefined}
                onClick={() => {
                  onJump();
                  jumpTo(editor, entry.key);
                }}
              >
                {entry.number !== null && <span className={css.number}>{entry.number}</span>}
                <span className={css.words}>{entry.words === '' ? t(emptyWords[entry.kind]) : entry.words}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
});

function useOutline(editor: Editor, { kind, template }: DocumentDetails): Outline {
  const [outline, setOutline] = useState(() => outlineAt(editor, kind, template, false));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitingSince = 0;
    // Before anybody has put a caret in the text, one is nowhere in it.
    let hasCaret = editor.isFocused;
    const later = () => {
      hasCaret ||= editor.isFocused;
      if (timer === undefined) waitingSince = performance.now();
      // While one types it waits for a pause, but not without end.
      else if (performance.now() - waitingSince < longestMs) clearTimeout(timer);
      else return;
      timer = setTimeout(() => {
        timer = undefined;
        setOutline((before) => {
          const now = outlineAt(editor, kind, template, hasCaret);
          return JSON.stringify(now) === JSON.stringify(before) ? before : now;
        });
      }, settleMs);
    };
    editor.on('transaction', later);
    editor.on('focus', later);
    // From writing to reading, and back.
    editor.on('update', later);
    return () => {
      clearTimeout(timer);
      editor.off('transaction', later);
      editor.off('focus', later);
      editor.off('update', later);
    };
  }, [editor, kind, template]);
  return outline;
}

function outlineAt(editor: Editor, kind: DocumentKind, template: MunicipalityTemplate, hasCaret: boolean): Outline {
  const { doc, selection } = editor.state;
  const entries = outlineOf(doc, kind, template, !editor.isEditable);
  let current: string | null = null;
  if (hasCaret) {
    const known = new Set(entries.map(({ key }) => key));
    doc.nodesBetween(0, Math.min(selection.head + 1, doc.content.size), (node, position) => {
      const id: unknown = node.attrs.id;
      const key = typeof id === 'string' ? id : `@${position}`;
      if (known.has(key) && position <= selection.head) current = key;
      return !node.isTextblock;
    });
  }
  return { entries, current };
}
