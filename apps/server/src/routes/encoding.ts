import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { type Encoding, encodings } from '../rooms/index.ts';

/** The smallest encoding that whoever asks can read. Browsers name several and prefer none. */
export function encodingFor(c: Context): Encoding {
  return accepts(c, {
    header: 'Accept-Encoding',
    supports: [...encodings],
    default: 'identity',
    match: (asked) => {
      const weightOf = (encoding: Encoding) => (asked.find(({ type }) => type === encoding) ?? asked.find(({ type }) => type === '*'))?.q ?? 0;
      return encodings.find((encoding) => weightOf(encoding) > 0) ?? 'identity';
    },
  }) as Encoding; // it is one of those that are supported
}
