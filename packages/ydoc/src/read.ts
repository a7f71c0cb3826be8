import { derivedBlockId, hasId, makerOf, opaqueNodes, readSuggestionWord, schema as ownSchema, suggestionWord, shownValue } from '@yrka/schema';
import { type Attrs, Mark, type Node, type NodeType, type Schema } from 'prosemirror-model';
import * as Y from 'yjs';
import { type Format, inlinePieces } from './inline.ts';
import { newDoc } from './newDoc.ts';
import { shownChanges } from './suggestedChanges.ts';
import { maxNesting } from './structOrder.ts';
import { type Child, compareItems, itemId, orderedChildren, rootOf } from './tree.ts';

/**
 * The document as a ProseMirror node. Writes nothing: what this schema does not know, or finds
 * where it may not stand, becomes an opaque atom (DESIGN: rendering never writes to Yjs).
 */
export function readDocument(ydoc: Y.Doc, schema: Schema = ownSchema): Node {
  return new Reader(rootOf(ydoc), schema).read();
}

/**
 * The document that a list of updates makes, in any order. An empty list gives an empty document;
 * an update that Yjs throws at is passed over.
 */
export function documentFromUpdates(updates: readonly Uint8Array[]): Node {
  const ydoc = docFromUpdates(updates);
  const document = readDocument(ydoc);
  ydoc.destroy();
  return document;
}

/** The same as a Y.Doc, which is the caller's to destroy. */
export function docFromUpdates(updates: readonly Uint8Array[]): Y.Doc {
  const ydoc = newDoc();
  ydoc.transact(() => {
    for (const update of updates) applyOrPass(ydoc, update);
  });
  return ydoc;
}

/**
 * The same document as one update in which nothing that was removed is left, and nobody's edit apart from
 * another's. Its blocks and letters keep their ids: who has the document already takes it in and sees no change.
 */
export function compacted(updates: readonly Uint8Array[]): Uint8Array {
  const ydoc = newDoc();
  for (const update of updates) applyOrPass(ydoc, update);
  const update = Y.encodeStateAsUpdate(ydoc);
  ydoc.destroy();
  return update;
}

function applyOrPass(ydoc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(ydoc, update);
  } catch {
    // The guard lets none through that is known to throw, and the room logs the others: one of them must not hide everybody's words.
  }
}

/** What the list of documents shows: the text of the first title; '' when there is none. */
export function titleOf(document: Node): string {
  let title = '';
  document.forEach((block) => {
    if (title === '' && block.type.name === 'title') title = block.textContent.trim();
  });
  return title;
}

/**
 * Reads a Y tree again and again at the cost of what changed: nodes of untouched elements are
 * kept, identical to the ones handed out before.
 */
export class Reader {
  readonly root: Y.XmlFragment;
  readonly schema: Schema;
  /** The node that each element, or stray text, is shown as. */
  private readonly nodes = new Map<Child, Node>();
  /** For an id that several live elements bear: all but the first made, with the id each is shown under. */
  private renamed = new Map<Y.XmlElement, string>();
  private idsChanged = true;

  constructor(root: Y.XmlFragment, schema: Schema) {
    this.root = root;
    this.schema = schema;
  }

  /** The whole document. Unchanged blocks are the very nodes of the last reading. */
  read(): Node {
    if (this.idsChanged) this.renameDuplicates();
    return this.schema.topNodeType.create(null, this.readBlocks(this.schema.topNodeType, this.root, 0));
  }

  /** The node that a type was last shown as, or null. */
  nodeOf(type: Child): Node | null {
    return this.nodes.get(type) ?? null;
  }

  /** Says that a type is shown as this node from now on (written by us, or rebuilt around a change). */
  keep(type: Child, node: Node): void {
    this.nodes.set(type, node);
  }

