export { ReportRevision } from './ReportRevision.tsx';
export { ReportWay, useReportOf } from './ReportWay.tsx';
