import type { Editor } from '@tiptap/core';
import type { DocumentDetails } from '@yrka/server/api';
import type { DocumentKind, MunicipalityTemplate } from '@yrka/schema';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { jumpTo } from './jump.ts';
import { type OutlineEntry, outlineOf } from './outline.ts';
import css from './DocumentOutline.module.css';

type Outline = { readonly entries: readonly OutlineEntry[]; readonly current: string | null };

/** The outline may be this late: it is read between sentences, and typing must not wait for it. */
const settleMs = 250;
const longestMs = 2_000;

const emptyWords = { title: 'heading', heading: 'heading', clauses: 'clauses', clause: 'emptyClause' } as const;

/** Headings and clauses; the one with the caret is marked, or where one only reads, the one that is read. */
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
  const { entries, current, ask } = useOutline(editor, details);
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
                  ask(entry.key);
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

function useOutline(editor: Editor, { kind, template }: DocumentDetails): Outline & { readonly ask: (key: string) => void } {
  // Where one asked to go, for as long as it is in sight: at the end of a text it cannot come up to where one reads.
  const asked = useRef<string | null>(null);
  const look = useRef(() => {});
  const [outline, setOutline] = useState(() => outlineAt(editor, kind, template, false, null));
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
          const now = outlineAt(editor, kind, template, hasCaret, asked.current);
          return JSON.stringify(now) === JSON.stringify(before) ? before : now;
        });
      }, settleMs);
    };
    editor.on('transaction', later);
    editor.on('focus', later);
    // From writing to reading, and back.
    editor.on('update', later);
    look.current = later;
    const onScroll = () => {
      if (!editor.isEditable) later();
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', onScroll);
      editor.off('transaction', later);
      editor.off('focus', later);
      editor.off('update', later);
    };
  }, [editor, kind, template]);
  const ask = (key: string) => {
    asked.current = key;
    look.current();
  };
  return { ...outline, ask };
}

function outlineAt(editor: Editor, kind: DocumentKind, template: MunicipalityTemplate, hasCaret: boolean, asked: string | null): Outline {
  const { doc, selection } = editor.state;
  const entries = outlineOf(doc, kind, template, !editor.isEditable);
  if (!editor.isEditable) return { entries, current: entryRead(editor, entries, asked) };
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

/** How far down the window one reads, of its height; what has come so far up is what one is in. */
const readingLine = 1 / 3;

/** What was asked for and is in sight; else the last entry above the line, null at the head of the document. */
function entryRead(editor: Editor, entries: readonly OutlineEntry[], asked: string | null): string | null {
  const line = window.innerHeight * readingLine;
  const known = new Set(entries.map(({ key }) => key));
  let read: string | null = null;
  let isAskedInSight = false;
  editor.state.doc.descendants((node, position) => {
    const id: unknown = node.attrs.id;
    const key = typeof id === 'string' ? id : `@${position}`;
    if (known.has(key)) {
      const dom = editor.view.nodeDOM(position);
      // On a phone the contents stand in place of the text, which then is nowhere.
      const top = dom instanceof HTMLElement && dom.getClientRects().length > 0 ? dom.getBoundingClientRect().top : Number.POSITIVE_INFINITY;
      if (top <= line) read = key;
      if (key === asked && top >= 0 && top < window.innerHeight) isAskedInSight = true;
    }
    return !node.isTextblock;
  });
  return isAskedInSight ? asked : read;
}
