import css from './Skeleton.module.css';

/** A line of text that has not come yet. `width` in percent of what holds it. */
export function SkeletonLine({ width = 100, tall = false }: { readonly width?: number; readonly tall?: boolean }) {
  return <span aria-hidden className={css.line} data-tall={tall || undefined} style={{ inlineSize: `${width}%` }} />;
}

/** The paper's shape while a document is on its way. `label` is what a screen reader hears. */
export function SkeletonPaper({ label }: { readonly label: string }) {
  return (
    <div className={css.paper} role="status" aria-label={label}>
      <SkeletonLine width={14} />
      <SkeletonLine width={72} tall />
      <SkeletonLine width={38} />
      <Paragraph widths={[100, 96, 99, 62]} />
      <Paragraph widths={[98, 100, 94, 97, 41]} />
      <Paragraph widths={[88, 74]} />
    </div>
  );
}

function Paragraph({ widths }: { readonly widths: readonly number[] }) {
  return (
    <div className={css.paragraph}>
      {widths.map((width) => (
        <SkeletonLine key={width} width={width} />
      ))}
    </div>
  );
}
