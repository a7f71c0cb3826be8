/** One page as a picture: an SVG that holds all it needs. `number` is from 1, the size in points of 1/72 inch. */
export type PagePicture = { readonly number: number; readonly widthPt: number; readonly heightPt: number; readonly svg: string };

/**
 * The pages out of the one picture that Typst draws of a whole document, below each other. A page is cut out, with the letters
 * that it has, when it is asked for: the whole is 22 MB for sixty pages, and a page of it 375 kB, of which a third is left here.
 */
export class Drawing {
  /** In UTF-16 units, of what is held. */
  readonly length: number;
  readonly total: number;
  readonly #size: { readonly widthPt: number; readonly heightPt: number };
  readonly #pages: readonly string[];
  readonly #letters: ReadonlyMap<string, { readonly name: string; readonly symbol: string }>;
  readonly #otherParts: string;

  /** Throws an Error when the picture is not made as we know it, or holds what no page of ours has. */
  constructor(svg: string, total: number) {
    const [, width, height] = /^<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"/u.exec(svg) ?? [];
    const partsAt = svg.indexOf('\n    <defs');
    this.#pages = pagesIn(svg, partsAt);
    if (width === undefined || this.#pages.length !== total) throw new Error(`A picture of ${total} pages was made in another way`);
    this.length = svg.length;
    this.total = total;
    this.#size = { widthPt: Number(width), heightPt: Number(height) / total };
    const parts = partsAt === -1 ? '' : svg.slice(partsAt, svg.lastIndexOf('</svg>'));
    const letters = new Map<string, { readonly name: string; readonly symbol: string }>();
    this.#otherParts = onOneLine(
      parts.replace(/<symbol id="(g[0-9A-F]+)" overflow="visible">(.*?)<\/symbol>/gsu, (_all, id: string, shape: string) => {
        const name = `l${letters.size.toString(36)}`;
        letters.set(id, { name, symbol: `<symbol id="${name}" overflow="visible">${rounded(onOneLine(shape))}</symbol>` });
        return '';
      }),
    );
    this.#letters = letters;
  }

  /** null for a page that is not there. */
  page(number: number): PagePicture | null {
    const drawn = this.#pages[number - 1];
    if (drawn === undefined) return null;
    const used = new Map<string, string>();
    const content = onOneLine(drawn)
      .replace(linkArea, '')
      .replace(
        /<use xlink:href="#(g[0-9A-F]+)" x="([^"]*)" y="([^"]*)" fill="([^"]*)" fill-rule="nonzero"\/>/gu,
        (_all, id: string, x: string, y: string, fill: string) => {
          const letter = this.#letters.get(id);
          if (letter === undefined) throw new Error('A letter was not drawn');
          used.set(letter.name, letter.symbol);
          return `<use href="#${letter.name}" x="${short(x)}"${Number(y) === 0 ? '' : ` y="${short(y)}"`}${fill === '#000000' ? '' : ` fill="${fill}"`}/>`;
        },
      );
    const { widthPt, heightPt } = this.#size;
    const top = heightPt * (number - 1);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${widthPt}pt" height="${heightPt}pt" viewBox="0 ${top} ${widthPt} ${heightPt}"><rect y="${top}" width="${widthPt}" height="${heightPt}" fill="#fff"/><defs>${[...used.values()].join('')}</defs>${this.#otherParts}${content}</svg>`;
    const strange = strangeIn(svg);
    if (strange !== null) throw new Error(`A picture of a page holds <${strange}>`);
    return { number, widthPt, heightPt, svg };
  }
}

/** Each page is a group of its own, by how deep it stands: what is in it stands deeper. */
function pagesIn(svg: string, end: number): readonly string[] {
  const pages: string[] = [];
  const stop = end === -1 ? svg.length : end;
  for (let from = svg.indexOf('\n    <g'); from !== -1 && from < stop; from = svg.indexOf('\n    <g', from + 1)) {
    const close = svg.indexOf('\n    </g>', from);
    if (close === -1) break;
    pages.push(svg.slice(from, close + '\n    </g>'.length));
  }
  return pages;
}

const onOneLine = (xml: string) => xml.replace(/\n */gu, '');

/** Where a link can be pressed, which is nothing to see: a picture leads nowhere. */
const linkArea = /<a (?:"[^"]*"|[^">])*><rect (?:"[^"]*"|[^">])*\/><\/a>/gu;

/** A thousandth of a point is nothing to see either. */
const short = (number: string) => String(Math.round(Number(number) * 1_000) / 1_000);
const rounded = (xml: string) => xml.replace(/-?\d+\.\d{4,}/gu, short);

/** What pages are drawn with. Nothing of it runs, and nothing is fetched but what is in the picture itself. */
const known: ReadonlySet<string> = new Set(['svg', 'g', 'path', 'rect', 'use', 'symbol', 'defs', 'image', 'clipPath']);

/** The first element that no page of ours has, or that fetches something; null for none. */
function strangeIn(svg: string): string | null {
  for (const [, name = '', attributes = ''] of svg.matchAll(/<([^\s/>]+)((?:"[^"]*"|[^">])*)>/gu)) {
    if (name === 'path' || name === 'use') continue;
    if (!known.has(name) || (name === 'image' && !/ xlink:href="data:image\/(?:png|jpeg);base64,/u.test(attributes))) return name;
  }
  return null;
}
