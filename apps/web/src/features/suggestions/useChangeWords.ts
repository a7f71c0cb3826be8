import type { BlockChange, NamedBlock } from '@yrka/ydoc';
import { useTranslations } from '../../i18n/index.ts';

/**
 * What a suggestion would make of a block, or where it would have it stand, in words; '' where it would
 * change only what follows from other changes.
 *
 * @param isBeside whether it is said beside the block itself, which then need not be named by its words.
 */
export function useChangeWords(): (changes: readonly BlockChange[], isBeside?: boolean) => string {
  const t = useTranslations('suggestions');
  const choices = useTranslations('deliberation');

  const named = ({ node, number, words }: NamedBlock): string => {
    const said = { number: String(number), words };
    if (isNumbered(node)) return t(`block.${node}`, said);
    if (words === '') return t('block.empty');
    return isNamed(node) ? t(`block.${node}`, said) : t('block.other', said);
  };

  const subject = (block: NamedBlock, isBeside: boolean) =>
    isBeside && !isNumbered(block.node) ? t(`here.${isNamed(block.node) ? block.node : 'other'}`) : named(block);

  const moved = ({ block, after, before }: BlockChange & { readonly kind: 'move' }, isBeside: boolean): string => {
    const what = subject(block, isBeside);
    // One says that something is put before the first, and else after what it would follow.
    if (after === null && before !== null) return t('moveBefore', { what, other: named(before) });
    return after === null ? t('move', { what }) : t('moveAfter', { what, other: named(after) });
  };

  /** What a value is called; null for one that has no name. */
  const valueWords = ({ name, block }: BlockChange & { readonly kind: 'choice' }, value: unknown): string | null => {
    if (value === null || value === '') return null;
    const known = `${block.node}.${name}.${String(value)}`;
    const key = keyOf[`${block.node}.${name}`];
    if (key !== undefined && typeof value === 'string' && choices.has(`${key}.${value}` as Parameters<typeof choices.has>[0]))
      return choices(`${key}.${value}` as 'kind.approval');
    if (isValue(known)) return t(`value.${known.slice(known.lastIndexOf('.') + 1) as 'chair'}`);
    return plain.has(name) ? String(value) : null;
  };

  const chosen = (change: BlockChange & { readonly kind: 'choice' }, isBeside: boolean): string | null => {
    const { block, name, to } = change;
    const what = subject(block, isBeside);
    const of = `${name}.${String(to)}`;
    if (isSentence(of)) return t(`make.${sentences[of]}`, { what });
    if (name === 'depth') return t('make.depth', { what, level: String(Number(to) + 1) });
    if (silent.has(name)) return null;
    const said = { name: t(isAttribute(name) ? `attribute.${name}` : 'attribute.other'), what };
    const [from, into] = [valueWords(change, change.from), valueWords(change, to)];
    if (into === null) return to === null ? t('chooseNone', said) : t('choose', said);
    return from === null ? t('chooseOne', { ...said, to: into }) : t('chooseOther', { ...said, from, to: into });
  };

  return (changes, isBeside = false) => {
    const words = changes.flatMap((change) => (change.kind === 'move' ? moved(change, isBeside) : (chosen(change, isBeside) ?? [])));
    return [...new Set(words)].join('. ');
  };
}

/** Those that have a number on the paper. */
const numbered = ['attClause', 'decisionPoint', 'yrkande', 'tableRow', 'table', 'vote', 'acclamation'] as const;
const isNumbered = (node: string): node is (typeof numbered)[number] => numbered.some((name) => name === node);
const ofWords = ['paragraph', 'person', 'castVote', 'recipient', 'attachment', 'decisionBasis', 'tableCell'] as const;
const isNamed = (node: string): node is (typeof ofWords)[number] => ofWords.some((name) => name === node);

/** Choices that a sentence of their own says best. */
const sentences = {
  'level.0': 'plain',
  'level.1': 'heading1',
  'level.2': 'heading2',
  'level.3': 'heading3',
  'list.bullet': 'bullet',
  'list.ordered': 'ordered',
  'list.null': 'noList',
  'quote.true': 'quotation',
  'quote.false': 'noQuotation',
  'att.true': 'att',
  'att.false': 'noAtt',
  'withdrawn.true': 'withdrawn',
  'withdrawn.false': 'notWithdrawn',
  'header.true': 'header',
  'header.false': 'noHeader',
} as const;
const isSentence = (of: string): of is keyof typeof sentences => Object.hasOwn(sentences, of);

const attributes = [
  'outcome',
  'answers',
  'kind',
  'target',
  'targetId',
  'rank',
  'party',
  'role',
  'purpose',
  'answer',
  'form',
  'yes',
  'no',
  'abstain',
  'absent',
  'settledBy',
  'change',
  'heading',
  'puts',
  'found',
  'yesFor',
  'noFor',
  'inFavourOf',
] as const;
const isAttribute = (name: string): name is (typeof attributes)[number] => attributes.some((one) => one === name);

/** What follows from something else that is suggested with it, and is nobody's own choice. */
const silent: ReadonlySet<string> = new Set(['writtenOver', 'document', 'version', 'personId']);
/** Values that are words or numbers as they stand. */
const plain: ReadonlySet<string> = new Set(['party', 'yes', 'no', 'abstain', 'absent', 'heading']);

/** Where the words of a closed list stand in the catalogue of what happens at a meeting. */
const keyOf: Readonly<Record<string, string>> = {
  'decisionPoint.outcome': 'outcome',
  'yrkande.kind': 'kind',
  'yrkande.target': 'target',
  'yrkande.rank': 'rank',
  'recipient.purpose': 'purpose',
  'castVote.answer': 'vote',
  'reservation.form': 'form',
  'attendanceChange.change': 'instead.change',
};
const values = [
  'person.role.chair',
  'person.role.member',
  'person.role.substitute',
  'person.role.servingSubstitute',
  'person.role.officer',
  'person.role.secretary',
  'table.kind.plain',
  'table.kind.costs',
  'vote.settledBy.lot',
  'vote.settledBy.castingVote',
  'vote.settledBy.oneThird',
];
const isValue = (known: string) => values.includes(known);
