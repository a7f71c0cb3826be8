import { escaped } from '../paper/xmlText.ts';

/** An element; attributes that are null are left out, and so are children that are null. */
export type Xml = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | null>>;
  readonly children: readonly (Xml | string)[];
};

export const xml = (name: string, attributes: Xml['attributes'] = {}, ...children: readonly (Xml | string | null)[]): Xml => ({
  name,
  attributes,
  children: children.filter((child) => child !== null),
});

/** An element of words alone; null where there are none. */
export const words = (name: string, text: string | null, attributes: Xml['attributes'] = {}): Xml | null =>
  text === null || text === '' ? null : xml(name, attributes, text);

/** The whole file. Elements that hold elements stand on lines of their own. */
export const xmlFile = (root: Xml): Uint8Array => new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`);

function written({ name, attributes, children }: Xml, indent: string): string {
  const given = Object.entries(attributes).flatMap(([attribute, value]) => (value === null ? [] : [` ${attribute}="${escaped(String(value))}"`]));
  const tag = `${name}${given.join('')}`;
  if (children.length === 0) return `${indent}<${tag}/>`;
  if (children.some((child) => typeof child === 'string')) {
    return `${indent}<${tag}>${children.map((child) => (typeof child === 'string' ? escaped(child) : written(child, ''))).join('')}</${name}>`;
  }
  return `${indent}<${tag}>\n${children.map((child) => written(child as Xml, `${indent}  `)).join('\n')}\n${indent}</${name}>`;
}
