import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import type { DocumentDetails, StatementList } from '@yrka/server/api';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useReadContent, useStatements } from '../../api/index.ts';
import { useLanguage, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button } from '../../ui/index.ts';
import { pickedInto, pickIn } from './pickIn.ts';
import css from './Statements.module.css';

type Received = StatementList['statements'][number];

/** What the groups have handed in for the matter of a §, for the secretary to pick in; nothing where nothing has come. */
export function ReceivedStatements({
  editor,
  details,
  isWriting,
}: {
  readonly editor: Editor;
  readonly details: DocumentDetails;
  readonly isWriting: boolean;
}) {
  const t = useTranslations('statements.list');
  const heading = useId();
  const received = useStatements(details.kind === 'minutesItem' && details.space === 'municipality' ? details.id : null).data?.statements ?? [];
  const picked = useEditorState({ editor, selector: () => [...pickedInto(editor.state.doc)].join(' ') }).split(' ');
  if (received.length === 0) return null;
  return (
    <section className={css.received} aria-labelledby={heading}>
      <h2 id={heading} className={css.heading}>
        {t('title')}
      </h2>
      <ul className={css.list}>
        {received.map((one) => (
          <Item key={one.documentId} one={one} editor={editor} isPickedIn={picked.includes(one.documentId)} isWriting={isWriting} />
        ))}
      </ul>
    </section>
  );
}

type ItemProps = { readonly one: Received; readonly editor: Editor; readonly isPickedIn: boolean; readonly isWriting: boolean };

function Item({ one, editor, isPickedIn, isWriting }: ItemProps) {
  const t = useTranslations('statements.list');
  const kinds = useTranslations('statements.kind');
  const people = useTranslations('people');
  const moments = useMoments();
  const { language } = useLanguage();
  const read = useReadContent();
  const [hasFailed, setFailed] = useState(false);
  const kind = kinds(one.kind);
  const names = one.by.map(({ name, party }) => (party === null ? name : people('withParty', { name, party })));
  const who = new Intl.ListFormat(language).format(names);
  // As the secretary says it of what came in today: "inkommet kl. 09.14".
  const isToday = moments.stamp(one.receivedAt) === moments.stamp(new Date());
  const when = isToday ? t('inkommet', { kind, time: moments.clock(one.receivedAt) }) : t('inkommetDay', { kind, when: moments.long(one.receivedAt) });

  const insert = () =>
    read.mutate(one.documentId, {
      onSuccess: ({ content }) => {
        const isDone = pickIn(editor, one, content);
        setFailed(!isDone);
        if (isDone) announce(t('told', { kind, who }));
      },
    });

  return (
    <li className={css.item}>
      <p>
        <strong>{who}</strong> <span className={css.words}>{when}</span>{' '}
        {one.isLate && <span className={css.late}>{t(one.kind === 'yrkande' ? 'lateYrkande' : 'late')}</span>}
      </p>
      <p lang="sv">{one.title}</p>
      {(read.isError || hasFailed) && (
        <Banner tone="danger" isAnnounced>
          {t('failed')}
        </Banner>
      )}
      <div className={css.actions}>
        {isPickedIn ? (
          <span className={css.words}>{t('pickedIn')}</span>
        ) : (
          isWriting && (
            <Button isPending={read.isPending} aria-label={t('pickInOf', { kind: kind.toLocaleLowerCase(language), who })} onPress={insert}>
              {t('pickIn')}
            </Button>
          )
        )}
        <Link to="/dokument/$documentId" params={{ documentId: one.documentId }} aria-label={t('readOf', { kind: kind.toLocaleLowerCase(language), who })}>
          {t('read')}
        </Link>
      </div>
    </li>
  );
}
