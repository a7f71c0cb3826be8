export type { AcceptedLetters } from './acceptance.ts';
export {
  type Anchor,
  anchorBlock,
  type AnchoredPassage,
  anchorWords,
  contextLength,
  findAnchors,
  findAnchorsIn,
  longestQuote,
  wordsStanding,
} from './anchors.ts';
export { anchorPassages, type ToldPassage } from './anchorPassages.ts';
export type { GoneBlock } from './goneBlocks.ts';
export { type Inspection, inspectUpdate } from './guard.ts';
export { inClientOrder } from './clientOrder.ts';
export { joinedKeyPresses } from './keyPress.ts';
export { type Deletion, leavesGap, shapeOf, type UpdateShape } from './shape.ts';
export { Integration, type RescuedText } from './integration.ts';
export { type Objection, ProvingCopy, type Suggester } from './proof.ts';
export { newDoc } from './newDoc.ts';
export { fromRelativePosition, toRelativePosition } from './positions.ts';
export { carryOver } from './carryOver.ts';
export { carriedRuns } from './carriedRuns.ts';
export { epochClientId, rebase, type Kept, type Rebased, type RebaseOptions, type Renamed } from './rebase.ts';
export {
  acceptAll,
  type BlockChange,
  blockChanges,
  decide,
  hasSuggestions,
  type NamedBlock,
  rejectAll,
  type Suggestion,
  suggestionsIn,
  type Verdict,
} from './suggestions.ts';
export { changingUpdate } from './changing.ts';
export { compacted, documentFromUpdates, readDocument, Reader, titleOf } from './read.ts';
export { lastReservedClientId, seedClientId, seedDocument, updateFromDocument } from './seed.ts';
export { rootName, rootOf } from './tree.ts';
export { restored, restoringUpdate } from './restore.ts';
export { isUndoProved } from './provedUndo.ts';
export { createUndoManager } from './undo.ts';
export { type Unsent, unsentWords } from './unsent.ts';
export { type WrittenPiece, whoWrote } from './whoWrote.ts';
export { withoutSuggestions } from './withoutSuggestions.ts';
export { writeDocument } from './write.ts';
