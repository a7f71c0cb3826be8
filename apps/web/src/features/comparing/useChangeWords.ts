import { type Compared, type ComparedBlock, nodeOn } from '@yrka/comparison';
import { useCallback } from 'react';
import { useTranslations } from '../../i18n/index.ts';

const longestWords = 60;

/** What is said of a change, in a sentence: for the list of them, and for those who only hear it. */
export function useChangeWords(): (change: ComparedBlock) => string {
  const t = useTranslations('versions.comparing');
  return useCallback(
    (change) => {
      const words = short((nodeOn(change, 'after') ?? nodeOn(change, 'before'))?.textContent ?? '');
      switch (change.kind) {
        case 'added':
          return t('added', { words });
        case 'removed':
          return t('removed', { words });
        case 'movedHere':
          return t(change.content.every(({ kind }) => kind === 'same') ? 'moved' : 'movedAndChanged', { words });
        case 'changed': {
          const what = replacements(change.content).map(({ removed, added }) =>
            added === '' ? t('wordsRemoved', { removed }) : removed === '' ? t('wordsAdded', { added }) : t('replaced', { removed, added }),
          );
          const formatted = change.content.flatMap((piece) => (piece.kind === 'formatted' ? [t('formatted', { words: short(piece.after.textContent) })] : []));
          const told = [...what, ...formatted];
          return told.length === 0 ? t('said', { words }) : t('changed', { words, what: told.slice(0, 5).join(', ') });
        }
        default:
          return change satisfies never;
      }
    },
    [t],
  );
}

/** What went and what came in its place, one after the other. */
function replacements(content: readonly Compared[]): readonly { readonly removed: string; readonly added: string }[] {
  const found: { removed: string; added: string }[] = [];
  let isOpen = false;
  for (const piece of content) {
    if (piece.kind !== 'removed' && piece.kind !== 'added') {
      isOpen = false;
      continue;
    }
    if (!isOpen) found.push({ removed: '', added: '' });
    isOpen = true;
    const last = found.at(-1);
    if (last !== undefined) last[piece.kind] += piece.node.textContent;
  }
  return found.map(({ removed, added }) => ({ removed: short(removed), added: short(added) })).filter(({ removed, added }) => removed !== '' || added !== '');
}

function short(text: string): string {
  const words = text.replace(/\s+/gu, ' ').trim();
  return words.length > longestWords ? `${words.slice(0, longestWords).replace(/\s+\S*$/u, '')} …` : words;
}
