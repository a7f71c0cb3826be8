import { alternativeWord, type FieldName, newBlockId, type NodeName, type PersonListRole, schema } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import type { AlternativeContext } from './alternative.ts';
import { readAttendanceChange, readNotParticipating } from './attendanceChange.ts';
import { readDeliberation } from './deliberation.ts';
import { meetingOf } from './meeting.ts';
import { isSamePerson, type NamedPerson } from './person.ts';
import { readAcclamation } from './readAcclamation.ts';
import { readMoved } from './readMoved.ts';
import { readPeople } from './readPeople.ts';
import { readReservation } from './reservation.ts';
import { readVote } from './readVote.ts';
import { contextOf, type ContextOptions } from './sentence.ts';
import { readStatement } from './statement.ts';
import { nameYrkande } from './yrkandeName.ts';

/**
 * [MEE2] The events that `writeMeeting` wrote, as blocks with the structure that the words tell:
 * `readMeeting(writeMeeting(document), document)` are the events of that document. `around` is the
 * document without them: its head tells who decides and its points what was proposed. Words that are
 * no event in this municipality's wording are a minutes note with those words: nothing is lost.
 */
export function readMeeting(
  words: readonly string[],
  around: Node,
  { newId = newBlockId, ...options }: ContextOptions & { readonly newId?: () => string } = {},
): readonly Node[] {
  const events: Node[] = [];
  for (const text of words) {
    // What was moved is named by what follows it.
    const meeting = meetingOf(around.copy(around.content.append(Fragment.from(events))));
    const context: AlternativeContext = { ...contextOf(around, options), meeting };
    events.push(readEvent(text, context, new Blocks(newId)));
  }
  return events;
}

class Blocks {
  readonly #newId: () => string;
  constructor(newId: () => string) {
    this.#newId = newId;
  }
  block(name: NodeName, attributes: Readonly<Record<string, unknown>>, content: readonly Node[]): Node {
    return schema.node(name, { id: this.#newId(), ...attributes }, [...content]);
  }
  people(role: PersonListRole, people: readonly NamedPerson[]): readonly Node[] {
    return people.length === 0
      ? []
      : [
          schema.node(
            'personList',
            { role },
            people.map(({ name, party }) => schema.node('person', { party }, schema.text(name))),
          ),
        ];
  }
  fields(fields: Readonly<Partial<Record<FieldName, string>>>): readonly Node[] {
    const given = Object.entries(fields).filter(([, text]) => text !== '');
    return given.length === 0
      ? []
      : [
          schema.node(
            'fieldList',
            null,
            given.map(([name, text]) => schema.node('field', { name }, schema.text(text))),
          ),
        ];
  }
}

function readEvent(text: string, context: AlternativeContext, blocks: Blocks): Node {
  return (
    readVoteBlock(text, context, blocks) ??
    readQuestionBlock(text, context, blocks) ??
    readYrkandeBlock(text, context, blocks) ??
    readSpeakers(text, blocks) ??
    readReservationBlock(text, context, blocks) ??
    readAbsence(text, blocks) ??
    readStatementBlock(text, blocks) ??
    blocks.block(
      'minutesNote',
      {},
      text.split('\n').map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)])),
    )
  );
}

function readVoteBlock(text: string, context: AlternativeContext, blocks: Blocks): Node | null {
  const read = readVote(text, context);
  if (read === null) return null;
  const { yes, no, abstain, absent, yesFor, noFor, settledBy, yesMeans, noMeans, cast } = read;
  const votes = cast.map(({ name, party, answer }) => schema.node('castVote', { party, answer }, schema.text(name)));
  return blocks.block('vote', { yes, no, abstain, absent, yesFor, noFor, settledBy }, [
    ...blocks.fields({ yesMeans, noMeans }),
    ...(votes.length === 0 ? [] : [schema.node('castVoteList', null, votes)]),
  ]);
}

function readQuestionBlock(text: string, context: AlternativeContext, blocks: Blocks): Node | null {
  const read = readAcclamation(text, context);
  if (read === null) return null;
  const { stage, puts, found } = read;
  return blocks.block('acclamation', { stage, puts: puts.map(alternativeWord), found: found && alternativeWord(found) }, []);
}

function readYrkandeBlock(text: string, context: AlternativeContext, blocks: Blocks): Node | null {
  const read = readMoved(text, context);
  if (read === null) return null;
  const { kind, rank, target, targetId } = read;
  const clauses = read.clauses.map(({ att, text: words }) => schema.node('attClause', { att }, schema.text(words)));
  return blocks.block('yrkande', { kind, rank, target, targetId }, [
    ...blocks.people('by', read.by),
    ...blocks.people('supporters', read.supporters),
    ...blocks.fields({ target: read.targetWords, body: read.to, time: read.until }),
    ...(clauses.length === 0 ? [] : [schema.node('yrkandeList', null, clauses)]),
  ]);
}

function readSpeakers(text: string, blocks: Blocks): Node | null {
  const speakers = readDeliberation(text);
  return speakers === null ? null : blocks.block('deliberation', {}, blocks.people('speakers', speakers));
}

function readReservationBlock(text: string, { meeting, wording }: AlternativeContext, blocks: Blocks): Node | null {
  const read = readReservation(text);
  if (read === null || read.by.length === 0) return null;
  const { by, form, inFavourOf } = read;
  const moved = [...meeting.yrkanden.values()].filter((one) => {
    if (inFavourOf === null) return false;
    if (!inFavourOf.own) return nameYrkande(one.by, one.kind, wording) === inFavourOf.words;
    return by.every((person) => one.by.some((mover) => isSamePerson(mover, person)));
  });
  return blocks.block('reservation', { form, inFavourOf: moved.length === 1 ? (moved[0]?.id ?? null) : null }, blocks.people('by', by));
}

/** Who takes no part, comes, goes or is disqualified, with who serves instead in the sentence after it. */
function readAbsence(text: string, blocks: Blocks): Node | null {
  const [first = '', ...rest] = text.split(/(?<=beslutet|jäv|sammanträdet|sammanträdet kl\. \d{1,2}\.\d{2})\. /u);
  const service = rest.length === 0 ? null : readAttendanceChange(rest.join(' '));
  if (rest.length > 0 && service === null) return null;
  const substitutes = service === null ? [] : blocks.people('substitutes', service.substitutes);
  const aside = readNotParticipating(first);
  if (aside !== null) return blocks.block('notParticipating', {}, [...blocks.people('by', aside), ...substitutes]);
  const disqualified = /^(.+) deltar inte i handläggningen av ärendet på grund av jäv\.?$/u.exec(first);
  const who = disqualified === null ? null : readPeople(disqualified[1] ?? '');
  if (who !== null) return blocks.block('conflictOfInterest', {}, [...blocks.people('by', who), ...substitutes]);
  const change = readAttendanceChange(first);
  if (change === null) return null;
  const others = service === null ? blocks.people('substitutes', change.substitutes) : substitutes;
  return blocks.block('attendanceChange', { change: change.change }, [...blocks.people('by', change.by), ...others, ...blocks.fields({ time: change.time })]);
}

function readStatementBlock(text: string, blocks: Blocks): Node | null {
  const read = readStatement(text);
  return read?.kind === 'separateStatement' && read.by.length > 0 ? blocks.block('separateStatement', {}, blocks.people('by', read.by)) : null;
}
