import { fileKinds, type MediaType } from './mediaType.ts';

/** What a file system, a mail or a list takes without trouble. */
const maxCharacters = 120;

/**
 * A name that any system can keep a file under: no folders, nothing unseen, nothing that turns the
 * direction of reading (U+202E makes "fdp.exe" of "exe.pdf"), and with the ending of what the file is.
 */
export function safeFileName(name: string, type: MediaType): string {
  const stem = withoutEnding(lastPart(name)).replace(/^[. ]+|[. ]+$/g, '');
  const whole = stem === '' || reserved.test(stem) ? `bilaga${stem === '' ? '' : `-${stem}`}` : stem;
  return `${[...whole].slice(0, maxCharacters).join('').toWellFormed().trim()}.${fileKinds[type]}`;
}

/** Whether a name that comes from elsewhere is one that `safeFileName` could have given: it becomes part of a path in what is taken out. */
export function isSafeFileName(name: string, type: MediaType): boolean {
  return lastPart(name) === name && !/^[. ]/.test(name) && name.endsWith(`.${fileKinds[type]}`);
}

/** The name of a file that is made of what has this title: all of it is words, none a folder ("KS 2027/31") or an ending ("3.2"). */
export function fileNameFor(title: string, type: MediaType): string {
  return safeFileName(`${title.replace(/[/\\]+/gu, '-')}.`, type);
}

/** What an attachment is called before somebody says otherwise: its file's name without the ending. */
export function titleFrom(fileName: string): string {
  return withoutEnding(fileName).replace(/_+/g, ' ').trim();
}

/**
 * The header that makes a browser save a file and not show it, with the name in the form that all
 * read and the one that has å, ä and ö (RFC 6266, RFC 8187).
 */
export function attachmentHeader(fileName: string): string {
  const name = fileName.toWellFormed(); // of half a letter no header can be made
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=${encoded(name)}`;
}

/** The same for a file that a browser is to show, and calls so when somebody saves it. */
export const shownHeader = (fileName: string): string => `inline; filename*=${encoded(fileName.toWellFormed())}`;

const encoded = (name: string) => `UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)}`;

const lastPart = (name: string) =>
  (name.normalize('NFC').toWellFormed().split(/[/\\]/).at(-1) ?? '')
    // Control letters, format letters (unseen, or turning the direction of reading), private ones, and those that Windows takes for others.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();

const withoutEnding = (name: string) => name.replace(/\.[^. ]{1,8}$/, '');

/** Names that Windows keeps for its devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
