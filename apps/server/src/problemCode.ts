import { ExporterError, type ExporterErrorCode } from '@yrka/exporters';
import { StorageError } from '@yrka/storage';
import { HTTPException } from 'hono/http-exception';
import type { ProblemCode } from './api.ts';
import { Refusal } from './refusal.ts';

/** What a failure is called where somebody is told of it, in an answer or in a report; `unexpected` for what should not happen. */
export function problemCodeOf(error: unknown): ProblemCode {
  if (error instanceof Refusal) return error.code;
  if (error instanceof StorageError) return error.code === 'full' ? 'storageFull' : error.code === 'closed' ? 'stopping' : 'storageFailed';
  if (error instanceof ExporterError) return exporterProblems[error.code];
  if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return 'storageFull';
  // Hono's own, for a body that is not the JSON it says it is.
  if (error instanceof HTTPException && error.status < 500) return 'badRequest';
  return 'unexpected';
}

const exporterProblems: Readonly<Record<ExporterErrorCode, ProblemCode>> = {
  fontMissing: 'papersNotInstalled',
  compilerMissing: 'papersNotInstalled',
  compilationFailed: 'paperNotMade',
  tooManyWaiting: 'papersBusy',
  tooHeavy: 'paperNotMade',
  stopped: 'papersBusy',
};
