import { Plugin } from '@tiptap/pm/state';

/** Keys that move the caret in the browser's own way, which tells of it afterwards. */
const moving: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']);

/**
 * A browser tells of a caret that a key has moved in a task of its own, and on a slow machine the
 * next key comes before it: End and Enter, pressed fast, cut a name at its start. So before a key
 * that follows upon such a one, it is told here (SPEC.md, SCR2).
 */
export function following(): Plugin {
  let hasMoved = false;
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view, { key }) => {
          if (hasMoved) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
          hasMoved = moving.has(key);
          return false;
        },
      },
    },
  });
}
