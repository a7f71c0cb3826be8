import { type NamedPerson, readPerson } from '@yrka/formal-text';
import type { FieldName } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { collapsed, columnsOf, type Layout, type Line } from './lines.ts';
import type { DraftDocument, Reading, Signatory } from './draft.ts';
import { isInColumns, partReaders, type Segment } from './sections.ts';

/** A tjänsteutlåtande or tjänsteskrivelse: head, title, parts under headings, signatures. */
export function readOfficerReport(segments: readonly Segment[], layout: Layout, reading: Reading): DraftDocument {
  const [preface, ...rest] = segments;
  const signatories: Signatory[] = [];
  const { head, facts } = readHead(preface?.lines ?? [], layout, reading);
  const sections = rest.flatMap((segment) => {
    const part = segment.part ?? 'other';
    const { body, signatures } = splitSignatures(segment.lines);
    const read = partReaders[part]({ ...segment, part, lines: body }, layout, reading).map((section) =>
      segment.runsIn ? { ...section, runsIn: true } : section,
    );
    return signatures.length === 0
      ? read
      : [...read.slice(0, -1), ...read.slice(-1).map((section) => ({ ...section, after: writeSignatures(signatures, signatories, reading) }))];
  });
  return { head, facts, sections, signatories };
}

const labels: readonly (readonly [FieldName, RegExp])[] = [
  ['date', /^(?:datum|utfärdat):?\s*(\d.*)$/iu],
  ['responsibleOfficer', /^handläggare:\s*(.+)$/iu],
  ['diarienummer', /^diarienummer:\s*(.+)$/iu],
  ['diarienummer', /^((?:dnr|ärendenummer|diarienr):?\s*\S.*)$/iu],
  ['department', /^(\p{Lu}[\p{L} -]*(?:förvaltning|kontor|avdelning|enhet)(?:en|et)?)$/iu],
];

/** What the municipality prints above every report. */
const letterhead = /^(?:tjänsteutlåtande|tjänsteskrivelse|[\p{L} ]+ (?:kommun|stad))$/iu;

function fieldOf(cell: string): readonly [FieldName, string] | null {
  for (const [name, pattern] of labels) {
    const words = pattern.exec(cell)?.[1];
    if (words !== undefined) return [name, words];
  }
  return null;
}

/** Labels whose value stands on the line below. */
const labelsAlone: readonly (readonly ['date' | 'diarienummer' | 'responsibleOfficer', RegExp, RegExp])[] = [
  ['date', /^(?:datum|utfärdat|upprättad)$/iu, /^\d{4}-\d{2}-\d{2}$/u],
  ['diarienummer', /^(?:diarienummer|dnr|diarienr|ärendenummer)$/iu, /\d/u],
  ['responsibleOfficer', /^(?:handläggare|vår handläggare|referens)$/iu, /^\p{Lu}/u],
];

/** A label of ours alone above its value. */
function labelledBelow(line: Line, next: Line | undefined): readonly [FieldName, string] | null {
  const label = ownLabels.find((one) => one === line.text);
  const [name, , pattern] = labelsAlone.find(([, alone]) => label !== undefined && alone.test(label)) ?? [];
  return name !== undefined && next !== undefined && next.level === null && columnsOf(next.text).length === 1 && pattern?.test(next.text) === true
    ? [name, collapsed(next.text)]
    : null;
}

/** What paper says before a field (`@yrka/exporters`, text/fields.ts): any other label would be another word. */
const ownLabels = ['Datum', 'Diarienummer', 'Handläggare'];

type HeadCell = { readonly text: string; readonly field: FieldName | null; readonly isPlaced: boolean };

