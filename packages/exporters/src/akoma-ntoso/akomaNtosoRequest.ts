import type { Node } from 'prosemirror-model';
import type { AkomaNtosoRequest } from '../pdf/compileWorker.ts';
import type { AkomaNtosoOptions } from './toAkomaNtoso.ts';

/** A document as the compiler's thread takes it: what it cannot be sent (whom to ask of suggestions, a signal) is left behind. */
export function akomaNtosoRequest(document: Node, given: AkomaNtosoOptions & { readonly signal?: AbortSignal }): AkomaNtosoRequest {
  const { marks: _marks, signal: _signal, ...options } = given;
  return { format: 'akn', document: document.toJSON(), options };
}
