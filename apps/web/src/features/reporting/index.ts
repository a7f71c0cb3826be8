export { ReportRevision } from './ReportRevision.tsx';
export { ReportWay } from './ReportWay.tsx';
