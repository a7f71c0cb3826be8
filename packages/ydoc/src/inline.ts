import * as Y from 'yjs';
import { orderedChildren, type Parent } from './tree.ts';

/** Attributes of a run of text in Yjs: mark name → its attributes. */
export type Format = Readonly<Record<string, unknown>>;

/**
 * One stretch of a text block. A text block holds exactly one Y.XmlText in which footnotes and
 * line breaks are embedded, so that inserting one does not cut what another types behind it.
 * Documents from foreign tools may hold several texts or elements beside them: all are read.
 */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly format: Format; readonly home: Y.XmlText; readonly offset: number }
  | { readonly kind: 'element'; readonly element: Y.XmlElement; readonly format: Format; readonly home: Y.XmlText | null; readonly offset: number }
  /** A JSON embed or a type that no version of ours writes. */
  | { readonly kind: 'unknown'; readonly home: Y.XmlText; readonly offset: number };

/** The inline content of a text block, in order. Offsets count UTF-16 units and embeds within `home`. */
export function inlinePieces(block: Parent): Piece[] {
  const pieces: Piece[] = [];
  for (const child of orderedChildren(block)) {
    if (child instanceof Y.XmlElement) {
      pieces.push({ kind: 'element', element: child, format: {}, home: null, offset: 0 });
      continue;
    }
    let offset = 0;
    for (const { insert, attributes } of child.toDelta() as { insert: unknown; attributes?: Format }[]) {
      if (typeof insert === 'string') {
        pieces.push({ kind: 'text', text: insert, format: attributes ?? {}, home: child, offset });
        offset += insert.length;
      } else {
        pieces.push(
          insert instanceof Y.XmlElement
            ? { kind: 'element', element: insert, format: attributes ?? {}, home: child, offset }
            : { kind: 'unknown', home: child, offset },
        );
        offset += 1;
      }
    }
  }
  return pieces;
}
