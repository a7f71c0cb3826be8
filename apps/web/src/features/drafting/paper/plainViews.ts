import type { Node, NodeType } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView, NodeView, NodeViewConstructor } from '@tiptap/pm/view';
import { heardItems, type InsertableId, insertBlock } from '@yrka/editor';
import {
  type DocumentKind,
  type FieldName,
  type MunicipalityTemplate,
  type PersonListRole,
  type RecipientPurpose,
  recipientPurposes,
  sectionHeading,
  type VoteAnswer,
  voteAnswers,
} from '@yrka/schema';
import { isBlankPart } from './blankPart.ts';

/** What these views say; the page passes it from its catalogue. */
export type PlainViewWords = {
  readonly field: (name: FieldName) => string;
  readonly personList: (role: PersonListRole) => string;
  readonly addPerson: (role: PersonListRole) => string;
  /** On the button that adds an item to a list or a block to a part. */
  readonly add: (what: string) => string;
  /** What such a button is called for those who do not see its plus, where its words are but the name of what it adds. */
  readonly adds: (words: string) => string;
  readonly purposeLabel: string;
  readonly purpose: (purpose: RecipientPurpose | 'none') => string;
  readonly answerLabel: string;
  readonly answer: (answer: VoteAnswer | 'none') => string;
  readonly votesHeading: string;
  readonly opaque: string;
  /** On the button that proposes in which order the chair may put what was moved. */
  readonly order: string;
};

export type PlainViewOptions = {
  readonly kind: DocumentKind;
  readonly template: MunicipalityTemplate;
  readonly words: PlainViewWords;
  /** Opens that proposal; null while nobody may write. */
  readonly proposeOrder: { readonly current: (() => void) | null };
};

/**
 * Views without React, for what stands in a document many times or is nothing but text with a
 * label: a key press in them costs what it costs in bare ProseMirror.
 */
export function plainViews(options: PlainViewOptions): Plugin {
  const list =
    (item: (list: Node) => string, heading = ''): NodeViewConstructor =>
    (node, view, getPos) =>
      new ListView(node, view, getPos, item(node), heading, options);
  const clause = options.template.clausesBeginWithAtt ? 'attClause' : 'clause';
  return new Plugin({
    props: {
      nodeViews: {
        section: (node, view, getPos) => new SectionView(node, view, getPos, options),
        field: (node) => new FieldView(node, options),
        personList: (node, view, getPos) => new PersonListView(node, view, getPos, options),
        // What is moved in words of its own has its clauses in a list within the yrkande.
        yrkandeList: list((moved) => (options.kind === 'minutesItem' && moved.firstChild?.type.name !== 'attClause' ? 'yrkande' : clause)),
        decisionList: list(() => 'decisionPoint'),
        recipientList: list(() => 'recipient'),
        attachmentList: list(() => 'attachment'),
        decisionBasisList: list(() => 'decisionBasis'),
        castVoteList: list(() => 'castVote', options.words.votesHeading),
        recipient: (node, view, getPos) =>
          new LineWithChoiceView(
            node,
            view,
            getPos,
            'purpose',
            options.words.purposeLabel,
            (['none', ...recipientPurposes] as const).map((value) => ({ value, label: options.words.purpose(value) })),
          ),
        castVote: (node, view, getPos) =>
          new LineWithChoiceView(
            node,
            view,
            getPos,
            'answer',
            options.words.answerLabel,
            (['none', ...voteAnswers] as const).map((value) => ({ value, label: options.words.answer(value) })),
          ),
        opaque: () => opaqueView(options),
      },
    },
  });
}

/** The parts whose events a button under the heading begins; there one has nowhere to write until there is one. */
const partEvents: Readonly<Partial<Record<string, InsertableId>>> = {
  reservations: 'reservation',
  separateStatements: 'separateStatement',
  minutesNotes: 'minutesNote',
  conflictOfInterest: 'conflictOfInterest',
  notParticipating: 'notParticipating',
  beslutsgang: 'acclamation',
  vote: 'vote',
};

