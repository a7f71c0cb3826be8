import { parentPort, workerData } from 'node:worker_threads';
import { asSuggestions, compareTexts } from '@yrka/comparison';
import { schema } from '@yrka/schema';
import type { Compare } from './comparison.ts';

const { before, after } = workerData as Compare; // what comparison.ts starts it with
const comparison = compareTexts(schema.nodeFromJSON(JSON.parse(before)), schema.nodeFromJSON(JSON.parse(after)));
parentPort?.postMessage(JSON.stringify(asSuggestions(comparison, { maker: { by: 'comparison' } })));
