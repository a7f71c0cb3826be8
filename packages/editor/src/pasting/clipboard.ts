import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { deletionOf } from '@yrka/schema';
import { deleteSelected } from '../deletion.ts';
import { lawsLinked } from '../lawLinks.ts';
import type { YrkaEditorOptions } from '../options.ts';
import { undoStep } from '../remoteChange.ts';
import { cleanHtml } from './cleanHtml.ts';
import { pasteSlice } from './pasteSlice.ts';
import { readPlainText } from './plainText.ts';

const defaultMaxPasteBytes = 500_000;
/** Word's HTML is some ten times its text; what is larger still is not looked at. */
const htmlPerText = 40;

/** Copying, cutting and pasting (SPEC.md, PAS1–PAS6). */
export function clipboard({ maxPasteBytes = defaultMaxPasteBytes, onPasteRefused, onImagesDropped }: YrkaEditorOptions): Plugin {
  const refused = (bytes: number): boolean => {
    if (bytes <= maxPasteBytes) return false;
    onPasteRefused?.({ code: 'tooLarge', bytes, maxBytes: maxPasteBytes });
    return true;
  };
  /** Judged before anything is parsed; pictures alone have no words to take. */
  const turnedAway = (data: DataTransfer | null): boolean => {
    if (!data) return false;
    const [html, text] = [data.getData('text/html'), data.getData('text/plain')];
    if (refused(bytesOf(text)) || (html.length > maxPasteBytes * htmlPerText && refused(html.length))) return true;
    const images = [...data.files].filter((file) => file.type.startsWith('image/')).length;
    if (html !== '' || text !== '' || images === 0) return false;
    onImagesDropped?.(images);
    return true;
  };
  return new Plugin({
    key: new PluginKey('yrkaClipboard'),
    props: {
      transformPastedHTML(html) {
        // From an editor like this one: the schema reads it as it was written.
        if (html.includes('data-pm-slice')) return withoutStruck(html);
        const cleaned = cleanHtml(html);
        if (cleaned.images > 0) onImagesDropped?.(cleaned.images);
        return cleaned.html;
      },
      clipboardTextParser: (text, _$context, _plain, view) => sliceOfText(view.state.schema, text),
      clipboardTextSerializer: (slice) => textOfSlice(slice),
      handlePaste(view, _event, slice) {
        if (refused(bytesOf(slice.content.textBetween(0, slice.content.size, '\n')))) return true;
        const pasted = pasteSlice(view.state, slice).setMeta('paste', true).setMeta('uiEvent', 'paste');
        view.dispatch(pasted);
        // Where what it replaced stands, struck by somebody who suggests, its places are others.
        const linked = view.state.doc.content.size === pasted.doc.content.size ? lawsLinked(view.state, ...changedBy(pasted)) : null;
        if (linked !== null) view.dispatch(linked.setMeta(undoStep, true));
        return true;
      },
      handleDOMEvents: {
        paste(view, event) {
          if (!view.editable || !turnedAway(event.clipboardData)) return false;
          event.preventDefault();
          return true;
        },
        drop(view, event) {
          if (view.dragging || !turnedAway(event.dataTransfer)) return false;
          event.preventDefault();
          return true;
        },
        cut(view, event) {
          const { selection } = view.state;
          // Within one block ProseMirror does it; over several the frame must stay (DEL1).
          if (!view.editable || selection.empty || !event.clipboardData || (selection instanceof TextSelection && selection.$from.sameParent(selection.$to)))
            return false;
          const { dom, text } = view.serializeForClipboard(selection.content());
          event.clipboardData.clearData();
          event.clipboardData.setData('text/html', dom.innerHTML);
          event.clipboardData.setData('text/plain', text);
          event.preventDefault();
          view.dispatch(deleteSelected(view.state.tr).scrollIntoView().setMeta('uiEvent', 'cut'));
          return true;
        },
      },
    },
  });
}

/** Words that somebody suggests to take away are not copied: what is pasted is text, and no suggestion of anybody's. */
function withoutStruck(html: string): string {
  if (!html.includes('<del ') && !html.includes('data-deleted')) return html;
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  for (const element of parsed.querySelectorAll('del[data-suggestion], [data-deleted]')) element.remove();
  return parsed.body.innerHTML;
}

/** From where to where a transaction has changed the document that it gave. */
function changedBy({ mapping }: Transaction): [from: number, to: number] {
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  mapping.maps.forEach((map, index) => {
    const later = mapping.slice(index + 1);
    map.forEach((_oldFrom, _oldTo, from, to) => {
      start = Math.min(start, later.map(from, -1));
      end = Math.max(end, later.map(to, 1));
    });
  });
  return [Math.min(start, end), end];
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** Plain text as paragraphs and points; open at both ends, so that a single line is words. */
export function sliceOfText(schema: Schema, text: string): Slice {
  const { paragraph, hardBreak } = schema.nodes;
  if (!paragraph || !hardBreak) return Slice.empty;
  const blocks = readPlainText(text).map(({ list, lines }) => {
    const content = lines.flatMap((line, index) => [...(index > 0 ? [hardBreak.create()] : []), ...(line === '' ? [] : [schema.text(line)])]);
    return paragraph.create({ list }, content);
  });
  // Words copied with a space before or after them keep it.
  const only = blocks.length === 1 && !text.includes('\n') ? blocks[0] : undefined;
  const content = only && only.attrs.list === null ? Fragment.from(paragraph.create(null, schema.text(text))) : Fragment.from(blocks);
  const isOpen = content.childCount > 0 && content.firstChild?.attrs.list === null;
  return new Slice(content, isOpen ? 1 : 0, content.childCount === 1 && isOpen ? 1 : 0);
}

/** The words as they stand on the paper: with att, items on lines of their own, cells with tabs between. */
export function textOfSlice(slice: Slice): string {
  let blocks = 0;
  slice.content.descendants((node) => {
    if (node.isTextblock) blocks++;
  });
  // Words out of one clause are words; several clauses are clauses.
  const isPart = slice.openStart > 0 && blocks === 1;
  const blockText = (node: Node): string => {
    if (node.isTextblock) return (node.attrs.att === true && !isPart ? 'att ' : '') + inlineText(node);
    const separator = node.type.name === 'tableRow' ? '\t' : ['section', 'doc'].includes(node.type.name) ? '\n\n' : '\n';
    const parts: string[] = [];
    node.forEach((child) => {
      if (deletionOf(child) === null) parts.push(blockText(child));
    });
    return parts.join(separator);
  };
  const parts: string[] = [];
  slice.content.forEach((node) => {
    if (deletionOf(node) === null) parts.push(node.isInline ? (node.text ?? '\n') : blockText(node));
  });
  return parts.join(slice.content.firstChild?.isInline ? '' : '\n\n');
}

function inlineText(node: Node): string {
  const parts: string[] = [];
  node.forEach((child) => {
    if (deletionOf(child) !== null) return;
    parts.push(child.isText ? (child.text ?? '') : child.type.name === 'hardBreak' ? '\n' : child.type.name === 'footnote' ? ` (${child.textContent})` : '');
  });
  return parts.join('');
}
