/**
 * Word puts no lists on the clipboard: a point is a paragraph with `mso-list:l0 level2 lfo1` in its
 * style and its bullet or number as text, marked `mso-list:Ignore`.
 */
export function isWordList(element: Element): boolean {
  return /mso-list:\s*l\d+\s+level\d+/i.test(element.getAttribute('style') ?? '') && !/mso-list:\s*none/i.test(element.getAttribute('style') ?? '');
}

/** Which list a point belongs to, how deep (0–3), and its words without the mark. */
export function wordListItem(element: Element, page: Document): { list: 'bullet' | 'ordered'; depth: number; content: Node } {
  const level = Number(/level(\d+)/i.exec(element.getAttribute('style') ?? '')?.[1] ?? 1);
  const copy = element.cloneNode(true) as Element; // a clone of an element is one
  const mark = [...copy.querySelectorAll('span')].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''));
  const sign = (mark?.textContent ?? '').trim();
  // The mark stands in spans that hold nothing else; Chrome keeps their shells.
  mark?.remove();
  const content = page.createElement('span');
  content.append(...copy.childNodes);
  return { list: /^(?:\d+|[a-zåäö]|[ivx]+)[.)]?$/i.test(sign) && sign !== 'o' ? 'ordered' : 'bullet', depth: Math.min(Math.max(level - 1, 0), 3), content };
}
