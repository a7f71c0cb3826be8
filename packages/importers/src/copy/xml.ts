import { type Element, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';

/** The root of a file of XML, or of HTML; null when it has none. */
export function rootOf(text: string, { isXml }: { readonly isXml: boolean }): Element | null {
  const { children } = parseDocument(text, isXml ? { xmlMode: true } : {});
  return children.findLast(isTag) ?? null;
}

export const elementsOf = (parent: Element): readonly Element[] => parent.children.filter(isTag);
export const childOf = (parent: Element | null, name: string) => (parent === null ? null : (elementsOf(parent).find((child) => child.name === name) ?? null));

/** The element at a path of names below another; null where there is none. */
export const elementAt = (parent: Element | null, ...path: readonly string[]) => path.reduce<Element | null>(childOf, parent);

/** Every element of these names, in order, without looking into one that is found. */
export function findAll(parent: Element, ...names: readonly string[]): readonly Element[] {
  return elementsOf(parent).flatMap((child) => (names.includes(child.name) ? [child] : findAll(child, ...names)));
}

/** All text in an element. */
export const textIn = (element: Element): string => element.children.map((child) => (isText(child) ? child.data : isTag(child) ? textIn(child) : '')).join('');

export { type Element, isTag, isText };
