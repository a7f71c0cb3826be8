import { parentPort } from 'node:worker_threads';
import { compacted, documentFromUpdates, findAnchorsIn, rejectAll, whoWrote } from '@yrka/ydoc';
import { unbundle } from '../rooms/threadMessages.ts';
import type { Answers, Question, Reply, Request } from './readingMessages.ts';

function answerTo(updates: readonly Uint8Array[], question: Question): Answers[keyof Answers] {
  switch (question.type) {
    case 'text': {
      const suggested = documentFromUpdates(updates);
      const content = rejectAll(suggested);
      return { suggested: JSON.stringify(suggested), content: content.eq(suggested) ? null : JSON.stringify(content) };
    }
    case 'writers':
      return whoWrote(updates, question.runs, question.passage);
    case 'compacted':
      return compacted(updates);
    case 'places':
      return findAnchorsIn(updates, question.anchors);
    default:
      return question satisfies never;
  }
}

function reply({ updates, question }: Request): Reply {
  try {
    const bytes = unbundle(updates).map(({ update }) => update);
    return { type: 'answer', answer: answerTo(bytes, question) };
  } catch (error) {
    return { type: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}

parentPort?.on('message', (request: Request) => parentPort?.postMessage(reply(request)));
