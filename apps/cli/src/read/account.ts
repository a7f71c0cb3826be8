import { fieldsOf, type ImportedDocument, type ReadPerson } from '@yrka/importers';

const kinds = { motion: 'motion', tjansteutlatande: 'report', protokoll: 'minutes' } as const;

/** A short account of one file for whoever stands at a terminal: what it is, what it holds, what found no place. */
export function accountOf(file: string, imported: ImportedDocument): readonly string[] {
  const fields = fieldsOf(imported);
  const { unplaced, furniture, coverage } = imported.report;
  const counted = (label: string, list: readonly unknown[] | undefined) => ((list ?? []).length === 0 ? [] : [`${(list ?? []).length} ${label}`]);
  const head = [kinds[fields.kind], fields.decisionBody, fields.paragraph, fields.diary, fields.date].filter((one) => one !== undefined);
  const found = [
    ...counted(fields.kind === 'motion' ? 'clauses' : 'decision points', fields.attClauses),
    ...counted('yrkanden', fields.yrkanden),
    ...counted('votes', fields.votings),
    ...counted('reservations', fields.reservations),
    ...counted('recipients', fields.sendTo),
  ];
  return [
    `${file}: ${head.join(', ')}`,
    ...(fields.title === undefined ? [] : [`  ${fields.title}`]),
    ...(fields.motionBy === undefined ? [] : [`  moved by ${fields.motionBy.map(written).join(', ')}`]),
    ...(found.length === 0 ? [] : [`  ${found.join(', ')}`]),
    `  ${Math.round(coverage * 100)} % of the words understood${furniture.length === 0 ? '' : `, ${furniture.length} lines of page headers and footers left out`}`,
    ...(unplaced.length === 0 ? [] : ['  without a place of their own:', ...unplaced.map(({ text, line }) => `    line ${line}: ${text}`)]),
  ];
}

const written = ({ name, party }: ReadPerson) => (party === null ? name : `${name} (${party})`);
