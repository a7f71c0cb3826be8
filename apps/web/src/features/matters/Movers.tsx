import type { MatterSummary } from '@yrka/server/api';
import { PartyBadge } from '../../ui/index.ts';
import css from './Movers.module.css';

/** Who moves the motion, each with the party's badge. */
export function Movers({ movers }: { readonly movers: MatterSummary['movers'] }) {
  return (
    <span className={css.movers}>
      {movers.map(({ name, party }) => (
        <span key={`${name} ${party}`} className={css.mover}>
          {name} {party !== null && <PartyBadge party={party} />}
        </span>
      ))}
    </span>
  );
}
