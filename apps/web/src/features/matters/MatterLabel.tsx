import css from './MatterLabel.module.css';

/** What the matter is marked with: "Verkligt protokoll, Huddinge 2023". */
export function MatterLabel({ children }: { readonly children: string }) {
  return <span className={css.label}>{children}</span>;
}
