import { isElected } from '@yrka/policies';
import type { PersonRow, Rows } from '@yrka/storage';
import { actorOf } from '../documents/access.ts';
import type { Mail } from '../mail/mailer.ts';
import { tell } from '../notices/tell.ts';

/**
 * Tells those whom a change of the register concerns, in the transaction of the change: a party group, that somebody
 * now reads its drafts; a person, that their address is another. Returns the mails to send once it is committed: an
 * address is where one signs in, and so the one that it was is told as well as the one that it is.
 */
export async function tellOfRegister(
  rows: Rows,
  { before, actorId, at }: { readonly before: readonly PersonRow[]; readonly actorId: string | null; readonly at: Date },
): Promise<readonly Mail[]> {
  const known = new Map(before.map((person) => [person.id, person]));
  const about = { matterId: null, documentId: null, at };
  const mails: Mail[] = [];
  for (const person of await rows.everybody()) {
    const former = known.get(person.id);
    const group = groupOf(person);
    // Those who were there: where a whole group is new, nobody has come to it.
    if (group !== null && (former === undefined || groupOf(former) !== group))
      await tell(rows, { kind: 'joinedGroup', to: before.filter((other) => groupOf(other) === group).map(({ id }) => id), actorId: person.id, ...about });
    if (former === undefined || former.email === person.email) continue;
    await tell(rows, { kind: 'addressChanged', to: [person.id], actorId: actorId === person.id ? null : actorId, ...about });
    for (const to of [former.email, person.email]) if (to !== null) mails.push(addressMail(to));
  }
  return mails;
}

/** The party whose drafts somebody reads because they sit for it. */
const groupOf = (person: PersonRow) => (person.isActive && isElected(actorOf(person)) ? person.party : null);

/** Names neither address: who reads the one is perhaps not who reads the other. Swedish, as all mails are. */
function addressMail(to: string): Mail {
  return {
    to,
    subject: 'Din e-postadress i Yrka har ändrats',
    text: [
      'Hej,',
      '',
      'e-postadressen som du loggar in med i Yrka har ändrats av den som sköter registret.',
      'Det här mejlet går både till den förra adressen och till den nya. Bara den nya gäller nu.',
      '',
      'Var det fel? Säg genast till den som sköter Yrka hos er.',
      '',
    ].join('\n'),
  };
}