  /** Takes over the nodes of a rebuilt document as what its blocks are shown as, where they say the same. */
  keepChildren(container: Y.XmlFragment, node: Node): void {
    const children = orderedChildren(container);
    if (children.length !== node.childCount) return;
    children.forEach((child, index) => {
      const shown = node.child(index);
      const known = this.nodes.get(child);
      if (known === shown || known?.type !== shown.type) return;
      this.nodes.set(child, shown);
      if (child instanceof Y.XmlElement && !shown.isTextblock && !opaqueNodes.has(shown.type.name)) this.keepChildren(child, shown);
    });
  }

  /** Forgets what an event touched, up to the root. */
  forget(events: readonly Y.YEvent<Y.XmlElement | Y.XmlText>[]): void {
    for (const event of events) {
      if (event.keys.has('id') || cameOrWent(event)) this.idsChanged = true;
      let type: unknown = event.target;
      while (type instanceof Y.AbstractType) {
        if (type instanceof Y.XmlElement || type instanceof Y.XmlText) this.nodes.delete(type);
        type = type._item?.parent ?? null;
      }
    }
  }

  /** The id an element is shown under: its own, or for a duplicate one derived from its Yjs item id. */
  shownId(element: Y.XmlElement): string | null {
    const own: unknown = element.getAttribute('id');
    return this.renamed.get(element) ?? (typeof own === 'string' ? own : null);
  }

  /**
   * Gives each duplicate the id that it is shown under for its own (SPEC.md, IDS2): once its namesake
   * is deleted or made anew, nothing else would keep it under that id here and elsewhere alike.
   */
  storeRenamed(): void {
    for (const [element, id] of this.renamed) {
      const shown = this.nodes.get(element);
      if (element._item?.deleted !== false || shown === undefined || opaqueNodes.has(shown.type.name) || element.getAttribute('id') === id) continue;
      element.setAttribute('id', id);
      this.idsChanged = true;
    }
  }

  private readBlocks(parent: NodeType, container: Y.XmlFragment, depth: number): Node[] {
    return orderedChildren(container).map((child) => {
      const node = this.readElement(child, depth + 1);
      // A text among blocks, or a block in the wrong parent: shown, kept, not understood.
      return parent.contentMatch.matchType(node.type) === null ? this.opaque(child, 'opaque') : node;
    });
  }

  private readElement(child: Child, depth: number): Node {
    const known = this.nodes.get(child);
    if (known !== undefined) return known;
    // Blocks in blocks without end, sent a few at a time, would exhaust the stack of every reader.
    if (child instanceof Y.XmlText || depth > maxNesting) return this.opaque(child, 'opaque');
    const type = this.schema.nodes[child.nodeName];
    if (type === undefined || opaqueNodes.has(child.nodeName) || type === this.schema.topNodeType || type.isText) return this.opaque(child, 'opaque');
    const content = type.inlineContent ? this.readInline(type, child, depth) : this.readBlocks(type, child, depth);
    const node = type.create(this.attributes(type, child), content);
    this.nodes.set(child, node);
    return node;
  }

  private readInline(parent: NodeType, block: Y.XmlElement, depth: number): Node[] {
    const content: Node[] = [];
    for (const piece of inlinePieces(block)) {
      if (piece.kind === 'text') content.push(this.schema.text(piece.text, this.marks(parent, piece.format)));
      else if (piece.kind === 'element') {
        const node = this.readElement(piece.element, depth + 1);
        const shown = parent.contentMatch.matchType(node.type) === null ? this.opaque(piece.element, 'opaqueInline') : node;
        // A line break or a footnote within bold words is bold too: what is typed behind it goes on so.
        const marks = this.marks(parent, piece.format);
        content.push(Mark.sameSet(shown.marks, marks) ? shown : shown.mark(marks));
      } else content.push(this.nodeType('opaqueInline').create());
    }
    return content;
  }

  /** Known attributes whose value has the form of one; the others stay in Yjs unseen. */
  attributes(type: NodeType, element: Y.XmlElement): Attrs {
    const attrs: Record<string, unknown> = {};
    for (const [name, spec] of Object.entries(type.spec.attrs ?? {})) {
      attrs[name] = shownValue(type.name, name, element.getAttribute(name), spec.default);
    }
    if (hasId(type.name)) attrs.id = this.shownId(element);
    if ('suggested' in attrs) attrs.suggested = shownChanges(type, element);
    return attrs;
  }

