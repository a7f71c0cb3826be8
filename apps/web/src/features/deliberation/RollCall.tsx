import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { setCastVotes } from '@yrka/editor';
import { type ItemPerson, writePerson } from '@yrka/formal-text';
import { type VoteAnswer, voteAnswers } from '@yrka/schema';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { answerKeys, answerOf, votesByName, withVote } from './rollCallVotes.ts';

/** How each who serves votes: one key per person, in the order in which they are called, counting up. */
export function RollCall({
  node,
  editor,
  getPos,
  serving,
  onClose,
}: {
  readonly node: Node;
  readonly editor: Editor;
  readonly getPos: () => number | undefined;
  readonly serving: readonly ItemPerson[];
  readonly onClose: () => void;
}) {
  const t = useTranslations('deliberation.vote');
  const votes = votesByName(node);
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(() =>
    Math.max(
      0,
      serving.findIndex((person) => answerOf(votes, person) === null),
    ),
  );

  const goTo = (index: number) => {
    const place = Math.min(Math.max(index, 0), serving.length - 1);
    setCurrent(place);
    list.current?.querySelectorAll<HTMLElement>('[data-row]')[place]?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: where one begins, once
  useEffect(() => goTo(current), []);

  const give = (index: number, answer: VoteAnswer | null) => {
    const person = serving[index];
    const at = getPos();
    const vote = at === undefined ? null : editor.state.doc.nodeAt(at);
    if (person === undefined || at === undefined || vote === null) return;
    setCastVotes(at, withVote(votesByName(vote), serving, person, answer))(editor.state, editor.view.dispatch);
    announce(t('given', { name: person.name, answer: answer === null ? t('noAnswer') : t(answer) }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Where the focus is now: the next key may come before this list is drawn anew.
    const rows = [...(list.current?.querySelectorAll('[data-row]') ?? [])];
    const here = event.target instanceof Element && rows.includes(event.target) ? rows.indexOf(event.target) : current;
    const answer = answerKeys[event.key.toLowerCase()];
    if (answer !== undefined) {
      give(here, answer);
      goTo(here + 1);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') goTo(here + (event.key === 'ArrowDown' ? 1 : -1));
    else if (event.key === 'Backspace' || event.key === 'Delete') give(here, null);
    else if (event.key === 'Escape') {
      onClose();
      editor.view.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="yrka-vote__roll" contentEditable={false}>
      <p className="yrka-vote__sum">{t('rollHint')}</p>
      <ul ref={list} aria-label={t('names')} onKeyDown={onKeyDown}>
        {serving.map((person, index) => {
          const answer = answerOf(votes, person);
          return (
            <li key={person.personId ?? person.name} data-answer={answer ?? undefined}>
              <button
                type="button"
                data-row=""
                tabIndex={index === current ? 0 : -1}
                aria-label={`${writePerson(person)}: ${answer === null ? t('noAnswer') : t(answer)}`}
                onFocus={() => setCurrent(index)}
                onClick={(event) => event.currentTarget.focus()}
              >
                {writePerson(person)}
              </button>
              <span role="group" aria-label={person.name}>
                {voteAnswers.map((one) => (
                  <button key={one} type="button" tabIndex={-1} aria-pressed={answer === one} onClick={() => give(index, answer === one ? null : one)}>
                    {t(one)}
                  </button>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
