/**
 * XML as a tree that people can compare: an element per line, indented, with its words behind it where it has nothing else. What is too long
 * to be read (a picture, a version that is carried along) is told by its length.
 */
export function xmlTree(xml: string): string {
  const lines: string[] = [];
  const tokens = xml.match(/<[^>]+>|[^<]+/gu) ?? [];
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? '';
    const line = (text: string) => lines.push(`${'  '.repeat(depth)}${text}`);
    if (!token.startsWith('<')) {
      if (token.trim() !== '') line(words(token));
    } else if (token.startsWith('</')) depth--;
    else if (token.startsWith('<?') || token.endsWith('/>')) line(tag(token));
    else if (tokens[index + 2]?.startsWith('</') === true && tokens[index + 1]?.startsWith('<') === false) {
      line(`${tag(token)} ${words(tokens[index + 1] ?? '')}`);
      index += 2;
    } else {
      line(tag(token));
      if (!tokens[index + 1]?.startsWith('</')) depth++;
      else index++;
    }
  }
  return `${lines.join('\n')}\n`;
}

const tag = (token: string) =>
  token
    .replace(/\s*\/?>$/u, '>')
    .replace(/ xmlns:\w+="[^"]*"/gu, '')
    .replace(/"([^"]{300,})"/gu, (_, long: string) => `"(${long.length} letters)"`);

const words = (text: string) => (text.length > 1_000 && !/\S+\s+\S+\s+\S+\s+\S+/u.test(text.slice(0, 200)) ? `(${text.length} letters)` : JSON.stringify(text));
