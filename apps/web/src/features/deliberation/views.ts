import type { AnyExtension } from '@tiptap/core';
import { Node as NodeExtension } from '@tiptap/core';
import { ReactNodeViewRenderer } from '@tiptap/react';
import { DecisionPointView } from './DecisionPointView.tsx';
import { EventView } from './EventView.tsx';
import { VoteView } from './VoteView.tsx';

const views = {
  yrkande: EventView,
  deliberation: EventView,
  reservation: EventView,
  separateStatement: EventView,
  minutesNote: EventView,
  conflictOfInterest: EventView,
  notParticipating: EventView,
  attendanceChange: EventView,
  acclamation: EventView,
  vote: VoteView,
  decisionPoint: DecisionPointView,
} as const;

/**
 * Gives the blocks that have controls their React views. Everything else keeps the schema's own
 * DOM: React costs at every key press in it.
 */
export function withDeliberationViews(extensions: readonly AnyExtension[]): AnyExtension[] {
  return extensions.map((extension) => {
    const view = (views as Readonly<Record<string, (typeof views)[keyof typeof views]>>)[extension.name];
    if (view === undefined || !(extension instanceof NodeExtension)) return extension;
    return extension.extend({ addNodeView: () => ReactNodeViewRenderer(view) });
  });
}