class SectionView implements NodeView {
  readonly dom = element('section', 'section');
  readonly contentDOM = element('div', null);
  private readonly head = element('div', null);
  private readonly heading = element('h2', null);
  private readonly options: PlainViewOptions;
  private node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, options: PlainViewOptions) {
    this.options = options;
    this.node = node;
    this.head.contentEditable = 'false';
    this.head.className = 'yrka-section__head';
    this.heading.className = 'yrka-section__heading';
    this.contentDOM.className = 'yrka-section__content';
    this.head.append(this.heading);
    this.dom.append(this.head, this.contentDOM);
    const event = partEvents[node.attrs.part as string];
    if (event !== undefined && view.editable)
      this.head.append(addButton(options.words.add(event), () => this.begin(view, getPos(), event), options.words.adds));
    if (node.attrs.part === 'beslutsgang' && view.editable) {
      const order = addButton(options.words.order, () => options.proposeOrder.current?.());
      order.classList.add('yrka-add--act');
      this.head.append(order);
    }
    if (view.editable) {
      const text = addButton(options.words.add('paragraph'), () => this.begin(view, getPos(), 'text'), options.words.adds);
      text.classList.add('yrka-add--text');
      this.dom.append(text);
    }
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== 'section') return false;
    this.node = node;
    const { part, heading } = node.attrs as { part: string; heading: string | null };
    const words = sectionHeading(this.options.template, this.options.kind, { part, heading });
    writeAttributes(this.dom, node);
    this.dom.dataset.empty = String(node.childCount === 0);
    this.dom.dataset.blank = String(isBlankPart(node));
    if (this.heading.textContent !== words) this.heading.textContent = words;
    this.heading.hidden = words === '';
    return true;
  }

  /** At the end of the part, which may have nothing in it where the caret could stand. */
  private begin(view: EditorView, at: number | undefined, what: InsertableId): void {
    if (at === undefined) return;
    const { tr, schema } = view.state;
    const end = at + this.node.nodeSize - 1;
    if (this.node.childCount === 0 && schema.nodes.paragraph !== undefined) tr.insert(end, schema.nodes.paragraph.create());
    view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(end)), -1)));
    view.focus();
    if (what !== 'text') insertBlock(what)(view.state, view.dispatch);
  }

  ignoreMutation(mutation: { readonly target: globalThis.Node; readonly type: string }): boolean {
    return outside(this.contentDOM, mutation);
  }

  stopEvent(event: Event): boolean {
    return isOnButton(event);
  }
}

/** What was read in or typed with a label of its own: "§ 12", "Dnr KS-2024-00219". */
const ownLabel = /^(?:§|(?:dnr|diarienummer|ärendenummer)\b)/iu;

class FieldView implements NodeView {
  readonly dom = element('div', 'field');
  readonly contentDOM = element('div', null);
  private readonly label = element('span', null);
  private readonly options: PlainViewOptions;

  constructor(node: Node, options: PlainViewOptions) {
    this.options = options;
    this.label.contentEditable = 'false';
    this.label.className = 'yrka-field__label';
    this.contentDOM.className = 'yrka-field__content';
    this.dom.append(this.label, this.contentDOM);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== 'field') return false;
    const words = this.options.words.field(node.attrs.name as FieldName);
    writeAttributes(this.dom, node);
    if (this.label.textContent !== words) this.label.textContent = words;
    this.dom.dataset.empty = String(node.content.size === 0);
    this.dom.toggleAttribute('data-own-label', ownLabel.test(node.textContent.trim()));
    // Names and numbers are not Swedish words: a red line under every diarienummer says nothing.
    this.contentDOM.spellcheck = !['diarienummer', 'responsibleOfficer', 'date', 'paragraphNumber', 'place'].includes(node.attrs.name as string);
    return true;
  }

  ignoreMutation(mutation: { readonly target: globalThis.Node; readonly type: string }): boolean {
    return outside(this.contentDOM, mutation);
  }
}

