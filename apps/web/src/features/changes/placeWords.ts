import type { Node } from '@tiptap/pm/model';
import type { ChangePlace } from '@yrka/editor';
import type { Changes } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';

type Place = ChangePlace<Changes['places'][number]>;

const longestWords = 60;

/** What is said of a place: what became of it, and which it is, as "Ändrat: att-sats 2, ”…”". */
export function usePlaceWords(): (document: Node, place: Place) => string {
  const t = useTranslations('changes');
  const nameOf = (document: Node, { node, from, change }: Place): string => {
    if (node === null) return '';
    // Of what was removed the block before it is named, which ends there.
    const $at = document.resolve(change.kind === 'removed' ? from - node.nodeSize : from);
    const words = wordsOf(node);
    const number = String($at.index() + 1);
    const numbered = (name: 'clause' | 'point' | 'yrkande') => {
      const where = t(`where.${name}`, { number });
      return words === '' ? where : t('where.withWords', { where, words });
    };
    switch (node.type.name) {
      case 'title':
        return t('where.title');
      case 'attClause':
        return numbered('clause');
      case 'decisionPoint':
        return numbered('point');
      case 'yrkande':
        return numbered('yrkande');
      case 'table':
        return t('where.table');
      case 'section':
        return t('where.part', { words: typeof node.attrs.heading === 'string' && node.attrs.heading !== '' ? node.attrs.heading : words });
      case 'paragraph':
        return words === '' ? t('where.empty') : t((node.attrs.level as number) > 0 ? 'where.heading' : 'where.paragraph', { words });
      default:
        return words === '' ? t('where.empty') : t('where.line', { words });
    }
  };
  return (document, place) => {
    const { change } = place;
    const where = nameOf(document, place);
    if (change.kind !== 'removed') return t(`what.${change.kind}`, { where });
    return where === '' ? t('what.removedFirst', { quote: change.quote }) : t('what.removed', { where, quote: change.quote });
  };
}

function wordsOf(node: Node): string {
  const words = node.textBetween(0, node.content.size, ' ', ' ').replace(/\s+/gu, ' ').trim();
  return words.length > longestWords ? `${words.slice(0, longestWords).replace(/\s+\S*$/u, '')} …` : words;
}
