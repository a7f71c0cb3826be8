/** What can stand at the foot of a document's first page: how the municipality is reached, and its number in the register of organisations. */
export const footerNames = ['postalAddress', 'visitingAddress', 'telephone', 'email', 'web', 'organisationNumber'] as const;
export type FooterName = (typeof footerNames)[number];

export type FooterLine = { readonly name: FooterName; readonly text: string };

/** What they are called on paper, where each stands before its words. */
export const footerLabels: Readonly<Record<FooterName, string>> = {
  postalAddress: 'Postadress',
  visitingAddress: 'Besöksadress',
  telephone: 'Telefon',
  email: 'E-post',
  web: 'Webbplats',
  organisationNumber: 'Organisationsnummer',
};

/** PDF/A-2a for the archive, PDF/A-3a for one that takes a file within the file, PDF/UA-1 for the web: a file is one of them. */
export const pdfStandards = ['a-2a', 'a-3a', 'ua-1'] as const;

/** How a municipality's paper looks beside its words. */
export type PaperLook = {
  /** The colour of headings and of the rule, as in "#1f5c6b"; null for that of the text. */
  readonly accent: string | null;
  /** A rule below the head of the first page. */
  readonly headRule: boolean;
  /** In the order in which it stands; [] for nothing. */
  readonly footer: readonly FooterLine[];
  /** Numbers beside the lines, where nothing else is asked for. */
  readonly lineNumbers: boolean;
  /** What a PDF is, where nothing else is asked for. */
  readonly pdfStandard: (typeof pdfStandards)[number];
};

/** How papers looked before a municipality could say anything of it, and how they look where it says nothing. */
export const plainLook: PaperLook = { accent: null, headRule: false, footer: [], lineNumbers: false, pdfStandard: 'a-2a' };

/** What text needs against what is behind it. Source: WCAG 2.2, 1.4.3 (AA), read 2026-11-26. */
export const leastContrast = 4.5;

/** How much a colour stands out from white paper, 1 to 21; null for what is no colour as in "#1f5c6b". Source: WCAG 2.2, contrast ratio, read 2026-11-26. */
export function contrastOnWhite(colour: string): number | null {
  const channels = channelsOf(colour);
  return channels === null ? null : 1.05 / (luminanceOf(channels) + 0.05);
}

export function isReadableOnWhite(colour: string): boolean {
  return (contrastOnWhite(colour) ?? 0) >= leastContrast;
}

/** The same hue, no darker than it must be to be read on white; the colour itself where it can be read. Null for what is no colour. */
export function readableOnWhite(colour: string): string | null {
  const channels = channelsOf(colour);
  if (channels === null || isReadableOnWhite(colour)) return channels === null ? null : colour;
  const share = (1.05 / leastContrast - 0.05) / luminanceOf(channels);
  // Downwards, or what is rounded would fall short again.
  return `#${channels
    .map((channel) =>
      Math.floor(encoded(linear(channel) * share) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Red, green and blue, 0 to 1. */
function channelsOf(colour: string): readonly number[] | null {
  const figures = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return figures === null ? null : figures.slice(1).map((figure) => Number.parseInt(figure, 16) / 255);
}

/** 0 for black, 1 for white. */
function luminanceOf(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const encoded = (light: number) => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
