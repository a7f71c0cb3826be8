export { afterPaint } from './afterPaint.ts';
export { answerClause, changePoint, type PointChange } from './answering.ts';
export {
  Binding,
  type BindingHost,
  type BindingOptions,
  bindingOf,
  bindingPlugin,
  rebind,
  type TakenAway,
  whoRemoved,
  yrkaBinding,
  type YrkaBindingOptions,
} from './binding/index.ts';
export { blockIds } from './blockIds.ts';
export { type ChangePlace, changePlaces, type ShownChange, showChanges } from './changes.ts';
export { toggleAtt } from './clauses.ts';
export { anchorSelection, anchorShown, type Commented, passagesOf } from './commenting.ts';
export { type EarlierDecisionWords, insertEarlierDecision } from './earlierDecision.ts';
export { enter, insertHardBreak, leaveBlock } from './enter.ts';
export { coreExtensions, schemaExtensions, yrkaExtensions } from './extensions.ts';
export {
  type ActiveFormats,
  activeFormats,
  changeDepth,
  removeLink,
  setLink,
  setPlainText,
  toggleEmphasis,
  toggleHeading,
  toggleList,
  toggleQuotation,
  toggleStrong,
} from './formatting.ts';
export { addClause, type InsertableId, insertableIds, insertables, insertBlock } from './inserting.ts';
export { backspace, deleteForward } from './joining.ts';
export { keys } from './keys.ts';
export {
  eventNode,
  insertEvent,
  insertEventsAfter,
  insertEventsAtHome,
  type NewCastVote,
  openPeople,
  recordableIds,
  type RecordableId,
  type Recorded,
  type RecordedPerson,
  recordEvent,
  setCastVotes,
  setDecision,
  setOwnClause,
  setPeople,
  setPrintedAttendance,
} from './recording.ts';
export { removeEmpty, replaceInBlock, splitItem } from './mending.ts';
export { type DropTarget, draggableAt, mayMove, type Moved, movedIn, moveBlockTo, moveItem, moveItemTo } from './moving.ts';
export type { EditorStrings, PasteRefusal, SuggestionWords, YrkaEditorOptions } from './options.ts';
export { type CleanHtml, cleanHtml } from './pasting/cleanHtml.ts';
export { type PastedBlock, readPlainText } from './pasting/plainText.ts';
export { commentsShown, findingsShown, type Passage, type ShownPassage } from './pointing.ts';
export { readInPauses } from './readInPauses.ts';
export { remoteChange, undoStep } from './remoteChange.ts';
export { findNext, findPrevious, replaceAllMatches, replaceMatch, search, searchState, type SearchState } from './searching.ts';
export { showPosition } from './showPosition.ts';
export { closeSlash, insertFromSlash, slashCoords, slashState, type SlashState } from './slash.ts';
export { heardItems } from './structure.ts';
export { keepVerdict } from './suggesting/overtaken.ts';
export { asSuggestionOf, decideSuggestions, suggestAs, suggestionAt, suggestWording, type WordingPlace } from './suggesting/suggesting.ts';
export { addColumn, addRow, deleteColumn, deleteRow, deleteTable, goToCell, isInTable, toggleHeaderRow } from './tables.ts';
export { escape, walk } from './walking.ts';
