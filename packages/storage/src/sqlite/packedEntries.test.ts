import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packEntries, unpackEntries } from './packedEntries.ts';

const entry = fc.record({
  documentId: fc.constantFrom('a', 'b', 'Ö'),
  update: fc.uint8Array({ maxLength: 20 }),
  personId: fc.constantFrom('anna', 'a', null),
  at: fc.date({ noInvalidDate: true }),
  epoch: fc.option(fc.integer({ min: 1 }), { nil: undefined }),
});

it('brings every entry of a batch to the other side, in order', () => {
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const packed = packEntries(entries.map(({ epoch, ...others }) => ({ ...others, ...(epoch !== undefined && { epoch }) })));
      const arrived = unpackEntries(structuredClone(packed));
      expect(arrived).toEqual(entries.map(({ epoch, at, ...others }) => ({ ...others, at: at.getTime(), epoch: epoch ?? 0 })));
    }),
  );
});
