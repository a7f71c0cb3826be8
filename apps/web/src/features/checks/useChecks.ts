import type { Editor } from '@tiptap/core';
import type { Finding, Fix } from '@yrka/checks';
import { findingsShown, readInPauses, removeEmpty, replaceInBlock, showPosition, splitItem, suggestAs } from '@yrka/editor';
import type { DocumentDetails } from '@yrka/server/api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSession } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { amongSuggestions } from './amongSuggestions.ts';
import { useFindingWords } from './findingWords.ts';
import { keepHidden, readHidden } from './hiddenFindings.ts';
import { type Known, useCheck } from './useCheck.ts';

export type Checks = {
  /** Those not hidden, in the order of the document. */
  readonly findings: readonly Finding[];
  readonly hiddenCount: number;
  readonly currentId: string | null;
  /** Shows the place, with the caret in it where one writes. */
  readonly go: (finding: Finding) => void;
  /** To the next (1) or the previous (-1) place from the caret, and says what is there. */
  readonly step: (direction: -1 | 1) => void;
  readonly mend: (finding: Finding) => void;
  /** Puts the same right as a suggestion of one's own: the text stands until somebody accepts. */
  readonly suggest: (finding: Finding) => void;
  /** Whether the fix can be one: letters in a person's own block cannot. */
  readonly maySuggest: (finding: Finding) => boolean;
  /** Selects the words, for one who suggests: what is typed next is suggested in their place. */
  readonly reword: (finding: Finding) => void;
  /** Whether there are words that nothing but a person can put right. */
  readonly mayReword: (finding: Finding) => boolean;
  readonly hide: (finding: Finding) => void;
  readonly showHidden: () => void;
};

