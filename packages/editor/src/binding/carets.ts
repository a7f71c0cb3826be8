import type { EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { afterPaint } from '../afterPaint.ts';
import type { Binding } from './binding.ts';

/** Another person's place in the document, as the screen knows it. The colour is the server's key, from 0, which nobody else here has. */
type RemoteCaret = { readonly client: number; readonly name: string; readonly colour: number; readonly anchor: number; readonly head: number };

const colourCount = 8;
/** How long a name stands beside a caret after it last moved. */
const nameMs = 2_500;

/**
 * Others' carets and selections, drawn over the text and never in it: marks inside the text make
 * phone keyboards drop words (PEERS.md §3, 21). Hidden from screen readers, which hear who is here
 * elsewhere.
 */
export class Carets {
  private readonly view: EditorView;
  private readonly binding: Binding;
  private readonly awareness: Awareness;
  private readonly layer: HTMLElement;
  private readonly observer: ResizeObserver | null;
  private frame = 0;
  private telling: (() => void) | null = null;
  private sent = '';
  private readonly moved = new Map<number, { readonly at: string; readonly until: number }>();

  constructor(view: EditorView, binding: Binding, awareness: Awareness) {
    this.view = view;
    this.binding = binding;
    this.awareness = awareness;
    this.layer = view.dom.ownerDocument.createElement('div');
    this.layer.className = 'yrka-carets';
    this.layer.setAttribute('aria-hidden', 'true');
    view.dom.parentElement?.append(this.layer);
    awareness.on('change', this.othersMoved);
    view.dom.addEventListener('focus', this.update);
    view.dom.addEventListener('blur', this.update);
    this.observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(this.update);
    this.observer?.observe(view.dom);
    this.update();
  }

  /** Draws at the next frame, and tells the others where one is when it is painted. */
  readonly update = (): void => {
    this.telling ??= afterPaint(() => {
      this.telling = null;
      this.tellOthers();
    });
    this.drawSoon();
  };

  /** Telling where one is oneself changes nothing here, and is no reason for another frame. */
  private readonly othersMoved = ({ added, updated, removed }: { readonly added: number[]; readonly updated: number[]; readonly removed: number[] }): void => {
    if ([...added, ...updated, ...removed].some((client) => client !== this.awareness.clientID)) this.drawSoon();
  };

  private readonly drawSoon = (): void => {
    // Alone in the document: nothing to draw, and no frame to ask for.
    if (this.awareness.getStates().size <= 1 && this.layer.childElementCount === 0) return;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.view.isDestroyed) this.draw();
    });
  };

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.telling?.();
    this.awareness.off('change', this.othersMoved);
    this.view.dom.removeEventListener('focus', this.update);
    this.view.dom.removeEventListener('blur', this.update);
    this.observer?.disconnect();
    this.layer.remove();
    if (this.awareness.getLocalState() !== null) this.awareness.setLocalStateField('caret', null);
  }

  private tellOthers(): void {
    if (this.view.isDestroyed || this.awareness.getLocalState() === null) return;
    const selection = this.view.hasFocus() ? this.binding.relativeSelection() : null;
    const caret =
      selection === null ? null : { anchor: Y.relativePositionToJSON(selection.anchor) as unknown, head: Y.relativePositionToJSON(selection.head) as unknown };
    const text = JSON.stringify(caret);
    if (text === this.sent) return;
    this.sent = text;
    this.awareness.setLocalStateField('caret', caret);
  }

  private draw(): void {
    const carets = this.carets();
    // Alone in the document: nothing to measure, and nothing to draw.
    if (carets.length === 0 && this.layer.childElementCount === 0) return;
    const origin = this.layer.getBoundingClientRect();
    const now = performance.now();
    const parts: HTMLElement[] = [];
    let nextChange = Number.POSITIVE_INFINITY;
    for (const caret of carets) {
      const at = `${caret.anchor}:${caret.head}`;
      if (this.moved.get(caret.client)?.at !== at) this.moved.set(caret.client, { at, until: now + nameMs });
      const until = this.moved.get(caret.client)?.until ?? 0;
      if (until > now) nextChange = Math.min(nextChange, until - now);
      parts.push(...this.selectionParts(caret, origin), this.caretPart(caret, origin, until > now));
    }
    this.layer.replaceChildren(...parts);
    if (Number.isFinite(nextChange)) setTimeout(this.drawSoon, nextChange + 20);
  }

  private carets(): RemoteCaret[] {
    const carets: RemoteCaret[] = [];
    for (const [client, state] of this.awareness.getStates()) {
      const { caret, user } = state as { caret?: unknown; user?: unknown };
      if (client === this.awareness.clientID || !hasEnds(caret)) continue;
      try {
        const anchor = this.binding.absolutePosition(Y.createRelativePositionFromJSON(caret.anchor));
        const head = this.binding.absolutePosition(Y.createRelativePositionFromJSON(caret.head));
        if (anchor !== null && head !== null) carets.push({ client, ...personOf(user, client), anchor, head });
      } catch {
        // Another's place that cannot be read is not shown; their words are unaffected.
      }
    }
    return carets;
  }

  private caretPart(caret: RemoteCaret, origin: DOMRect, named: boolean): HTMLElement {
    const { left, top, bottom } = this.view.coordsAtPos(caret.head);
    const part = this.part('yrka-caret', caret, left - origin.left, top - origin.top, bottom - top);
    part.classList.toggle('yrka-caret--named', named);
    const label = part.ownerDocument.createElement('span');
    label.className = 'yrka-caret__name';
    label.textContent = caret.name;
    part.append(label);
    return part;
  }

  private selectionParts(caret: RemoteCaret, origin: DOMRect): HTMLElement[] {
    if (caret.anchor === caret.head) return [];
    const [from, to] = [Math.min(caret.anchor, caret.head), Math.max(caret.anchor, caret.head)];
    const range = this.view.dom.ownerDocument.createRange();
    const [start, end] = [this.view.domAtPos(from, 1), this.view.domAtPos(to, -1)];
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return [...range.getClientRects()]
      .filter(({ width, height }) => width > 0 && height > 0 && height < 80)
      .map((rect) => {
        const part = this.part('yrka-selection', caret, rect.left - origin.left, rect.top - origin.top, rect.height);
        part.style.width = `${rect.width}px`;
        return part;
      });
  }

  private part(className: string, { colour }: RemoteCaret, left: number, top: number, height: number): HTMLElement {
    const part = this.view.dom.ownerDocument.createElement('div');
    part.className = className;
    part.dataset.person = String(colour + 1);
    Object.assign(part.style, { left: `${left}px`, top: `${top}px`, height: `${height}px` });
    return part;
  }
}

function personOf(user: unknown, client: number): { name: string; colour: number } {
  const { name, colour } = (typeof user === 'object' && user !== null ? user : {}) as { name?: unknown; colour?: unknown };
  return {
    name: typeof name === 'string' ? name : '',
    colour: (typeof colour === 'number' && Number.isInteger(colour) && colour >= 0 ? colour : client) % colourCount,
  };
}

function hasEnds(caret: unknown): caret is { anchor: object; head: object } {
  return (
    typeof caret === 'object' &&
    caret !== null &&
    'anchor' in caret &&
    'head' in caret &&
    typeof caret.anchor === 'object' &&
    typeof caret.head === 'object' &&
    caret.anchor !== null &&
    caret.head !== null
  );
}