/** A keyed list with a button under it that adds one more. */
class ListView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM = element('div', null);
  private readonly nodeName: string;
  private node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, item: string, heading: string, options: PlainViewOptions) {
    this.node = node;
    this.nodeName = node.type.name;
    this.dom = element('div', this.nodeName);
    this.contentDOM.className = 'yrka-list__items';
    if (heading !== '') {
      const label = element('div', null);
      label.className = 'yrka-list__label';
      label.contentEditable = 'false';
      label.textContent = heading;
      this.dom.append(label);
    }
    this.dom.append(this.contentDOM);
    if (view.editable) {
      const adds = sayingNew.has(item) ? undefined : options.words.adds;
      this.dom.append(addButton(options.words.add(item), () => addItem(view, getPos(), this.node, item, options), adds));
    }
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== this.nodeName) return false;
    this.node = node;
    writeAttributes(this.dom, node);
    this.dom.dataset.empty = String(node.childCount === 0);
    if (isListOfLines(node)) this.contentDOM.setAttribute('role', 'list');
    else this.contentDOM.removeAttribute('role');
    return true;
  }

  ignoreMutation(mutation: { readonly target: globalThis.Node; readonly type: string }): boolean {
    return outside(this.contentDOM, mutation);
  }

  stopEvent(event: Event): boolean {
    return isOnButton(event);
  }
}

const isListOfLines = (list: Node) => list.childCount > 0 && list.children.every((child) => heardItems.has(child.type.name));

/** What is added by a button whose words say so themselves: "Ny att-sats". */
const sayingNew: ReadonlySet<string> = new Set(['attClause', 'clause', 'yrkande', 'decisionPoint']);

class PersonListView implements NodeView {
  readonly dom = element('div', 'personList');
  readonly contentDOM = element('div', null);
  private readonly label = element('span', null);
  private readonly options: PlainViewOptions;
  private node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, options: PlainViewOptions) {
    this.options = options;
    this.node = node;
    this.label.contentEditable = 'false';
    this.label.className = 'yrka-people__label';
    this.contentDOM.className = 'yrka-people__names';
    // Names are not Swedish words.
    this.contentDOM.spellcheck = false;
    this.dom.append(this.label, this.contentDOM);
    if (view.editable) {
      this.dom.append(
        addButton(options.words.addPerson(node.attrs.role as PersonListRole), () => addItem(view, getPos(), this.node, 'person', options), options.words.adds),
      );
    }
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== 'personList') return false;
    this.node = node;
    const words = this.options.words.personList(node.attrs.role as PersonListRole);
    writeAttributes(this.dom, node);
    this.dom.dataset.empty = String(node.childCount === 0);
    if (this.label.textContent !== words) this.label.textContent = words;
    return true;
  }

  ignoreMutation(mutation: { readonly target: globalThis.Node; readonly type: string }): boolean {
    return outside(this.contentDOM, mutation);
  }

  stopEvent(event: Event): boolean {
    return isOnButton(event);
  }
}

let linesDrawn = 0;