  private marks(parent: NodeType, format: Format): readonly Mark[] {
    const marks: Mark[] = [];
    for (const [name, attrs] of Object.entries(format)) {
      const type = this.schema.marks[name];
      if (type === undefined || !parent.allowsMarkType(type) || typeof attrs !== 'object' || attrs === null) continue;
      const complete = Object.entries(type.spec.attrs ?? {}).every(([key, spec]) => {
        if (!(key in attrs)) return spec.default !== undefined;
        return typeof spec.validate !== 'string' || typeof (attrs as Attrs)[key] === spec.validate;
      });
      if (!complete) continue;
      const mark = type.create(attrs as Attrs);
      // Of words as of blocks (attributeForms.ts): what no version of ours wrote is no suggestion.
      const maker = makerOf(mark);
      if (maker === null || readSuggestionWord(suggestionWord(maker)) !== null) marks.push(mark);
    }
    return marks.sort((a, b) => (a.type.name < b.type.name ? -1 : 1)).reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), []);
  }

  private opaque(child: Child, name: 'opaque' | 'opaqueInline'): Node {
    const known = this.nodes.get(child);
    if (known !== undefined && known.type.name === name) return known;
    const node = this.nodeType(name).create({ name: child instanceof Y.XmlElement ? child.nodeName : 'text' });
    this.nodes.set(child, node);
    return node;
  }

  private nodeType(name: string): NodeType {
    const type = this.schema.nodes[name];
    if (type === undefined) throw new Error(`the schema has no node "${name}"`);
    return type;
  }

  /** The element made first keeps an id that several bear; the others are shown under one derived from their item id. */
  private renameDuplicates(): void {
    const owners = new Map<string, Y.XmlElement>();
    const renamed = new Map<Y.XmlElement, string>();
    const rename = (element: Y.XmlElement, id: string) => {
      const { client, clock } = itemId(element);
      renamed.set(element, derivedBlockId(`${id}:${client}:${clock}`));
    };
    const visit = (parent: Y.XmlFragment | Y.XmlElement, depth: number) => {
      for (const child of elementsIn(parent)) {
        const id: unknown = child.getAttribute('id');
        if (typeof id === 'string') {
          const owner = owners.get(id);
          if (owner === undefined) owners.set(id, child);
          else if (compareItems(child, owner) < 0) {
            rename(owner, id);
            owners.set(id, child);
          } else rename(child, id);
        }
        if (depth < maxNesting) visit(child, depth + 1);
      }
    };
    visit(this.root, 1);
    for (const element of new Set([...renamed.keys(), ...this.renamed.keys()])) {
      if (renamed.get(element) !== this.renamed.get(element)) this.forgetUpwards(element);
    }
    this.renamed = renamed;
    this.idsChanged = false;
  }

  private forgetUpwards(element: Y.XmlElement): void {
    let type: unknown = element;
    while (type instanceof Y.AbstractType) {
      if (type instanceof Y.XmlElement || type instanceof Y.XmlText) this.nodes.delete(type);
      type = type._item?.parent ?? null;
    }
  }
}

/** Whether blocks or footnotes came or went, and with them ids; letters bear none. */
function cameOrWent({ changes }: Y.YEvent<Y.XmlElement | Y.XmlText>): boolean {
  for (const items of [changes.added, changes.deleted]) for (const item of items) if (!(item.content instanceof Y.ContentString)) return true;
  return false;
}

function* elementsIn(parent: Y.XmlFragment | Y.XmlElement): Generator<Y.XmlElement> {
  for (let item = parent._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue;
    const type = item.content.type;
    if (type instanceof Y.XmlElement) yield type;
    else if (type instanceof Y.XmlText) {
      for (let inner = type._start; inner !== null; inner = inner.right) {
        if (!inner.deleted && inner.content instanceof Y.ContentType && inner.content.type instanceof Y.XmlElement) yield inner.content.type;
      }
    }
  }
}
