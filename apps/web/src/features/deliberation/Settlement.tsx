import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type RecordedPerson, setCastVotes } from '@yrka/editor';
import { type AlternativeContext, settledOutcome } from '@yrka/formal-text';
import type { VoteAnswer, VoteSettlement } from '@yrka/schema';
import { useTranslations } from '../../i18n/index.ts';
import { Choice } from './Choice.tsx';
import { votesByName, withCastingVote } from './rollCallVotes.ts';

type Settled = '' | 'castingYes' | 'castingNo' | 'lot';

/** What settles a tie: the chair's casting vote, or in an election the lot (kommunallagen 5:56). Nothing where it is no tie. */
export function Settlement({
  node,
  editor,
  getPos,
  context,
  chair,
}: {
  readonly node: Node;
  readonly editor: Editor;
  readonly getPos: () => number | undefined;
  readonly context: AlternativeContext;
  readonly chair: RecordedPerson | null;
}) {
  const t = useTranslations('deliberation.vote');
  const { yes, no, settledBy } = node.attrs as { yes: number | null; no: number | null; settledBy: VoteSettlement | null };
  if (yes === null || yes !== no) return null;
  const winner = settledOutcome(node, context)?.winner ?? null;
  const value: Settled = settledBy === 'lot' ? 'lot' : winner === 'yes' ? 'castingYes' : winner === 'no' ? 'castingNo' : '';

  const settle = (chosen: Settled) => {
    const at = getPos();
    const vote = at === undefined ? null : editor.state.doc.nodeAt(at);
    if (at === undefined || vote === null) return;
    const answer: VoteAnswer | null = chosen === 'castingYes' ? 'yes' : chosen === 'castingNo' ? 'no' : null;
    const settlement: VoteSettlement | null = chosen === '' ? null : chosen === 'lot' ? 'lot' : 'castingVote';
    setCastVotes(at, withCastingVote(votesByName(vote), chair, answer), settlement)(editor.state, editor.view.dispatch);
  };

  return (
    <span className="yrka-vote__for">
      <span>{t('tie')}</span>
      <Choice
        label={t('castingVote')}
        value={value}
        isMissing={value === ''}
        options={(['', 'castingYes', 'castingNo', 'lot'] as const).map((one) => ({ value: one, label: t(`settled.${one === '' ? 'none' : one}`) }))}
        onChange={settle}
      />
    </span>
  );
}
