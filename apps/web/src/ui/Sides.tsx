import css from './Sides.module.css';

type SidesProps<Side extends string> = {
  /** What one chooses by them. */
  readonly label: string;
  /** Each with its name. */
  readonly sides: readonly (readonly [Side, string])[];
  readonly shown: Side;
  readonly onShow: (side: Side) => void;
};

/** Chooses which of two sides is in sight, in a window with room for one. A wider one has no need of it. */
export function Sides<Side extends string>({ label, sides, shown, onShow }: SidesProps<Side>) {
  return (
    <div className={css.sides} role="group" aria-label={label}>
      {sides.map(([side, name]) => (
        <button key={side} type="button" aria-pressed={shown === side} onClick={() => onShow(side)}>
          {name}
        </button>
      ))}
    </div>
  );
}
