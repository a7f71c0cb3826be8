import { bjorkvik } from '@yrka/schema';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { collected, element, forge, letters, text, value } from './forgedUpdatesForTests.ts';
import { inspectUpdate, Integration, readDocument, rootOf, seedDocument } from './index.ts';

const passes = (update: Uint8Array) => inspectUpdate(update).ok;
/** A paragraph (clock 0) with its text (clock 1), by client 50. */
const paragraph = [element({ parent: 'document' }, 'paragraph'), text({ parent: [50, 0] })] as const;

describe('the worker behind', () => {
  const seed = seedDocument('motion', bjorkvik);

  it('takes back values and letters that stand where no document has them, and rescues the letters', () => {
    const integration = new Integration([seed]);
    const update = forge([[50, 0, ...paragraph, value({ parent: [50, 1] }, 1, 2, 3), letters({ parent: [50, 0] }, 'ord')]]);
    expect(passes(update)).toBe(true);
    expect(integration.apply(update)).toMatchObject([{ client: 50, text: 'ord' }]);
    const repairs = integration.takeRepairs();
    expect(repairs).toHaveLength(1);
    const client = new Y.Doc();
    for (const sent of [seed, update, ...repairs]) Y.applyUpdate(client, sent);
    const block = rootOf(client)
      .toArray()
      .find((child) => child instanceof Y.XmlElement && child._item?.id.client === 50);
    const home: unknown = block instanceof Y.XmlElement ? block.get(0) : null;
    // What counted towards the places of letters counts no more.
    expect(home instanceof Y.XmlText && home.length).toBe(0);
    expect(block instanceof Y.XmlElement && block.length).toBe(1);
  });

  // A thousand million million letters are claimed: whoever went through them would not come to an end.
  it('does not go through letters that somebody only claims to have moved', () => {
    const integration = new Integration([seed]);
    const claims = Array.from({ length: 2_000 }, (_, index) => [50, 0, 60, index * 100_000, 2 ** 39]).flat();
    const update = forge([
      [50, 0, ...paragraph, letters({ parent: [50, 1] }, 'x'.repeat(20_000)), collected(2 ** 38), value({ parent: [50, 0], name: '_m1_1' }, claims)],
    ]);
    expect(passes(update)).toBe(true);
    expect(integration.apply(update)).toEqual([]);
    new Integration([seed, update]).destroy();
  });

  it('takes nobody’s letters back because another claims to have copied them', () => {
    const integration = new Integration([seed]);
    integration.apply(forge([[60, 0, element({ parent: 'document' }, 'paragraph'), text({ parent: [60, 0] }), letters({ parent: [60, 1] }, 'Annas ord')]]));
    integration.apply(forge([[50, 0, ...paragraph, letters({ parent: [50, 1] }, 'xxxxxxxxx'), value({ parent: [50, 0], name: '_m1_1' }, [50, 2, 60, 2, 9])]]));
    // Anna then moves her words herself.
    const moved = forge(
      [
        [
          60,
          11,
          element({ parent: 'document' }, 'paragraph'),
          text({ parent: [60, 11] }),
          letters({ parent: [60, 12] }, 'Annas ord'),
          value({ parent: [60, 11], name: '_m1_2' }, [60, 13, 60, 2, 9]),
        ],
      ],
      [[60, 2, 9]],
    );
    integration.apply(moved);
    expect(integration.takeRepairs()).toEqual([]);
    expect(readDocument(integration.doc).textContent).toContain('Annas ord');
  });

  it('rescues words that another claims to have copied elsewhere', () => {
    const integration = new Integration([seed]);
    integration.apply(forge([[60, 0, element({ parent: 'document' }, 'paragraph'), text({ parent: [60, 0] }), letters({ parent: [60, 1] }, 'Annas ord')]]));
    integration.apply(forge([[50, 0, ...paragraph, letters({ parent: [50, 1] }, 'xxxxxxxxx'), value({ parent: [50, 0], name: '_m1_1' }, [50, 2, 60, 2, 9])]]));
    expect(integration.apply(forge([], [[60, 0, 1]]))).toMatchObject([{ client: 60, text: 'Annas ord' }]);
  });
});
