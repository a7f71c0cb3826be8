export { useAskingWriters } from './useAskingWriters.tsx';