/** One line of text and a small choice after it: why a decision is sent somewhere, how somebody voted. */
class LineWithChoiceView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM = element('div', null);
  private readonly choice = document.createElement('select');
  private readonly nodeName: string;
  private readonly attribute: string;

  constructor(
    node: Node,
    view: EditorView,
    getPos: () => number | undefined,
    attribute: string,
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ) {
    this.nodeName = node.type.name;
    this.attribute = attribute;
    this.dom = element('div', this.nodeName);
    this.dom.setAttribute('role', 'listitem');
    this.contentDOM.className = 'yrka-line__words';
    this.choice.className = 'yrka-choice';
    this.choice.contentEditable = 'false';
    this.choice.setAttribute('aria-label', label);
    // Whose it is stands before it, where Tab does not come.
    this.contentDOM.id = `yrka-line-${linesDrawn++}`;
    this.choice.setAttribute('aria-describedby', this.contentDOM.id);
    this.choice.append(...options.map((option) => new Option(option.label, option.value)));
    this.choice.addEventListener('change', () => {
      const at = getPos();
      if (at !== undefined) view.dispatch(view.state.tr.setNodeAttribute(at, attribute, this.choice.value === 'none' ? null : this.choice.value));
    });
    this.dom.append(this.contentDOM, this.choice);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== this.nodeName) return false;
    writeAttributes(this.dom, node);
    // The party is printed after the name, which is in here.
    const party = node.attrs.party as string | null | undefined;
    if (party) this.contentDOM.dataset.party = party;
    else delete this.contentDOM.dataset.party;
    this.choice.value = (node.attrs[this.attribute] as string | null) ?? 'none';
    this.choice.style.setProperty('--letters', String(this.choice.selectedOptions[0]?.label.length ?? 0));
    this.choice.dataset.missing = String(node.attrs[this.attribute] === null);
    return true;
  }

  ignoreMutation(mutation: { readonly target: globalThis.Node; readonly type: string }): boolean {
    return outside(this.contentDOM, mutation);
  }

  stopEvent(event: Event): boolean {
    return event.target === this.choice;
  }
}

function opaqueView({ words }: PlainViewOptions): NodeView {
  const dom = element('div', 'opaque');
  dom.textContent = words.opaque;
  return { dom };
}

/** Puts one more at the end of a list and the caret in it. An empty one that is already there is used first. */
function addItem(view: EditorView, at: number | undefined, list: Node, name: string, options: PlainViewOptions): void {
  if (at === undefined) return;
  const { tr, schema } = view.state;
  const last = list.lastChild;
  const end = at + list.nodeSize - 1;
  if (last?.isTextblock && last.content.size === 0) {
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end - 1)).scrollIntoView());
  } else {
    const item = newItem(schema.nodes[name === 'clause' ? 'attClause' : name], last, options);
    if (item === null) return;
    tr.insert(end, item);
    view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1), 1)).scrollIntoView());
  }
  view.focus();
}

function newItem(type: NodeType | undefined, last: Node | null, { template }: PlainViewOptions): Node | null {
  if (type === undefined) return null;
  const { personList, person, paragraph } = type.schema.nodes;
  switch (type.name) {
    case 'yrkande':
      return personList === undefined || person === undefined || paragraph === undefined
        ? null
        : type.create(null, [personList.create({ role: 'by' }, person.create()), paragraph.create()]);
    // The next one is written as the one before it.
    case 'attClause':
      return type.create({ att: last?.type === type ? (last.attrs.att as boolean) : template.clausesBeginWithAtt });
    case 'decisionPoint':
      return type.create({ att: last?.type === type ? (last.attrs.att as boolean) : template.decisionsBeginWithAtt });
    default:
      return type.create();
  }
}

function addButton(label: string, act: () => void, named?: (words: string) => string): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.contentEditable = 'false';
  button.className = 'yrka-add';
  button.textContent = label;
  if (named !== undefined) button.setAttribute('aria-label', named(label));
  // The caret stays where it is until the button has done its work.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', act);
  return button;
}

function element(tag: string, node: string | null): HTMLElement {
  const made = document.createElement(tag);
  if (node !== null) made.dataset.node = node;
  return made;
}

/** The same `data-*` as the schema writes, so that one style sheet serves both. */
function writeAttributes(dom: HTMLElement, node: Node): void {
  for (const [name, value] of Object.entries(node.attrs)) {
    if (value === null) delete dom.dataset[name];
    else dom.dataset[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
}

function outside(contentDOM: HTMLElement, { target, type }: { readonly target: globalThis.Node; readonly type: string }): boolean {
  return type !== 'selection' && !contentDOM.contains(target);
}

function isOnButton(event: Event): boolean {
  return event.target instanceof Element && event.target.closest('.yrka-add') !== null;
}
