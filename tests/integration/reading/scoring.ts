import { fieldsOf, importText } from '@yrka/importers';
import { templates } from '@yrka/schema';
import { type Count, countOf, measures } from './comparison.ts';
import type { Example } from './examples.ts';

export type Score = {
  /** By the name of the measure. */
  readonly counts: Readonly<Record<string, Count>>;
  /** Words of the documents, and those among them that stand in no place of their own. */
  readonly coverage: readonly { readonly name: string; readonly coverage: number }[];
};

/** Reads every example and holds what was read against the truth. */
export function scoreOf(examples: readonly Example[], optionsFor: (example: Example) => Parameters<typeof importText>[1] = () => ({})): Score {
  const counts: Record<string, Count> = Object.fromEntries(Object.keys(measures).map((name) => [name, { right: 0, wrong: 0, missed: 0 }]));
  const coverage = examples.map((example) => {
    const imported = importText(example.text, optionsFor(example));
    const fields = fieldsOf(imported);
    for (const [name, of] of Object.entries(measures)) {
      const count = counts[name] as Count;
      const { right, wrong, missed } = countOf(of(fields), of(example.truth));
      count.right += right;
      count.wrong += wrong;
      count.missed += missed;
    }
    return { name: example.name, coverage: imported.report.coverage };
  });
  return { counts, coverage };
}

/** What was made up and what was missed, an item a line, by the name of its measure. */
export function differencesOf({ text, truth }: Example): readonly string[] {
  const fields = fieldsOf(importText(text));
  return Object.entries(measures).flatMap(([name, of]) => {
    const { wrongItems, missedItems } = countOf(of(fields), of(truth));
    return [...wrongItems.map((item) => `${name}: made up: ${item}`), ...missedItems.map((item) => `${name}: missed: ${item}`)];
  });
}

/**
 * The same with each example read as if its municipality had never been seen: its template is switched
 * off, and so is every name of a heading that no other municipality's example has.
 */
export function scoreLeavingOneOut(examples: readonly Example[]): Score {
  const nameOf = (heading: string) => heading.toLocaleLowerCase('sv').replace(/:$/u, '').trim();
  const municipalities = new Map<string, Set<string>>();
  for (const { municipality, truth } of examples)
    for (const heading of truth.headings ?? []) municipalities.set(nameOf(heading), (municipalities.get(nameOf(heading)) ?? new Set()).add(municipality));
  const onlyFrom = (municipality: string) => [...municipalities].filter(([, of]) => of.size === 1 && of.has(municipality)).map(([heading]) => heading);
  return scoreOf(examples, ({ municipality }) => ({
    templates: templates.filter((template) => !template.municipality.startsWith(municipality)),
    unknownHeadings: onlyFrom(municipality),
  }));
}
