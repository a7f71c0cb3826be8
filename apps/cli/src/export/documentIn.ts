import { bjorkvik, derivedBlockId, templateById } from '@yrka/schema';
import { readFile } from '../read/read.ts';
import type { Given } from '../write/documentFrom.ts';
import { givenIn } from '../write/write.ts';

/**
 * The document in a file: as JSON, which `yrka write` takes too, or of any format that `yrka read` reads.
 *
 * @throws CommandError with one sentence when there is none
 */
export async function documentIn(file: string): Promise<Given> {
  if (/\.json$/iu.test(file)) return givenIn(file);
  let ids = 0;
  // The same file makes the same document, so that it makes the same bytes.
  const { document, kind, templateId } = await readFile(file, { newId: () => derivedBlockId(`export ${ids++}`) });
  return { document, options: { kind, template: templateById(templateId ?? '') ?? bjorkvik } };
}
