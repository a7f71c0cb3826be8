export const batchForms = ['bundle', 'archive'] as const;
export type BatchForm = (typeof batchForms)[number];
export const batchStates = ['running', 'done', 'cancelled', 'failed'] as const;
