import type { Node } from '@tiptap/pm/model';
import { useEditorState } from '@tiptap/react';
import { eventNode, insertEventsAfter } from '@yrka/editor';
import { alternativesIn, answersTo, stageOf } from '@yrka/formal-text';
import { alternativeWord, type Alternative, readAlternative } from '@yrka/schema';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { Choice } from './Choice.tsx';
import { factsOf } from './documentFacts.ts';
import type { FieldsProps } from './fieldsProps.ts';

/** "Ställer ‹A› mot ‹B›, finner ‹A›": what the chair puts, and finds. A vote that is asked for follows, with Ja for what was found. */
export function AcclamationFields({ node, editor, around, getPos, update }: FieldsProps) {
  const t = useTranslations('deliberation.acclamation');
  const context = useEditorState({ editor, selector: () => factsOf(editor.state.doc, around).sentences, equalityFn: Object.is });
  const all = alternativesIn(context);
  const { words, found } = putIn(node);
  const labelOf = (word: string) => all.find((one) => one.word === word)?.label ?? t('unknown');

  const put = (place: number, word: string) => {
    const at = getPos();
    // As it is now: the next choice may come before this one is drawn.
    const { words, found } = putIn((at === undefined ? null : editor.state.doc.nodeAt(at)) ?? node);
    const chosen = word === '' ? words.filter((_, index) => index !== place) : [...words.slice(0, place), word, ...words.slice(place + 1)];
    // Put against its own rejection, or the only other there is: what follows from the first is filled in.
    const rejected = readAlternative(word);
    const partner = rejected?.about === 'yrkande' ? alternativeWord({ about: 'rejectionOf', id: rejected.id }) : null;
    const full = chosen.length === 1 && partner !== null && all.some((one) => one.word === partner) ? [...chosen, partner] : chosen;
    const alternatives = full.map(readAlternative).filter((one): one is Alternative => one !== null);
    const kept = found !== null && full.includes(alternativeWord(found)) ? alternativeWord(found) : null;
    update({ puts: full, found: kept, stage: stageOf(alternatives, context) });
  };
  const askForVote = () => {
    const at = getPos();
    if (at === undefined) return;
    const [first] = answersTo(words.map(readAlternative).filter((one): one is Alternative => one !== null));
    const yesFor = found !== null ? alternativeWord(found) : first === undefined ? null : alternativeWord(first);
    const noFor = words.find((word) => word !== yesFor) ?? null;
    const vote = eventNode(editor.state.schema, 'vote', { attributes: { yesFor, noFor, stage: node.attrs.stage } });
    insertEventsAfter(at, [vote])(editor.state, editor.view.dispatch);
    announce(t('voteAsked'));
    // Drawn by React, a frame later.
    const behind = at + (editor.state.doc.nodeAt(at)?.nodeSize ?? 0);
    requestAnimationFrame(() => requestAnimationFrame(() => focusCounts(editor.view.nodeDOM(behind))));
  };

  return (
    <>
      <span className="yrka-event__word">{t('puts')}</span>
      {[...words, ''].slice(0, Math.max(2, Math.min(words.length + 1, all.length))).map((word, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the first, the second and the third are their places
        <span key={place} className="yrka-event__choice">
          {place > 0 && <span className="yrka-event__word">{place > 1 && word === '' ? t('or') : t('against')}</span>}
          <Choice
            label={place === 0 ? t('first') : place === 1 ? t('second') : t('another')}
            value={word}
            isMissing={word === '' && place < 2}
            isAside={word !== '' || place > 1}
            options={[
              { value: '', label: place > 1 ? t('nothingMore') : t('choose') },
              ...all.filter((one) => one.word === word || !words.includes(one.word)).map((one) => ({ value: one.word, label: one.label })),
            ]}
            onChange={(chosen) => put(place, chosen)}
          />
        </span>
      ))}
      {words.length > 0 && (
        <span className="yrka-event__choice">
          <span className="yrka-event__word">{t('finds')}</span>
          <Choice
            label={t('found')}
            value={found === null ? '' : alternativeWord(found)}
            isMissing={found === null}
            options={[{ value: '', label: t('choose') }, ...words.map((word) => ({ value: word, label: labelOf(word) }))]}
            onChange={(chosen) => update({ found: chosen === '' ? null : chosen })}
          />
        </span>
      )}
      {words.length > 1 && (
        <button type="button" className="yrka-event__act" onClick={askForVote}>
          {t('askForVote')}
        </button>
      )}
    </>
  );
}

function putIn({ attrs }: Node): { readonly words: readonly string[]; readonly found: Alternative | null } {
  const puts = ((attrs.puts as readonly unknown[] | null) ?? []).map(readAlternative).filter((put) => put !== null);
  return { words: puts.map(alternativeWord), found: readAlternative(attrs.found) };
}

function focusCounts(dom: globalThis.Node | null): void {
  if (dom instanceof HTMLElement) dom.querySelector<HTMLElement>('.yrka-vote__count input')?.focus();
}
