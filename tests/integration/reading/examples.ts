import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { decodeText, type ReadFields } from '@yrka/importers';

/** Real documents lie beside the project, not in it: ../shared/examples from its root. */
export const examplesFolder = new URL('../../../../shared/examples/', import.meta.url);

/** What a careful reader found, in the shape that the reader prints; null and [] both mean that there is none. */
export type Truth = Partial<{ readonly [K in keyof ReadFields]: ReadFields[K] | null }> & { readonly municipality: string | null };

export type Example = {
  readonly name: string;
  readonly text: string;
  readonly truth: Truth /** Written for the set, after a municipality's layout. */;
  readonly municipality: string;
};

/** The examples of a folder in the order of their names, each with its truth beside it; null where they are not here. */
export function readExamples(folder: URL = examplesFolder): readonly Example[] | null {
  if (!existsSync(folder)) return null;
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt') && existsSync(new URL(`${file.slice(0, -4)}.json`, folder)))
    .sort()
    .map((file) => {
      const name = file.slice(0, -4);
      const truth = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Truth & { readonly layoutAfter?: string };
      return { name, text: decodeText(readFileSync(new URL(file, folder))).text, truth, municipality: truth.layoutAfter ?? truth.municipality ?? name };
    });
}
