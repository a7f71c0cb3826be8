export { CommentsPanel } from './CommentsPanel.tsx';
export { useComments } from './useComments.ts';
