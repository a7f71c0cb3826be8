export { checkMotion, type MotionFacts } from './checkMotion.ts';
export { checkReport, type ReportFacts } from './checkReport.ts';
export { type Finding, type FindingCode, findingCodes, type Fix, type Place, type Severity } from './finding.ts';
export { type Source, sources } from './sources.ts';
