export { checkAlone } from './checkAlone.ts';
export { checkMatter, type MatterDocument } from './checkMatter.ts';
export { checkMinutes, type MinutesFacts } from './checkMinutes.ts';
export { checkMotion, type MotionFacts } from './checkMotion.ts';
export { checkReport, type ReportFacts } from './checkReport.ts';
export { type Finding, type FindingCode, findingCodes, type Fix, type Place, type Severity } from './finding.ts';
export { type FindingMessage, type FindingNames, messageOf } from './message.ts';
export { lawAddress, type Source, sources } from './sources.ts';
export { swedishFindings } from './swedish.ts';
