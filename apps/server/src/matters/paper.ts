import { importText, ImporterError } from '@yrka/importers';
import { newBlockId, type PersonListRole, schema } from '@yrka/schema';
import { type CivilDate, type LockRow, type PersonRow, withRowToCome } from '@yrka/storage';
import { updateFromDocument } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import { type Acting, everyoneWith, recordAct } from '../acts/acting.ts';
import { canonicalText } from '../documents/lockedText.ts';
import { instantOn } from '../acts/matterActing.ts';
import { municipalityChain } from '../audit/record.ts';
import { contentClientId, inMunicipality, namedPerson, newDocumentRow, newMatter } from '../documents/creating.ts';
import { tell } from '../notices/tell.ts';
import { civilMoment } from '../organisation/civil.ts';
import { municipalityTemplate } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';

export type PaperMotion = {
  readonly title: string;
  /** As it was typed or read in from the paper; every line that begins with "att" is a clause. */
  readonly text: string;
  readonly senders: readonly { readonly name: string; readonly party: string | null }[];
  readonly receivedOn: CivilDate;
};

/**
 * A motion has come in on paper (*Inkommen på papper*): what the registrar typed of it stands locked, as if
 * it had been filed here. Senders whom the register knows have signed it, on the paper; the scan is attached afterwards.
 * Returns the ids of the new matter and its motion.
 *
 * @throws Refusal `notYet` for a day to come, `emptyFile` for a text without words.
 */
export async function receivePaper(acting: Acting, paper: PaperMotion): Promise<{ readonly matterId: string; readonly documentId: string }> {
  const { server, at } = acting;
  const { storage } = server;
  const today = civilMoment(at).date;
  if (paper.receivedOn > today) throw new Refusal('notYet');
  const receivedAt = paper.receivedOn === today ? at : instantOn(paper.receivedOn);
  const people = await storage.rows.people();
  const known = paper.senders.map((sender) => people.filter(({ name, party }) => name === sender.name && party === sender.party));
  const senders = paper.senders.map((sender, index) => ({ sender, person: known[index]?.length === 1 ? (known[index][0] ?? null) : null }));
  const content = contentOf(paper, senders);

  const matter = newMatter({ id: newBlockId(), title: paper.title, stage: 'received', receivedAt, createdAt: at });
  const motion = newDocumentRow('motion', content, {
    matterId: matter.id,
    createdBy: null,
    place: inMunicipality('motion'),
    templateId: (await municipalityTemplate(storage.rows)).id,
    at,
  });
  await withRowToCome(storage, motion.id, async () => {
    const [seq = 0] = await storage.journal.appendBatch([{ documentId: motion.id, update: updateFromDocument(content, contentClientId), personId: null, at }]);
    const lock: LockRow = { id: newBlockId(), documentId: motion.id, seq, ...canonicalText(content), at, by: acting.person.id, liftedAt: null };
    await storage.rows.transaction(async (rows) => {
      await rows.insertMatter(matter, [motion]);
      await rows.way.insertLock(lock);
      const signers = [...new Set(senders.map(({ person }) => person).filter((person) => person?.roles.includes('member') === true))].filter(
        (one) => one !== null,
      );
      for (const { id: personId, name, party } of signers) {
        await rows.way.insertSignature({
          id: newBlockId(),
          lockId: lock.id,
          documentId: motion.id,
          personId,
          name,
          party,
          kind: 'signs',
          at: receivedAt,
          endedAt: null,
        });
      }
      const subject = { chain: municipalityChain, act: 'receivePaper', subject: { kind: 'matter', id: matter.id } } as const;
      await recordAct(rows, acting, subject, { document: motion.id, sha256: lock.sha256, on: paper.receivedOn });
      const about = { matterId: matter.id, documentId: motion.id, actorId: acting.person.id, at };
      await tell(rows, { kind: 'received', to: await everyoneWith(rows, 'registrar'), ...about });
      await tell(rows, { kind: 'filed', to: signers.map(({ id }) => id), ...about });
    });
  });
  return { matterId: matter.id, documentId: motion.id };
}

type Sender = { readonly sender: PaperMotion['senders'][number]; readonly person: PersonRow | null };

/** The paper's words, between its title with the senders and their names again, as a motion has them. */
function contentOf({ title, text }: PaperMotion, senders: readonly Sender[]): Node {
  const typed = read(text).children.filter(({ textContent }) => textContent !== standInTitle);
  // The paper's own heading was typed too: it is said once where it is the same, and lost in no case.
  const body = (typed[0]?.textContent === title ? typed.slice(1) : typed).map((node) =>
    node.type.name === 'title' ? schema.node('paragraph', { id: newBlockId() }, node.content) : node,
  );
  const named = (role: PersonListRole) => schema.node('personList', { id: newBlockId(), role }, senders.map(personNode));
  const head = schema.node('title', { id: newBlockId() }, [schema.text(title)]);
  const document = schema.node('doc', null, [head, named('movers'), ...body, named('signatories')]);
  document.check();
  return document;
}

/** Somebody whom the register does not know stands with their name alone. */
function personNode({ sender, person }: Sender): Node {
  const { id, role } = person === null ? { id: null, role: null } : namedPerson(person);
  return schema.node('person', { id: newBlockId(), personId: id, party: sender.party, role }, [schema.text(sender.name)]);
}

/** The importer seeks a title and takes the first words for it, unless there is one that cannot be mistaken. */
const standInTitle = 'Motion om det som står på papperet';

/** Read as a motion whose title is known. */
function read(text: string): Node {
  // On a screen a clause is a line; on paper, and to the importer, lines are where the sheet was too narrow.
  const apart = text.replace(/\r\n?/g, '\n').replace(/\n(?=[^\S\n]*(?:[-–•]\s*|\d+[.)]\s*)?att\s)/gi, '\n\n');
  try {
    return importText(`${standInTitle}\n\n${apart}`, { kind: 'motion' }).document;
  } catch (error) {
    if (error instanceof ImporterError) throw new Refusal('emptyFile', { cause: error });
    throw error;
  }
}
