import { Link } from '@tanstack/react-router';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { useEditorState } from '@tiptap/react';
import { answerClause } from '@yrka/editor';
import type { ClauseReference, Outcome } from '@yrka/schema';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { Button as AriaButton, type Key } from 'react-aria-components';
import { useTranslations } from '../../i18n/index.ts';
import { Menu, MenuItem, MenuTrigger } from '../../ui/index.ts';
import type { AnsweredMotion } from '../deliberation/index.ts';
import css from './AnsweredClauses.module.css';
import { runFromMenu } from './commands.ts';
import { jumpTo, scrollTo } from './jump.ts';

/** What a board proposes of a motion's clause; every other outcome is chosen in the point itself. */
const offered = ['approved', 'partlyApproved', 'rejected', 'answered', 'noPosition'] as const satisfies readonly Outcome[];

type Answer = { readonly pointId: string | null; readonly number: number; readonly outcome: Outcome | null; readonly version: number };

/** The motion's clauses beside the decision. One that no point answers is an empty seat. */
export function AnsweredClauses({
  editor,
  documentId,
  motion,
  mayAnswer,
  onJump,
}: {
  readonly editor: Editor;
  /** The document that answers. */
  readonly documentId: string;
  readonly motion: AnsweredMotion;
  /** Whether one writes in the document that answers. */
  readonly mayAnswer: boolean;
  readonly onJump: () => void;
}) {
  const t = useTranslations('drafting.answers');
  const heading = useId();
  const outcomeWords = useTranslations('deliberation.outcome');
  const answers = useEditorState({ editor, selector: () => answersIn(editor.state.doc) });
  const isChanged = motion.clauses.some(({ id }) => answers[id]?.some(({ version }) => version < motion.version && !(motion.knownAs ?? []).includes(version)));

  /** Puts the answer into the text, and the caret behind it. */
  const give = (clause: string, key: Key) => {
    const outcome = offered.find((one) => one === key);
    if (outcome === undefined) return;
    const { document, version, clauses } = motion;
    onJump();
    const isDone = runFromMenu(editor, answerClause({ reference: { document, version, clause }, outcome, clauses: clauses.map(({ id }) => id) }));
    const point: unknown = editor.state.selection.$head.parent.attrs.id;
    if (isDone && typeof point === 'string') scrollTo(editor, point);
  };

  return (
    <section className={css.panel} aria-labelledby={heading}>
      <h2 id={heading} className={css.heading}>
        {t('title')}
      </h2>
      {isChanged && <p className={css.changed}>{t('changed')}</p>}
      {motion.clauses.length === 0 ? (
        <p className={css.empty}>{t('noPoints')}</p>
      ) : (
        <ol className={css.list}>
          {motion.clauses.map(({ id, att, text }, index) => {
            const given = answers[id] ?? [];
            return (
              <li key={id} className={css.clause} data-answered={given.length > 0 || undefined}>
                <span className={css.number} aria-hidden>
                  {index + 1}
                </span>
                <p className={css.words} lang="sv">
                  {att && 'att '}
                  {text}
                </p>
                {given.length === 0 ? (
                  <div className={css.seat}>
                    <span>{t('missing', { number: String(index + 1) })}</span>
                    {mayAnswer && (
                      <MenuTrigger>
                        <AriaButton className={css.give ?? ''} aria-label={t('answer', { number: String(index + 1) })}>
                          {t('give')}
                          <ChevronDown aria-hidden />
                        </AriaButton>
                        <Menu aria-label={t('answer', { number: String(index + 1) })} placement="bottom end" onAction={(key) => give(id, key)}>
                          {offered.map((outcome) => (
                            <MenuItem key={outcome} id={outcome}>
                              {outcomeWords(outcome)}
                            </MenuItem>
                          ))}
                        </Menu>
                      </MenuTrigger>
                    )}
                  </div>
                ) : (
                  <ul className={css.answers}>
                    {given.map((answer) => (
                      <li key={answer.number}>
                        <button
                          type="button"
                          className={css.answer}
                          onClick={() => {
                            onJump();
                            if (answer.pointId !== null) jumpTo(editor, answer.pointId);
                          }}
                        >
                          {answer.outcome === null
                            ? t('answeredWithoutOutcome', { number: String(answer.number) })
                            : t('answeredBy', { number: String(answer.number), outcome: outcomeWords(answer.outcome) })}
                        </button>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            );
          })}
        </ol>
      )}
      {motion.clauses.length > 0 && (
        <p>
          <Link to="/dokument/$documentId/citat" params={{ documentId }} className={css.compare}>
            {t('compare')}
          </Link>
        </p>
      )}
    </section>
  );
}

/** Which points answer each clause, by the clause's id. */
function answersIn(document: Node): Readonly<Record<string, readonly Answer[]>> {
  const answers: Record<string, Answer[]> = {};
  document.descendants((node, _position, _parent, index) => {
    if (node.type.name === 'decisionPoint') {
      for (const { clause, version } of (node.attrs.answers ?? []) as readonly ClauseReference[]) {
        const answer = { pointId: node.attrs.id as string | null, number: index + 1, outcome: node.attrs.outcome as Outcome | null, version };
        answers[clause] = [...(answers[clause] ?? []), answer];
      }
    }
    return !node.isTextblock;
  });
  return answers;
}