function readHead(
  lines: readonly Line[],
  layout: Layout,
  { nodes, findings }: Reading,
): { readonly head: readonly Node[]; readonly facts: NonNullable<DraftDocument['facts']> } {
  const facts: { date?: string; diarienummer?: string } = {};
  const head: Node[] = [];
  let fields: (readonly [FieldName, string])[] = [];
  const flush = () => {
    if (fields.length > 0) head.push(nodes.fields('head', fields));
    fields = [];
  };
  let titleGroup: number | null = null;
  const title: string[] = [];
  const writeTitle = () => {
    if (title.length === 0) return;
    flush();
    head.push(nodes.line('title', {}, title.splice(0).join(' ')));
  };
  // Where the file tells which line is the title, none above it is.
  const told = lines.findIndex(({ level }) => level !== null);
  let awaited: (typeof labelsAlone)[number][] = [];
  const headCell = (text: string): HeadCell => {
    const field = fieldOf(text);
    if (field !== null) return { text: field[1], field: field[0], isPlaced: true };
    const label = labelsAlone.find(([, pattern]) => pattern.test(text));
    if (label !== undefined) {
      awaited.push(label);
      return { text, field: null, isPlaced: true };
    }
    // A day without a label: as a field it would get one.
    if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) {
      awaited = awaited.filter(([name]) => name !== 'date');
      facts.date ??= text;
      return { text, field: null, isPlaced: true };
    }
    const value = awaited.find(([, , pattern]) => pattern.test(text));
    if (value === undefined) return { text, field: null, isPlaced: letterhead.test(text) };
    awaited = awaited.filter((one) => one !== value);
    if (value[0] !== 'responsibleOfficer') facts[value[0]] = text;
    return { text, field: null, isPlaced: true };
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line;
    const isHead = titleGroup === null;
    const fact = isHead && index < told ? labelledBelow(line, lines[index + 1]) : null;
    if (fact !== null) {
      fields.push(fact);
      index++;
      continue;
    }
    const cells = isHead ? columnsOf(line.text).map(headCell) : [];
    const isKnown = cells.some(({ isPlaced }) => isPlaced) && (cells.length > 1 || cells[0]?.isPlaced === true);
    if (isHead && /^till [\p{L}\s,-]*(?:nämnden|styrelsen|fullmäktige|utskottet)$/iu.test(line.text)) {
      fields.push(['addressee', collapsed(line.text)]);
    } else if (isKnown || (isHead && isInColumns(line))) {
      for (const { text, field, isPlaced } of cells) {
        if (field !== null) fields.push([field, text]);
        else {
          flush();
          head.push(nodes.paragraph(text));
          if (!isPlaced) findings.unplaced({ ...line, text });
        }
      }
    } else if (index < told || (titleGroup !== null && (line.group !== titleGroup || layout.width === null))) {
      writeTitle();
      flush();
      head.push(nodes.paragraph(collapsed(line.text)));
      findings.unplaced(line);
    } else {
      titleGroup = line.group;
      title.push(collapsed(line.text));
    }
  }
  writeTitle();
  flush();
  return { head, facts };
}

/**
 * Signatures are set in columns below a blank line, with nothing but short lines after them; attachments
 * may follow under a heading. One who signs alone is told by the title below the name.
 */
function splitSignatures(lines: readonly Line[]): { readonly body: readonly Line[]; readonly signatures: readonly Line[] } {
  const first = lines.findIndex(
    (line, index) =>
      index > 0 &&
      line.group !== lines[index - 1]?.group &&
      columnsOf(line.text).every((cell) => readPerson(cell) !== null) &&
      (isInColumns(line) || title.test(lines.slice(index + 1).find(({ text }) => title.test(text) || readPerson(text) === null)?.text ?? '')) &&
      lines.slice(index).every(({ text }) => collapsed(text).length < 80),
  );
  return first < 0 ? { body: lines, signatures: [] } : { body: lines.slice(0, first), signatures: lines.slice(first) };
}

/** What officers are, by how the word ends. */
const title =
  /^\p{Lu}?[\p{L}\- ]*(?:chef|direktör|handläggare|utredare|planerare|strateg|sekreterare|ekonom|ingenjör|samordnare|jurist|arkitekt|rektor|controller|utvecklare|ansvarig|konsult|administratör|inspektör|ledare|kommunalråd|ordförande)(?:[ ,].{0,40})?$/iv;

/** Rows of names, and below each row the titles of those who sign. */
function writeSignatures(lines: readonly Line[], signatories: Signatory[], { nodes, findings }: Reading): readonly Node[] {
  const written: Node[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line;
    const people = columnsOf(line.text).map(readPerson);
    const titles = columnsOf(lines[index + 1]?.text ?? '');
    if (people.includes(null)) {
      findings.unplaced(line);
      written.push(nodes.paragraph(collapsed(line.text)));
      continue;
    }
    const named = people as NamedPerson[];
    const last = written.at(-1);
    // A name a line is one list.
    if (last?.type.name === 'personList') written[written.length - 1] = last.copy(last.content.append(nodes.people('signatories', named).content));
    else written.push(nodes.people('signatories', named));
    // A row of titles reads as names too ("Gatuingenjör  Teknisk chef"), but stands where titles stand.
    const hasTitles = titles.length === named.length && (named.length > 1 || readPerson(titles[0] ?? '') === null || title.test(titles[0] ?? ''));
    signatories.push(...named.map((person, place) => ({ ...person, title: hasTitles ? (titles[place] ?? null) : null })));
    if (!hasTitles) continue;
    index++;
    written.push(nodes.paragraph(titles.join(' ')));
  }
  return written;
}
