import { useEditorState } from '@tiptap/react';
import { openPeople, setOwnClause } from '@yrka/editor';
import { isProcedural } from '@yrka/formal-text';
import { type YrkandeKind, yrkandeKinds, type YrkandeRank, type YrkandeTarget, yrkandeTargets } from '@yrka/schema';
import { useTranslations } from '../../i18n/index.ts';
import { Choice } from './Choice.tsx';
import { factsOf, useAnsweredMotion } from './documentFacts.ts';
import type { FieldsProps } from './fieldsProps.ts';

type YrkandeAttributes = {
  readonly id: string | null;
  readonly kind: YrkandeKind;
  readonly rank: YrkandeRank | null;
  readonly target: YrkandeTarget;
  readonly targetId: string | null;
  readonly withdrawn: boolean;
};

/** Kinds whose substance is in clauses of their own. */
const hasClauses: ReadonlySet<YrkandeKind> = new Set(['amendment', 'addition', 'proposal']);

/** Kinds that say what for, in a clause: without one the sentence ends before it. */
const hasGrounds: ReadonlySet<YrkandeKind> = new Set(['referralBack', 'minorityReferralBack']);

/** "yrkar ‹bifall› till ‹motionen›": the verb and what it is aimed at. Who and the words are content. */
export function YrkandeFields({ node, editor, around, getPos, update }: FieldsProps) {
  const t = useTranslations('deliberation');
  const motion = useAnsweredMotion();
  const { id, kind, rank, target, targetId, withdrawn } = node.attrs as YrkandeAttributes;
  const others = useEditorState({ editor, selector: () => factsOf(editor.state.doc, around).yrkanden.filter((yrkande) => yrkande.id !== id) });
  // What is about the matter as a whole has no target to choose.
  const hasTarget = !isProcedural({ kind });

  const chooseKind = (chosen: YrkandeKind) => {
    update({
      kind: chosen,
      ...(isProcedural({ kind: chosen })
        ? { target: 'matter' as const, targetId: null }
        : target === 'matter' || target === 'other'
          ? { target: hasClauses.has(chosen) ? ('proposedDecision' as const) : ('motion' as const) }
          : {}),
    });
    const at = getPos();
    if (at !== undefined) setOwnClause(at, hasClauses.has(chosen) || hasGrounds.has(chosen))(editor.state, editor.view.dispatch);
  };
  const hasSupporters = node.children.some((child) => child.type.name === 'personList' && child.attrs.role === 'supporters');
  const addSupporter = () => {
    const at = getPos();
    if (at === undefined) return;
    openPeople(at, 'supporters')(editor.state, editor.view.dispatch);
    requestAnimationFrame(() => editor.view.focus());
  };

  return (
    <>
      <span className="yrka-event__word">{t('verb')}</span>
      <Choice
        label={t('rankLabel')}
        isAside
        value={rank ?? 'none'}
        options={(['none', 'first', 'second'] as const).map((value) => ({ value, label: t(`rank.${value}`) }))}
        onChange={(chosen) => update({ rank: chosen === 'none' ? null : chosen })}
      />
      <Choice
        label={t('kindLabel')}
        value={kind}
        isMissing={kind === 'other'}
        options={yrkandeKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={chooseKind}
      />
      {hasTarget && (
        <>
          <span className="yrka-event__word">{t(kind === 'approval' || kind === 'rejection' ? `towards.${kind}` : 'towards.other')}</span>
          <Choice
            label={t('targetLabel')}
            value={target}
            isMissing={kind === 'other' && target === 'other'}
            options={yrkandeTargets.filter((value) => value !== 'matter').map((value) => ({ value, label: t(`target.${value}`) }))}
            onChange={(chosen) => update({ target: chosen, targetId: null })}
          />
        </>
      )}
      {hasTarget && target === 'clause' && (
        <Choice
          label={t('targetIdLabel')}
          value={targetId ?? ''}
          isMissing={targetId === null}
          options={[
            { value: '', label: t('targetIdNone') },
            ...(motion?.clauses ?? []).map((clause, index) => ({ value: clause.id, label: t('answersClause', { number: String(index + 1) }) })),
          ]}
          onChange={(chosen) => update({ targetId: chosen === '' ? null : chosen })}
        />
      )}
      {hasTarget && target === 'yrkande' && (
        <Choice
          label={t('targetIdLabel')}
          value={targetId ?? ''}
          isMissing={targetId === null}
          options={[
            { value: '', label: t('targetIdNone') },
            ...others.map((other) => ({ value: other.id, label: t('yrkandeBy', { who: other.who, what: t(`kind.${other.kind}`) }) })),
          ]}
          onChange={(chosen) => update({ targetId: chosen === '' ? null : chosen })}
        />
      )}
      {!hasSupporters && (
        <button type="button" className="yrka-event__act" onClick={addSupporter}>
          {t('support')}
        </button>
      )}
      <button type="button" className="yrka-event__act" aria-pressed={withdrawn} onClick={() => update({ withdrawn: !withdrawn })}>
        {t('withdrawn.toggle')}
      </button>
    </>
  );
}
