import type { Node } from 'prosemirror-model';
import { expect } from 'vitest';
import { compareTexts } from './compareTexts.ts';
import { applyComparison, versionOf } from './comparison.ts';
import { changesIn, layOut } from './layOut.ts';

/** All that must be so whatever was compared. */
export function holds(before: Node, after: Node): void {
  const comparison = compareTexts(before, after);
  expect(versionOf(comparison, 'before').eq(before)).toBe(true);
  expect(applyComparison(before, comparison).eq(after)).toBe(true);
  for (const side of ['before', 'after'] as const) expect(layOut(comparison, side).document.eq(side === 'before' ? before : after)).toBe(true);
  if (before.eq(after)) expect(changesIn(comparison)).toEqual([]);
  const both = layOut(comparison, 'both');
  for (const { from, to, isBlock } of both.marked) {
    expect(to).toBeLessThanOrEqual(both.document.content.size);
    if (isBlock) expect(both.document.nodeAt(from)?.nodeSize).toBe(to - from);
  }
}
