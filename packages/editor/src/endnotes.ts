import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { EditorStrings } from './options.ts';
import { caret } from './structure.ts';

/** A footnote and the position before it. */
export type Note = { readonly node: Node; readonly pos: number };

/** The words of all footnotes, numbered, at the foot of the paper. To read and to find one's way; they are written in the sentence. */
export type Endnotes = {
  readonly element: HTMLElement;
  readonly show: (notes: readonly Note[], open: Note | null) => void;
  /** Scrolls to a note's words and puts the focus there. */
  readonly goTo: (note: Note) => void;
};

const made = new WeakMap<EditorView, Endnotes>();

/** The list of an editor. It is made once and kept up to date, so that the focus stays in it while others write. */
export function endnotesOf(view: EditorView, strings: EditorStrings): Endnotes {
  const endnotes = made.get(view) ?? makeEndnotes(view, strings);
  made.set(view, endnotes);
  return endnotes;
}

/** Opens a footnote with the caret at the end of its words. */
export function openFootnote(view: EditorView, { node, pos }: Note): void {
  view.focus();
  view.dispatch(caret(view.state.tr, pos + 1 + node.content.size));
  // The field and not only its caret, by the margins of the style sheet: what is pinned over the paper must not cover its number.
  const field = view.nodeDOM(pos);
  if (field instanceof HTMLElement) field.scrollIntoView({ block: 'nearest' });
}

function makeEndnotes(view: EditorView, strings: EditorStrings): Endnotes {
  const { ownerDocument } = view.dom;
  const element = ownerDocument.createElement('section');
  element.className = 'yrka-endnotes';
  element.contentEditable = 'false';
  element.setAttribute('role', 'doc-endnotes');
  element.setAttribute('aria-label', strings.footnotes);
  const list = ownerDocument.createElement('ol');
  element.append(list);
  let notes: readonly Note[] = [];
  let wasEditable = view.editable;

  const add = (): HTMLElement => {
    const item = ownerDocument.createElement('li');
    const words = ownerDocument.createElement('button');
    words.type = 'button';
    words.addEventListener('click', () => {
      const note = notes[[...list.children].indexOf(item)];
      if (!note) return;
      if (view.editable) openFootnote(view, note);
      else goToNumber(view, note);
    });
    item.append(words);
    list.append(item);
    return item;
  };

  return {
    element,
    show: (next, open) => {
      if (view.editable !== wasEditable) {
        wasEditable = view.editable;
        for (const number of view.dom.querySelectorAll<HTMLElement>('.yrka-footnote-number')) number.tabIndex = view.editable ? -1 : 0;
      }
      while (list.children.length > next.length) list.lastElementChild?.remove();
      next.forEach((note, index) => {
        const item = list.children[index] ?? add();
        const words = item.firstElementChild;
        if (!words) return;
        const text = note.node.textContent.trim();
        const shown = text === '' ? strings.footnotePlaceholder : text;
        if (words.textContent !== shown) words.textContent = shown;
        item.classList.toggle('yrka-endnote-empty', text === '');
        if (note === open) item.setAttribute('aria-current', 'true');
        else item.removeAttribute('aria-current');
      });
      notes = next;
    },
    goTo: (note) => {
      const words = list.children[notes.indexOf(note)]?.firstElementChild;
      words?.scrollIntoView({ block: 'center' });
      if (words instanceof HTMLElement) words.focus({ preventScroll: true });
    },
  };
}

/** On paper that is only read: back to where the note is referred to. */
function goToNumber(view: EditorView, { pos }: Note): void {
  const words = view.nodeDOM(pos);
  const number = words instanceof HTMLElement ? words.previousElementSibling : null;
  number?.scrollIntoView({ block: 'center' });
  if (number instanceof HTMLElement) number.focus({ preventScroll: true });
}
