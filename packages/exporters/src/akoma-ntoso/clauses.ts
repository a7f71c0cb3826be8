import { generatedSentence } from '@yrka/formal-text';
import type { Outcome } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type Content, element, type Element, ofBlock } from './element.ts';
import { blockPiece, type NodeWriter, type Piece, type Writer } from './writer.ts';

/** Clauses and points that follow each other are the items of one list; yrkanden between them stand as events. */
export const clauseList: NodeWriter = (node, writer) => {
  const pieces: Piece[] = [];
  const shown = node.children
    .map((child, place) => ({ place, words: isClause(child) ? clauseWords(child, writer) : [] }))
    .filter(({ words }) => words.length > 0);
  let items: Element[] = [];
  let listId: unknown = node.attrs.id;
  const close = () => {
    if (items.length === 0) return;
    pieces.push(blockPiece(ofBlock(listId, element('blockList', { class: node.type.name }, ...items))));
    items = [];
    listId = null;
  };
  for (const [place, child] of node.children.entries()) {
    const index = shown.findIndex((one) => one.place === place);
    if (index !== -1) items.push(itemOf(child, shown[index]?.words ?? [], shown.length < 2 ? null : index + 1, writer));
    else if (!isClause(child)) {
      close();
      pieces.push(...writer.pieces(node, (_child, other) => other === place));
    }
  }
  close();
  return pieces;
};

/** One outside a list. */
export const clause: NodeWriter = (node, writer) => {
  const words = clauseWords(node, writer);
  return words.length === 0 ? [] : [blockPiece(element('blockList', { class: 'clauses' }, itemOf(node, words, null, writer)))];
};

const isClause = (node: Node) => node.type.name === 'attClause' || node.type.name === 'decisionPoint';

function itemOf(node: Node, words: readonly Content[], number: number | null, { references, tell }: Writer): Element {
  const outcome = node.attrs.outcome as Outcome | null | undefined;
  const about = [references.event(node.type.name === 'attClause' ? 'attClause' : 'decisionPoint'), ...(outcome == null ? [] : [references.outcome(outcome)])];
  const before = number === null ? [] : [element('num', {}, `${number}.`)];
  const item = ofBlock(node.attrs.id, element('item', { refersTo: about }, ...before, element('p', {}, ...words)));
  tell(node, item);
  return item;
}

/** The word att belongs to the block, not to its text; a point without words of its own says what its outcome says. */
function clauseWords(node: Node, { words, sentences }: Writer): readonly Content[] {
  const own = words(node);
  const sentence = own.length === 0 && node.type.name === 'decisionPoint' ? (generatedSentence(node, sentences) ?? '') : '';
  const written = sentence === '' ? own : [sentence];
  return written.length > 0 && node.attrs.att === true ? ['att ', ...written] : written;
}
