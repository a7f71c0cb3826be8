import css from './Avatar.module.css';

export type AvatarProps = {
  readonly name: string;
  /** A key from 0, for who is told apart by colour; the circle is of ink when there is none. */
  readonly colour?: number | null;
  readonly size?: 'small' | 'medium';
  /** Whether the name is also written beside it; then the circle itself is silent. */
  readonly isNamed?: boolean;
};

/** As many as there are `--person-` colours in tokens.css. */
const colourCount = 8;
/** For who cannot tell the colours apart. */
const lines = ['solid', 'dashed', 'dotted', 'double'] as const;

/** A person as initials in a circle of their colour and line. */
export function Avatar({ name, colour = null, size = 'medium', isNamed = false }: AvatarProps) {
  const look = colour === null ? {} : { 'data-colour': (colour % colourCount) + 1, 'data-line': lines[colour % lines.length] };
  const text = isNamed ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name };
  return (
    <span className={css.avatar} data-size={size} {...look} {...text}>
      {initials(name)}
    </span>
  );
}

/** "Anna Lind" → "AL"; at most two letters, first and last word; '' for a name without letters. */
function initials(name: string): string {
  const words = name.split(/[\s-]+/u).filter((word) => /\p{L}/u.test(word));
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [first, last].map((word) => (/\p{L}/u.exec(word)?.[0] ?? '').toUpperCase()).join('');
}
