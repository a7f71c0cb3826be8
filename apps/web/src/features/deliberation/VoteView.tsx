import { TextSelection } from '@tiptap/pm/state';
import { NodeViewContent, NodeViewWrapper, type ReactNodeViewProps, useEditorState } from '@tiptap/react';
import type { KeyboardEvent } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { factsOf } from './documentFacts.ts';

const counts = ['yes', 'no', 'abstain', 'absent'] as const;
type VoteCounts = Readonly<Record<(typeof counts)[number], number | null>>;

/** More than any Swedish assembly has members; keeps a slip of the finger from becoming a result. */
const maxCount = 999;

/** A vote: what Ja and Nej mean, and how many there were of each. */
export function VoteView({ node, editor, getPos, updateAttributes, selectionInside }: ReactNodeViewProps) {
  const t = useTranslations('deliberation');
  const attributes = node.attrs as VoteCounts;
  const serving = useEditorState({ editor, selector: () => factsOf(editor.state.doc, []).serving });

  return (
    <NodeViewWrapper
      style={{ '--own-words': JSON.stringify(t('ownWords')) }}
      className="yrka-vote"
      data-inside={selectionInside || undefined}
      role="group"
      aria-label={t('names.vote')}
    >
      <NodeViewContent className="yrka-vote__content" />
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
    </NodeViewWrapper>
  );

  /** Tab from the last count goes to the vote's words, Shift-Tab from the first back to its last field. */
  function leave(event: KeyboardEvent<HTMLElement>): void {
    const inputs = [...event.currentTarget.querySelectorAll('input')];
    const from = getPos();
    if (event.key !== 'Tab' || from === undefined || inputs.at(event.shiftKey ? 0 : -1) !== event.target) return;
    let fieldsEnd = from + 1;
    node.forEach((child, offset) => {
      if (child.type.name === 'field') fieldsEnd = from + 1 + offset + child.nodeSize;
    });
    const { doc, tr } = editor.state;
    event.preventDefault();
    editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(fieldsEnd), event.shiftKey ? -1 : 1)).scrollIntoView());
    editor.view.focus();
  }

  /** Those who are absent from the vote are serving too; the four together should be all who serve. */
  function sumSentence(): string | null {
    const given = counts.map((count) => attributes[count]).filter((count) => count !== null);
    if (given.length === 0 || serving === 0) return null;
    const sum = given.reduce((total, count) => total + count, 0);
    const words = { sum: String(sum), serving: String(serving) };
    if (sum === serving) return t('vote.agrees', words);
    return sum < serving ? t('vote.tooFew', { ...words, missing: serving - sum }) : t('vote.tooMany', words);
  }
}

function readCount(text: string): number | null {
  const digits = text.replace(/\D/g, '');
  return digits === '' ? null : Math.min(Number(digits), maxCount);
}
