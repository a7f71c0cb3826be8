import css from './PartyBadge.module.css';

/**
 * The edges by which newspapers and ballots are recognised. Only an edge: the letters carry the meaning,
 * and a local party that is not listed gets a neutral one.
 */
const edges: Readonly<Record<string, string>> = {
  S: 'var(--party-s)',
  M: 'var(--party-m)',
  SD: 'var(--party-sd)',
  C: 'var(--party-c)',
  V: 'var(--party-v)',
  KD: 'var(--party-kd)',
  L: 'var(--party-l)',
  MP: 'var(--party-mp)',
};

/** A party's abbreviation with its colour as the edge. */
export function PartyBadge({ party }: { readonly party: string }) {
  const edge = edges[party.toUpperCase()];
  return (
    <span className={css.badge} style={edge === undefined ? undefined : { borderInlineStartColor: edge }}>
      {party}
    </span>
  );
}
