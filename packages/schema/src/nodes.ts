import type { AttributeSpec, DOMOutputSpec, MarkSpec, Node, NodeSpec } from 'prosemirror-model';

/**
 * What a document may contain, said once. The stored schema is permissive on purpose (SPEC.md,
 * DOC2): two edits that are each valid must merge to a valid document, so content is `*` and
 * order is free. What a motion ought to look like is told by checks.
 *
 * Node and attribute names are stored inside every document. Within an epoch they may be added
 * to, never changed (SPEC.md, DOC7).
 */
export type YrkaNodeSpec = NodeSpec & {
  /** Its children are ordered by a hidden key, so that a move loses nothing (SPEC.md, ORD1). */
  readonly keyed?: true;
};

type Attributes = Record<string, AttributeSpec>;

/**
 * Every block bears an id, and what is suggested of it (SPEC.md, SUG2): that it be added, and that
 * it be taken away, each null or a `suggestionWord`; and what else it would be, null or a list of
 * `SuggestedChange`.
 */
const identified: Attributes = { id: { default: null }, inserted: { default: null }, deleted: { default: null }, suggested: { default: null } };
const attribute = (value: unknown): AttributeSpec => ({ default: value });

/** Reads `data-*` back into attributes; the names are kebab-cased by the DOM itself. */
function dataAttributes(node: Node): Record<string, string> {
  const data: Record<string, string> = {};
  for (const [name, value] of Object.entries(node.attrs)) {
    if (value === null) continue;
    data[`data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return data;
}

function attributesFromDom(dom: HTMLElement, attrs: Attributes): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(attrs)) {
    const value = dom.dataset[name];
    // What is pasted is no suggestion of anybody's, wherever it was copied.
    if (value === undefined || suggestionAttributes.has(name)) continue;
    read[name] = typeof spec.default === 'string' || isText(name, spec) ? value : parseJson(value);
  }
  return read;
}

/** The attributes of a block that say what is suggested of it. */
export const suggestionAttributes: ReadonlySet<string> = new Set(['inserted', 'deleted', 'suggested']);

// Attributes whose default is null and whose values are words; every other null default holds JSON.
const textAttributes = new Set([
  'id',
  'personId',
  'party',
  'role',
  'heading',
  'list',
  'outcome',
  'rank',
  'targetId',
  'inFavourOf',
  'purpose',
  'level',
  'document',
  'answer',
  'writtenOver',
  'stage',
  'found',
  'yesFor',
  'noFor',
  'settledBy',
  'change',
]);
const isText = (name: string, spec: AttributeSpec) => spec.default === null && textAttributes.has(name);

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null; // pasted from elsewhere: an attribute that cannot be read is one that is not there
  }
}

function block(name: string, tag: string, spec: YrkaNodeSpec): YrkaNodeSpec {
  const attrs: Attributes = { ...identified, ...spec.attrs };
  return {
    ...spec,
    attrs,
    parseDOM: [{ tag: `[data-node="${name}"]`, getAttrs: (dom: HTMLElement) => attributesFromDom(dom, attrs) }, ...(spec.parseDOM ?? [])],
    toDOM: spec.toDOM ?? ((node): DOMOutputSpec => [tag, { 'data-node': name, ...dataAttributes(node) }, 0]),
  };
}

/** What a node may contain. Whatever else a merge or a newer program put there has a place, as an opaque atom. */
const blocksOf = (...names: readonly string[]) => `(${[...names, 'opaque'].join('|')})*`;
const plainText = '(text|opaqueInline)*';

const headingTags = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/**
 * A text block is one node: heading level, quotation and list are attributes, because Yjs cannot
 * rename or re-wrap an element without recreating it, which loses typing and anchors (DOC4).
 */
const paragraph = block('paragraph', 'p', {
  group: 'block',
  content: 'inline*',
  attrs: { level: attribute(0), quote: attribute(false), list: attribute(null), depth: attribute(0) },
  parseDOM: [{ tag: 'p' }, ...headingTags.map((tag, index) => ({ tag, attrs: { level: Math.min(index + 1, 3) } }))],
  toDOM: (node) => {
    const level = node.attrs.level as number;
    // The document's title is the only h1; level 1 in the text is an h2.
    const tag = level > 0 ? `h${Math.min(level + 1, 6)}` : 'p';
    return [tag, { 'data-node': 'paragraph', ...dataAttributes(node) }, 0];
  },
});
const keyedList = (name: string, items: readonly string[], attrs: Attributes = {}): YrkaNodeSpec =>
  block(name, 'div', { group: 'block', content: blocksOf(...items), keyed: true, attrs });
/** `li` where the line is an item of a list for who hears it, and says its number; the list has its role where it is drawn. */
const line = (name: string, attrs: Attributes = {}, tag: 'div' | 'li' = 'div'): YrkaNodeSpec => block(name, tag, { content: 'inline*', defining: true, attrs });
/**
 * What happened at the meeting. `writtenOver` marks the sentence that the structure gave when
 * somebody wrote other words: a digest of it, null while none are written (formal-text, SEN4).
 */
const event = (name: string, attrs: Attributes = {}): YrkaNodeSpec =>
  block(name, 'div', { group: 'block', content: 'block*', defining: true, isolating: true, attrs: { writtenOver: attribute(null), ...attrs } });
/** A written statement that a group handed in and that was picked into the minutes: its document and the version that was locked. */
const pickedIn: Attributes = { document: attribute(null), version: attribute(null) };

export const nodeSpecs = {
  doc: { content: 'block*' },

  title: block('title', 'h1', { group: 'block', content: plainText, marks: 'insertion deletion', defining: true }),
  paragraph,
  section: block('section', 'section', {
    group: 'block',
    content: 'block*',
    defining: true,
    isolating: true,
    // heading: null = the template's; '' = none of its own; else as it stood in the source.
    attrs: { part: attribute('other'), heading: attribute(null) },
  }),

  fieldList: block('fieldList', 'div', {
    group: 'block',
    content: blocksOf('field'),
    isolating: true,
    attrs: { kind: attribute('head'), level: attribute(null) },
  }),
  field: block('field', 'div', { group: 'block', content: 'inline*', defining: true, isolating: true, attrs: { name: attribute('date') } }),

  personList: keyedList('personList', ['person'], { role: attribute('by') }),
  // Content is the name as written; personId is null for one typed freely.
  person: block('person', 'div', {
    content: plainText,
    marks: 'insertion deletion',
    defining: true,
    attrs: { personId: attribute(null), party: attribute(null), role: attribute(null) },
  }),

  yrkandeList: keyedList('yrkandeList', ['attClause', 'yrkande']),
  // att: the word belongs to the block and is not part of its text (CLA1).
  attClause: line('attClause', { att: attribute(true) }, 'li'),
  yrkande: block('yrkande', 'div', {
    content: 'block*',
    defining: true,
    isolating: true,
    attrs: {
      kind: attribute('other'),
      rank: attribute(null),
      target: attribute('other'),
      targetId: attribute(null),
      // Stands in the working material and no longer in the minutes (KL 5:67, point 1).
      withdrawn: attribute(false),
      writtenOver: attribute(null),
      ...pickedIn,
    },
  }),

  decisionList: keyedList('decisionList', ['decisionPoint']),
  // answers: ClauseReference[]; a small choice that one person makes at a time.
  decisionPoint: line('decisionPoint', { att: attribute(false), outcome: attribute(null), answers: attribute([]), writtenOver: attribute(null) }),

  deliberation: event('deliberation'),
  // The chair puts alternatives against each other and finds one carried; `puts` and `found` are alternativeWords.
  acclamation: event('acclamation', { stage: attribute(null), puts: attribute([]), found: attribute(null) }),
  // yesFor, noFor: the alternativeWord of what each answer is a vote for; what it means in words is in the fields.
  vote: event('vote', {
    yes: attribute(null),
    no: attribute(null),
    abstain: attribute(null),
    absent: attribute(null),
    stage: attribute(null),
    yesFor: attribute(null),
    noFor: attribute(null),
    settledBy: attribute(null),
  }),
  castVoteList: keyedList('castVoteList', ['castVote']),
  castVote: block('castVote', 'div', {
    content: plainText,
    marks: 'insertion deletion',
    defining: true,
    attrs: { personId: attribute(null), party: attribute(null), answer: attribute(null) },
  }),
  reservation: event('reservation', { inFavourOf: attribute(null), form: attribute('oral'), ...pickedIn }),
  separateStatement: event('separateStatement', pickedIn),
  minutesNote: event('minutesNote'),
  // Who serves instead stands in a personList for substitutes, here and in the two that follow.
  conflictOfInterest: event('conflictOfInterest'),
  notParticipating: event('notParticipating'),
  attendanceChange: event('attendanceChange', { change: attribute('leaves') }),

  recipientList: keyedList('recipientList', ['recipient']),
  recipient: line('recipient', { purpose: attribute(null) }),
  attachmentList: keyedList('attachmentList', ['attachment']),
  attachment: line('attachment', {}, 'li'),
  decisionBasisList: keyedList('decisionBasisList', ['decisionBasis']),
  decisionBasis: line('decisionBasis', { document: attribute(null), version: attribute(null) }, 'li'),

  // Rows may be ragged: two people who each add a column or a row must merge to a table.
  table: block('table', 'table', {
    group: 'block',
    content: blocksOf('tableRow'),
    isolating: true,
    attrs: { kind: attribute('plain') },
    parseDOM: [{ tag: 'table' }],
    toDOM: (node) => ['table', { 'data-node': 'table', ...dataAttributes(node) }, ['tbody', 0]],
  }),
  tableRow: block('tableRow', 'tr', { content: blocksOf('tableCell'), parseDOM: [{ tag: 'tr' }] }),
  tableCell: block('tableCell', 'td', {
    content: 'inline*',
    isolating: true,
    attrs: { header: attribute(false) },
    parseDOM: [{ tag: 'td' }, { tag: 'th', attrs: { header: true } }],
    toDOM: (node) => [node.attrs.header ? 'th' : 'td', { 'data-node': 'tableCell', ...dataAttributes(node) }, 0],
  }),

  /** Shown in place of what this program does not know or finds in the wrong place; never stored (DOC5). */
  opaque: {
    group: 'block',
    atom: true,
    attrs: { name: attribute('') },
    toDOM: (node) => ['div', { 'data-node': 'opaque', 'data-name': node.attrs.name as string }],
  },

  text: { group: 'inline' },
  hardBreak: { group: 'inline', inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'], leafText: () => '\n' },
  footnote: {
    group: 'inline',
    inline: true,
    content: plainText,
    marks: '',
    attrs: identified,
    parseDOM: [{ tag: 'span[data-node="footnote"]', getAttrs: (dom: HTMLElement) => attributesFromDom(dom, identified) }],
    toDOM: (node) => ['span', { 'data-node': 'footnote', ...dataAttributes(node) }, 0],
  },
  opaqueInline: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { name: attribute('') },
    toDOM: (node) => ['span', { 'data-node': 'opaqueInline', 'data-name': node.attrs.name as string }],
  },
} satisfies Record<string, YrkaNodeSpec>;

export type NodeName = keyof typeof nodeSpecs;

function suggestionMark(tag: 'ins' | 'del'): MarkSpec {
  return {
    attrs: { id: { validate: 'string' }, by: { validate: 'string' } },
    // Whoever writes on behind a suggestion writes no more of it, unless they suggest too.
    inclusive: false,
    toDOM: (mark) => [tag, { 'data-suggestion': String(mark.attrs.id), 'data-by': String(mark.attrs.by) }, 0],
  };
}

export const markSpecs = {
  strong: {
    parseDOM: [
      { tag: 'strong' },
      { tag: 'b', getAttrs: (dom: HTMLElement) => dom.style.fontWeight !== 'normal' && null },
      { style: 'font-weight', getAttrs: (value: string) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
    ],
    toDOM: () => ['strong', 0],
  },
  emphasis: { parseDOM: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }], toDOM: () => ['em', 0] },
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{ tag: 'a[href]', getAttrs: (dom: HTMLElement) => (isSafeHref(dom.getAttribute('href')) ? { href: dom.getAttribute('href') } : false) }],
    toDOM: (mark) => ['a', { href: isSafeHref(mark.attrs.href) ? mark.attrs.href : null, rel: 'noopener noreferrer nofollow' }, 0],
  },
  // Words that somebody suggests be added, or taken away: which suggestion, and whose (SPEC.md, SUG1).
  // Not read from HTML: what is pasted is no suggestion of anybody's.
  insertion: suggestionMark('ins'),
  deletion: suggestionMark('del'),
} satisfies Record<string, MarkSpec>;

export type MarkName = keyof typeof markSpecs;

/** Whether a link may be followed: web, mail and telephone addresses only, so that no script hides in one. */
export function isSafeHref(href: unknown): href is string {
  return typeof href === 'string' && href.length <= 2_000 && /^(https?:\/\/|mailto:|tel:)/i.test(href);
}
