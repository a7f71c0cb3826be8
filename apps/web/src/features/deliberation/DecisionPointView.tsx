import type { Node } from '@tiptap/pm/model';
import { NodeViewContent, NodeViewWrapper, type ReactNodeViewProps, useEditorState } from '@tiptap/react';
import { changePoint, type PointChange } from '@yrka/editor';
import { type ClauseReference, type Outcome, outcomes } from '@yrka/schema';
import { useTranslations } from '../../i18n/index.ts';
import { Choice } from './Choice.tsx';
import { useAnsweredMotion } from './documentFacts.ts';
import { usePartHeading } from './PartHeadings.tsx';

/** One point of a decision: its words, and quietly under them how it answers which clauses. */
export function DecisionPointView({ node, editor, getPos, selectionInside }: ReactNodeViewProps) {
  const t = useTranslations('deliberation');
  const motion = useAnsweredMotion();
  const heading = usePartHeading();
  const place = useEditorState({ editor, selector: () => placeIn(editor.state.doc, getPos(), heading) });
  const outcome = node.attrs.outcome as Outcome | null;
  const answers = (node.attrs.answers ?? []) as readonly ClauseReference[];
  const answered = new Set(answers.map(({ clause }) => clause));
  const numbers = (motion?.clauses ?? []).flatMap(({ id }, index) => (answered.has(id) ? [index + 1] : []));

  const clauses = numbers.length === 0 ? null : t('answersClauses', { count: numbers.length, numbers: numbers.join(', ') });
  // The number hangs in the margin and the answer stands below, where an ear has no use for them: a group says them as one comes into it.
  const label = [
    place?.part,
    place !== null && t('pointOf', { number: String(place.number), count: String(place.count) }),
    clauses !== null && t('pointAnswers', { clauses }),
  ];

  const change = (wished: PointChange) => {
    const at = getPos();
    if (at !== undefined) changePoint(at, wished, motion?.clauses.map(({ id }) => id) ?? [])(editor.state, editor.view.dispatch);
  };
  const toggle = (clause: string) => {
    if (motion === null) return;
    const kept = answers.filter((answer) => answer.clause !== clause);
    change({ answers: answered.has(clause) ? kept : [...kept, { document: motion.document, version: motion.version, clause }] });
  };

  return (
    <NodeViewWrapper
      className="yrka-point"
      role="group"
      aria-label={label.filter(Boolean).join(', ')}
      data-att={String(node.attrs.att)}
      data-inside={selectionInside || undefined}
      data-answered={outcome !== null || undefined}
    >
      <NodeViewContent<'div'> className="yrka-point__words" />
      {editor.isEditable ? (
        <div className="yrka-point__answer" contentEditable={false}>
          <Choice
            label={t('outcomeLabel')}
            value={outcome ?? ''}
            isMissing={outcome === null}
            options={[{ value: '', label: t('outcomeNone') }, ...outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))]}
            onChange={(chosen) => change({ outcome: chosen === '' ? null : chosen })}
          />
          {motion !== null && motion.clauses.length > 0 && (
            <span className="yrka-point__clauses" role="group" aria-label={t('answersLabel')}>
              <span aria-hidden>{t('answersLabel')}</span>
              {motion.clauses.map(({ id }, index) => (
                <button
                  key={id}
                  type="button"
                  className="yrka-point__clause"
                  aria-pressed={answered.has(id)}
                  aria-label={t('answersClause', { number: String(index + 1) })}
                  onClick={() => toggle(id)}
                >
                  {index + 1}
                </button>
              ))}
            </span>
          )}
        </div>
      ) : null}
      {outcome !== null && (
        <p className="yrka-point__said" contentEditable={false}>
          {t(`outcome.${outcome}`)}
          {clauses !== null && <> · {clauses}</>}
        </p>
      )}
    </NodeViewWrapper>
  );
}

type PointPlace = { readonly part: string; readonly number: number; readonly count: number };

/** Which of how many it is, and in what part; null while it is being put in or taken out. Asked at every key press: it looks no further than its list. */
function placeIn(doc: Node, at: number | undefined, heading: (section: Node) => string): PointPlace | null {
  if (at === undefined || at > doc.content.size) return null;
  const $at = doc.resolve(at);
  if ($at.parent.type.name !== 'decisionList') return null;
  const section = $at.depth > 1 ? $at.node(1) : null;
  return { part: section?.type.name === 'section' ? heading(section) : '', number: $at.index() + 1, count: $at.parent.childCount };
}
