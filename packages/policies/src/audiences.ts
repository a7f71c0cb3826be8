import { type Actor, isAdministration, isElected } from './actors.ts';
import { type DocumentFacts, isOfGroup, isWriter, mayReadComments, type Space } from './policies.ts';

/**
 * For whom among those who read the comments of a document a thread is. `readers`: all of them. `writers`: those who
 * write in the document, while they may and after. `administration`: those who prepare matters in the municipality,
 * without reviewers and without anybody who is elected. `group`: the party group, without those who were let in to its draft.
 */
export const audiences = ['readers', 'writers', 'administration', 'group'] as const;
export type Audience = (typeof audiences)[number];

/** What one may choose from, the widest first. */
export const audiencesIn: Readonly<Record<Space['kind'], readonly Audience[]>> = {
  party: ['readers', 'group', 'writers'],
  municipality: ['readers', 'administration', 'writers'],
  published: [],
};

/** What of a thread decides who reads it. The audience is as it was stored: one that a newer program knows is nobody's here. */
export type ThreadFacts = { readonly audience: string; readonly begunBy: string };

/** Whether the thread, that it is there and what became of it may be shown to the person. Who began it reads it while they read any comment of the document. */
export function mayReadThread(actor: Actor | null, document: DocumentFacts, { audience, begunBy }: ThreadFacts): boolean {
  if (actor === null || !mayReadComments(actor, document)) return false;
  return begunBy === actor.id || audiencesOf(actor, document).some((one) => one === audience);
}

/** The circles that the person is of; none for one who does not read the comments. */
export function audiencesOf(actor: Actor | null, document: DocumentFacts): readonly Audience[] {
  if (actor === null || !mayReadComments(actor, document)) return [];
  return audiencesIn[document.space.kind].filter((audience) => isOf[audience](actor, document));
}

const isOf: Readonly<Record<Audience, (actor: Actor, document: DocumentFacts) => boolean>> = {
  readers: () => true,
  writers: isWriter,
  administration: (actor) => isAdministration(actor) && !isElected(actor),
  group: (actor, { space }) => space.kind === 'party' && isOfGroup(actor, space),
};
