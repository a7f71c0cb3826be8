import css from './StepLine.module.css';

export type StepLineProps = {
  /** The names of the steps, in order. */
  readonly steps: readonly string[];
  /** Index of the one it stands at; those before are done. */
  readonly current: number;
  /** What is said for the whole: "Steg 2 av 5: Beredning". */
  readonly label: string;
};

/** Where something is in its way, as a short line of dots with the current one named. */
export function StepLine({ steps, current, label }: StepLineProps) {
  return (
    <span className={css.line} role="img" aria-label={label}>
      <span className={css.dots}>
        {steps.map((step, index) => (
          <span key={step} className={css.dot} data-state={index < current ? 'done' : index === current ? 'now' : 'ahead'} />
        ))}
      </span>
      <span className={css.name}>{steps[current]}</span>
    </span>
  );
}
