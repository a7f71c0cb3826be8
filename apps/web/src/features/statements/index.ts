export { BeginStatement } from './BeginStatement.tsx';
export { ReceivedStatements } from './ReceivedStatements.tsx';
export { StatementWay, useStatementOf } from './StatementWay.tsx';
