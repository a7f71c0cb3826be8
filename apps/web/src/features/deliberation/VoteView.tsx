import { TextSelection } from '@tiptap/pm/state';
import { NodeViewContent, NodeViewWrapper, type ReactNodeViewProps, useEditorState } from '@tiptap/react';
import { alternativesIn, asksForOneThird, cardOf } from '@yrka/formal-text';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Choice } from './Choice.tsx';
import { chairAt, factsOf, useAround } from './documentFacts.ts';
import { attendanceIn } from './meeting.ts';
import { RollCall } from './RollCall.tsx';
import { Settlement } from './Settlement.tsx';

const counts = ['yes', 'no', 'abstain', 'absent'] as const;
type VoteCounts = Readonly<Record<(typeof counts)[number], number | null>>;

/** More than any Swedish assembly has members; keeps a slip of the finger from becoming a result. */
const maxCount = 999;

/** A vote: what Ja and Nej mean, how many there were of each or how each voted, and what settled it. */
export function VoteView({ node, editor, getPos, updateAttributes, selectionInside }: ReactNodeViewProps) {
  const t = useTranslations('deliberation');
  const around = useAround();
  const attributes = node.attrs as VoteCounts;
  const [isCalling, setCalling] = useState(false);
  // Who serves when the vote is taken: whoever came or left before it.
  const serving = useEditorState({ editor, selector: () => attendanceIn(editor.state.doc, around.meeting, getPos()).serving });
  const context = useEditorState({ editor, selector: () => factsOf(editor.state.doc, around).sentences, equalityFn: Object.is });
  const { yesFor, noFor } = node.attrs as { yesFor: string | null; noFor: string | null };
  const written = new Set(node.children.filter((child) => child.type.name === 'field' && child.content.size > 0).map((child) => child.attrs.name as string));
  const card = cardOf(node, context);

  return (
    <NodeViewWrapper
      style={{ '--own-words': JSON.stringify(t('ownWords')) }}
      className="yrka-vote"
      data-inside={selectionInside || undefined}
      data-card={card !== null || undefined}
      role="group"
      aria-label={t('names.vote')}
    >
      {card !== null && (
        <div className="yrka-vote__card" contentEditable={false}>
          {(['yes', 'no'] as const).map((answer) => {
            const [sentence, name] = [card[answer], t(`vote.${answer}`)];
            // Words that somebody wrote of a meaning stand instead, in their field.
            if (written.has(`${answer}Means`)) return null;
            return (
              <p key={answer}>
                {sentence.startsWith(name) && <strong>{name}</strong>}
                {sentence.startsWith(name) ? sentence.slice(name.length) : sentence}
              </p>
            );
          })}
        </div>
      )}
      <NodeViewContent<'div'> className="yrka-vote__content" />
      <div className="yrka-vote__result" contentEditable={false} role="group" aria-label={t('vote.counts')} onKeyDown={leave}>
        {counts.map((count) => (
          <label key={count} className="yrka-vote__count">
            <input
              inputMode="numeric"
              value={attributes[count] ?? ''}
              placeholder="–"
              readOnly={!editor.isEditable}
              onChange={(event) => updateAttributes({ [count]: readCount(event.target.value) })}
            />
            <span>{t(`vote.${count}`)}</span>
          </label>
        ))}
        <p className="yrka-vote__sum">{sumSentence()}</p>
      </div>
      {editor.isEditable && (
        <div className="yrka-vote__tools" contentEditable={false} onKeyDown={escape}>
          <Settlement
            node={node}
            editor={editor}
            getPos={getPos}
            context={context}
            chair={chairAt(around.meeting) ?? (context.meeting.chair === null ? null : { ...context.meeting.chair, personId: null })}
          />
          {alternativesFor().map(({ answer, options }) => (
            <span key={answer} className="yrka-vote__for">
              <span>{t(`vote.${answer}For`)}</span>
              <Choice
                label={t(`vote.${answer}For`)}
                value={(answer === 'yes' ? yesFor : noFor) ?? ''}
                isMissing={(answer === 'yes' ? yesFor : noFor) === null}
                options={options}
                onChange={(chosen) => updateAttributes({ [`${answer}For`]: chosen === '' ? null : chosen })}
              />
            </span>
          ))}
          {serving.length > 0 && (
            <button type="button" className="yrka-event__act" aria-expanded={isCalling} onClick={() => setCalling(!isCalling)}>
              {t('vote.byName')}
            </button>
          )}
        </div>
      )}
      {editor.isEditable && isCalling && <RollCall node={node} editor={editor} getPos={getPos} serving={serving} onClose={() => setCalling(false)} />}
      {editor.isEditable && asksForOneThird(node, context, around.meeting.meeting?.bodyKind ?? context.meeting.level) && (
        <p className="yrka-vote__notice" contentEditable={false}>
          {t('vote.oneThird')}
          <button type="button" className="yrka-event__act" onClick={() => updateAttributes({ settledBy: 'oneThird' })}>
            {t('vote.settleByOneThird')}
          </button>
        </p>
      )}
    </NodeViewWrapper>
  );

  function alternativesFor() {
    const all = alternativesIn(context);
    if (all.length === 0) return [];
    return (['yes', 'no'] as const).map((answer) => ({
      answer,
      options: [{ value: '', label: t('acclamation.choose') }, ...all.map(({ word, label }) => ({ value: word, label }))],
    }));
  }

  /** Tab from the last count goes on, to the vote's words where nothing else follows; Shift-Tab from the first back to its last field. */
  function leave(event: KeyboardEvent<HTMLElement>): void {
    // Where nobody writes, the text takes no focus: Tab goes on to the next thing of the page.
    if (!editor.isEditable) return;
    escape(event);
    const inputs = [...event.currentTarget.querySelectorAll('input')];
    const from = getPos();
    if (event.key !== 'Tab' || from === undefined || inputs.at(event.shiftKey ? 0 : -1) !== event.target) return;
    if (!event.shiftKey && serving.length + alternativesIn(context).length > 0) return;
    goToWords(event, event.shiftKey ? -1 : 1);
  }

  function escape(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Escape' && !event.defaultPrevented) goToWords(event, 1);
  }

  function goToWords(event: KeyboardEvent<HTMLElement>, direction: 1 | -1): void {
    const from = getPos();
    const vote = from === undefined ? null : editor.state.doc.nodeAt(from);
    if (from === undefined || vote === null) return;
    let fieldsEnd = from + 1;
    vote.forEach((child, offset) => {
      if (child.type.name === 'field') fieldsEnd = from + 1 + offset + child.nodeSize;
    });
    const { doc, tr } = editor.state;
    event.preventDefault();
    editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(fieldsEnd), direction)).scrollIntoView());
    editor.view.focus();
  }

  /** Those who are absent from the vote are serving too; the four together should be all who serve. */
  function sumSentence(): string | null {
    const given = counts.map((count) => attributes[count]).filter((count) => count !== null);
    if (given.length === 0 || serving.length === 0) return null;
    const sum = given.reduce((total, count) => total + count, 0);
    const words = { sum: String(sum), serving: String(serving.length) };
    if (sum === serving.length) return t('vote.agrees', words);
    return sum < serving.length ? t('vote.tooFew', { ...words, missing: serving.length - sum }) : t('vote.tooMany', words);
  }
}

function readCount(text: string): number | null {
  const digits = text.replace(/\D/g, '');
  return digits === '' ? null : Math.min(Number(digits), maxCount);
}
