/**
 * An address as other programs take it (RFC 3986): with what no address holds written by its number, which browsers let pass and Word and
 * OpenDocument do not. Null for what is none.
 *
 *     addressOf('https://example.org/å b#c#d') // 'https://example.org/%C3%A5%20b#c%23d'
 */
export function addressOf(href: string): string | null {
  // URL.parse came with Safari 18 and Chrome 126; Word copies are made in older browsers too.
  if (!URL.canParse(href)) return null;
  const address = new URL(href);
  const { pathname, search, hash } = address;
  const behind = `${pathname}${search}${hash}`;
  const before = address.href.slice(0, address.href.length - behind.length);
  return `${before}${plain(pathname)}${plain(search)}${hash.slice(0, 1)}${plain(hash.slice(1)).replaceAll('#', '%23')}`;
}

const plain = (part: string) => part.replace(/%(?![\dA-F]{2})/giu, '%25').replace(/[[\]"<>\\^`{|}]/gu, encodeURIComponent);
