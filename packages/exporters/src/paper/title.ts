import type { NodeWriter } from './writer.ts';

export const title: NodeWriter = (node, writer) => {
  const words = writer.words(node);
  return words.length === 0 ? [] : [{ type: 'heading', level: 1, look: 1, words }];
};