/** Reads the open document in its pauses, and points out what is found. `isOpen`: whether the list is on the screen. */
export function useChecks(editor: Editor | null, details: DocumentDetails, known: Known, isOpen: boolean): Checks {
  const t = useTranslations('checks');
  const words = useFindingWords(details.kind, details.template);
  const check = useCheck(details, known);
  const personId = useSession().data?.person?.id ?? '';
  const [all, setAll] = useState<readonly Finding[]>([]);
  const [hidden, setHidden] = useState(() => readHidden(personId, details.id));
  const [currentId, setCurrentId] = useState<string | null>(null);
  const findings = useMemo(() => all.filter(({ id }) => !hidden.has(id)), [all, hidden]);

  useEffect(() => {
    if (editor === null) return;
    return readInPauses(editor, () => {
      const now = amongSuggestions(editor.state.doc, check);
      setAll((before) => (JSON.stringify(now) === JSON.stringify(before) ? before : now));
    });
  }, [editor, check]);

  // The line under the words, anew when what is said has changed: between two readings it goes along by itself.
  useEffect(() => {
    if (editor === null || editor.isDestroyed) return;
    const passages = findings.flatMap(({ id, place: { blockId, from, to } }) => (blockId === null ? [] : [{ id, blockId, from, to }]));
    findingsShown.out(passages)(editor.state, editor.view.dispatch);
  }, [editor, findings]);
  useEffect(() => {
    if (editor !== null && !editor.isDestroyed) findingsShown.at(currentId)(editor.state, editor.view.dispatch);
  }, [editor, currentId]);

  const count = findings.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said when the number changes while one looks at the list, not when one opens it
  useEffect(() => {
    if (isOpen) announce(t('count', { count }));
  }, [count]);

  const show = useCallback(
    (finding: Finding) => {
      if (editor === null) return;
      setCurrentId(finding.id);
      // Where its words are now, which may be further on than when they were read.
      const passage = findingsShown.now(editor.state).find(({ id }) => id === finding.id);
      const position = passage?.from ?? placeOf(editor, finding);
      if (position !== null) showPosition(editor.view, position);
    },
    [editor],
  );

  /** Null where the words are no longer there, or have been mended by somebody else. */
  const carryOut = (finding: Finding): Fix | null => {
    if (editor === null) return null;
    // As the text is now: somebody may have written since.
    const fix = amongSuggestions(editor.state.doc, check).find(({ id }) => id === finding.id)?.fix ?? null;
    const isDone = fix !== null && commandFor(fix)(editor.state, editor.view.dispatch, editor.view);
    setAll(amongSuggestions(editor.state.doc, check));
    return isDone ? fix : null;
  };

  return {
    findings,
    hiddenCount: all.length - findings.length,
    currentId,
    go: show,
    step: (direction) => {
      if (editor === null) return;
      const head = editor.state.selection.head;
      const places = findings.map((finding) => ({
        finding,
        at: findingsShown.now(editor.state).find(({ id }) => id === finding.id)?.from ?? placeOf(editor, finding) ?? 0,
      }));
      const ordered = places.toSorted((a, b) => a.at - b.at);
      const at = ordered.findIndex(({ finding }) => finding.id === currentId);
      // From one that is shown to the next one, also where several are said of the same words.
      const isThere = at >= 0 && near(ordered[at]?.at ?? 0, head);
      const next = isThere
        ? ordered[(at + direction + ordered.length) % ordered.length]
        : ((direction > 0 ? ordered.find((one) => one.at >= head) : ordered.findLast((one) => one.at < head)) ?? ordered.at(direction > 0 ? 0 : -1));
      if (next === undefined) return announce(t('count', { count: 0 }));
      show(next.finding);
      announce(t('told', { sentence: words.sentence(next.finding) }));
    },
    mend: (finding) => {
      const fix = carryOut(finding);
      announce(fix === null ? t('changed') : t('mended', { sentence: words.mend(fix) }));
    },
    suggest: (finding) => {
      if (editor === null) return;
      // In the text itself before and after, unless one suggests anyway.
      const begun = suggestAs(personId)(editor.state, editor.view.dispatch);
      const fix = carryOut(finding);
      if (begun) suggestAs(null)(editor.state, editor.view.dispatch);
      announce(fix === null ? t('changed') : t('suggested', { sentence: words.mend(fix) }));
    },
    maySuggest: (finding) => editor !== null && personId !== '' && finding.fix !== null && takesSuggestions(editor, finding.fix.blockId),
    reword: (finding) => {
      const passage = editor === null ? undefined : findingsShown.now(editor.state).find(({ id }) => id === finding.id);
      if (editor === null || passage === undefined) return announce(t('changed'));
      const { from, to } = passage;
      setCurrentId(finding.id);
      showPosition(editor.view, from);
      editor.commands.setTextSelection({ from, to });
      announce(t('rewording', { words: editor.state.doc.textBetween(from, to) }));
    },
    mayReword: ({ id, fix, place }) => {
      if (editor === null || fix !== null || !takesSuggestions(editor, place.blockId)) return false;
      const { doc, schema } = editor.state;
      const passage = findingsShown.now(editor.state).find((one) => one.id === id);
      // Where somebody suggests something already, that is what is to be decided.
      const isFree = (name: string) => {
        const mark = schema.marks[name];
        return passage !== undefined && mark !== undefined && !doc.rangeHasMark(passage.from, passage.to, mark);
      };
      return passage !== undefined && passage.from < passage.to && isFree('insertion') && isFree('deletion');
    },
    hide: (finding) => {
      keepHidden(personId, details.id, [finding.id]);
      setHidden(hidden.with(finding.id));
      announce(t('isHidden'));
    },
    showHidden: () => {
      keepHidden(personId, details.id, []);
      setHidden(readHidden(personId, details.id));
    },
  };
}

function commandFor(fix: Fix) {
  switch (fix.kind) {
    case 'splitClause':
      return splitItem(fix.blockId, fix.cuts);
    case 'replaceText':
      return replaceInBlock(fix.blockId, fix, fix.text);
    case 'removeBlock':
      return removeEmpty(fix.blockId);
  }
}

/** A name has no marks, which is what a suggestion is made of. */
function takesSuggestions(editor: Editor, blockId: string | null): boolean {
  let takes = false;
  const { insertion } = editor.schema.marks;
  editor.state.doc.descendants((node) => {
    if (node.attrs.id === blockId && insertion !== undefined) takes = node.isTextblock && node.type.allowsMarkType(insertion);
    return !takes && !node.isTextblock;
  });
  return takes;
}

/** A caret that was put in a passage stands within a position of where it begins. */
const near = (a: number, b: number) => Math.abs(a - b) <= 1;

/** Inside the block, at the place; where the whole document is meant, at its beginning. Null when the block is gone. */
function placeOf(editor: Editor, { place }: Finding): number | null {
  if (place.blockId === null) return 0;
  let found: number | null = null;
  editor.state.doc.descendants((node, position) => {
    if (found === null && node.attrs.id === place.blockId) found = position + 1 + Math.min(place.from, node.isTextblock ? node.content.size : 0);
    return found === null && !node.isTextblock;
  });
  return found;
}
