import { escaped } from '../paper/xmlText.ts';

/** A reference to an element of the file stands as that element until the ids are given. */
export type AttributeValue = string | number | Element | readonly (string | Element)[] | null;
export type Content = Element | string;

/** An element of the file. `block` is the id of the block that it is, null for none. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly children: readonly Content[];
  readonly block: string | null;
};

export const element = (name: string, attributes: Element['attributes'] = {}, ...children: readonly Content[]): Element => ({
  name,
  attributes,
  children,
  block: null,
});

/** The same element, which is this block. */
export const ofBlock = (id: unknown, given: Element): Element => (typeof id === 'string' && /^\S{1,64}$/u.test(id) ? { ...given, block: id } : given);

/** Elements that hold no words of their own: what is in them stands on lines of its own. */
const holders = new Set([
  ...['akomaNtoso', 'doc', 'statement', 'debateReport', 'meta', 'identification', 'FRBRWork', 'FRBRExpression', 'FRBRManifestation', 'lifecycle', 'workflow'],
  ...['analysis', 'parliamentary', 'voting', 'otherAnalysis', 'references', 'preface', 'mainBody', 'conclusions', 'hcontainer', 'section', 'content', 'intro'],
  ...['debateSection', 'rollCall', 'resolutions', 'blockContainer', 'blockList', 'item', 'table', 'tr', 'container', 'yrka:decisionPoint'],
]);

export type Ids = ReadonlyMap<Element, { readonly eId: string; readonly wId: string | null }>;

/** The element as XML; null attributes are left out, and so are references to what is not in the file. */
export function xmlOf(content: Content, ids: Ids): string {
  if (typeof content === 'string') return escaped(content);
  const own = ids.get(content);
  const given = { ...(own === undefined ? {} : { eId: own.eId, wId: own.wId }), ...content.attributes };
  const attributes = Object.entries(given)
    .map(([name, value]) => [name, valueOf(value, ids)] as const)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${escaped(value)}"`]))
    .join('');
  if (content.children.length === 0) return `<${content.name}${attributes}/>`;
  const line = holders.has(content.name) ? '\n' : '';
  return `<${content.name}${attributes}>${line}${content.children.map((child) => `${xmlOf(child, ids)}${line}`).join('')}</${content.name}>`;
}

function valueOf(value: AttributeValue, ids: Ids): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const references = 'name' in value ? [value] : value;
  const found = references.flatMap((one) => {
    if (typeof one === 'string') return [one];
    const id = ids.get(one)?.eId;
    return id === undefined ? [] : [`#${id}`];
  });
  return found.length === 0 ? null : found.join(' ');
}
