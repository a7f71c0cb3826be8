export { BatchPage } from './BatchPage.tsx';
export { leaveFile, takeFile } from './droppedFile.ts';
export { MatterPage } from './MatterPage.tsx';
export { MattersPage } from './MattersPage.tsx';
export { UnansweredPage } from './UnansweredPage.tsx';
