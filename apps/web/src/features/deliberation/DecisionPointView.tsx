import { NodeViewContent, NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react';
import { changePoint, type PointChange } from '@yrka/editor';
import { type ClauseReference, type Outcome, outcomes } from '@yrka/schema';
import { useTranslations } from '../../i18n/index.ts';
import { Choice } from './Choice.tsx';
import { useAnsweredMotion } from './documentFacts.ts';

/** One point of a decision: its words, and quietly under them how it answers which clauses. */
export function DecisionPointView({ node, editor, getPos, selectionInside }: ReactNodeViewProps) {
  const t = useTranslations('deliberation');
  const motion = useAnsweredMotion();
  const outcome = node.attrs.outcome as Outcome | null;
  const answers = (node.attrs.answers ?? []) as readonly ClauseReference[];
  const answered = new Set(answers.map(({ clause }) => clause));
  const numbers = (motion?.clauses ?? []).flatMap(({ id }, index) => (answered.has(id) ? [index + 1] : []));

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
      data-att={String(node.attrs.att)}
      data-inside={selectionInside || undefined}
      data-answered={outcome !== null || undefined}
    >
      <NodeViewContent className="yrka-point__words" />
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
          {numbers.length > 0 && <> · {t('answersClauses', { count: numbers.length, numbers: numbers.join(', ') })}</>}
        </p>
      )}
    </NodeViewWrapper>
  );
}
