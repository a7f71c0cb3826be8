import { createRoute, z } from '@hono/zod-openapi';
import { publicStages } from '@yrka/policies';
import { suggestionsIn } from '@yrka/ydoc';
import type { PersonRow, SuggestionDecisionRow } from '@yrka/storage';
import type { SuggestionDecisionList } from '../api.ts';
import type { Routes, ServerContext } from '../context.ts';
import { isMadeAnew } from '../documents/madeAnew.ts';
import { Naming } from '../documents/naming.ts';
import { quotedAsRead } from '../documents/quotedAsRead.ts';
import { readSuggestedFor } from '../documents/reading.ts';
import { tellOfAnswers } from '../notices/pointsAnswered.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { decisionListSchema, longestListedWords, newDecisionsSchema, suggestionListSchema, undoneDecisionsSchema } from './suggestionMessages.ts';

const documentId = z.object({ documentId: z.string() });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, content: { 'application/json': { schema } } }) as const;

const list = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/suggestions',
  summary: 'What is suggested in a document and not decided',
  request: { params: documentId },
  responses: { 200: json(suggestionListSchema, 'In the order of the text'), ...refusals('notSignedIn', 'notFound', 'documentTooHeavy', 'readersBusy') },
});

const decided = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/suggestions/decisions',
  summary: 'What became of suggestions, and why',
  request: { params: documentId },
  responses: { 200: json(decisionListSchema, 'Oldest first'), ...refusals('notSignedIn', 'noRight', 'notFound') },
});

const decide = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/suggestions/decisions',
  summary: 'Say that suggestions were accepted or rejected, and why; the text itself is changed in the document',
  request: { params: documentId, body: body(newDecisionsSchema) },
  responses: {
    200: json(decisionListSchema, 'What stands of each, in the order given: whoever was first'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound'),
  },
});

const undo = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/suggestions/decisions/undone',
  summary: "Say that decisions of one's own were undone: the suggestions stand again",
  request: { params: documentId, body: body(undoneDecisionsSchema) },
  responses: { 204: { description: "Taken back; others' decisions stand" }, ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound') },
});

export function suggestionRoutes(server: ServerContext): Routes {
  const { storage, access, now } = server;
  const { suggestionDecisions } = storage.rows;
  const shown = async (naming: Naming, { suggestionId, suggestedBy, verdict, reason, by, at, quoted }: SuggestionDecisionRow) => ({
    suggestionId,
    suggestedBy,
    verdict,
    reason,
    by: await naming.actor(by),
    at: at.toISOString(),
    // As `decide` below has checked it.
    quoted: quoted as SuggestionDecisionList['decisions'][number]['quoted'],
  });
  /** What stands of each, whoever was first; in place of those that were on other words. */
  const put = (person: PersonRow, id: string, decisions: readonly SuggestionDecisionRow[], outlived: readonly SuggestionDecisionRow[]) =>
    storage.rows.transaction(async (rows) => {
      // Each quotes words of a text that may have been thrown away meanwhile.
      await access.documentNow(rows, person, id);
      for (const one of outlived) await rows.suggestionDecisions.remove(one);
      const kept: SuggestionDecisionRow[] = [];
      for (const decision of decisions) kept.push(await rows.suggestionDecisions.put(decision));
      return kept;
    });
  return newRoutes()
    .openapi(list, async (c) => {
      const person = requirePerson(c);
      const open = await access.document(person, c.req.valid('param').documentId);
      // What nobody accepted is no part of what came of the text.
      if (!open.readsVersions && publicStages.has(open.row.stage)) return c.json({ suggestions: [] }, 200);
      const [suggested, writers] = await Promise.all([readSuggestedFor(storage, open), storage.rows.way.writers(open.row.id)]);
      // The document says whose a suggestion is; a name goes only with those who have written in it.
      const people = await Promise.all(writers.map(({ personId }) => storage.rows.person(personId)));
      const names = new Map(people.flatMap((person) => (person === null ? [] : [[person.id, person.name || null]])));
      const suggestions = suggestionsIn(suggested).map(({ id, by, removed, added }) => ({
        id,
        by,
        name: names.get(by) ?? null,
        removed: removed.slice(0, longestListedWords).toWellFormed(),
        added: added.slice(0, longestListedWords).toWellFormed(),
      }));
      return c.json({ suggestions }, 200);
    })
    .openapi(decided, async (c) => {
      const person = requirePerson(c);
      const { row, shared, comments, readsVersions } = await access.document(person, c.req.valid('param').documentId);
      // A reason is said of the text as a comment is, and is for the same eyes.
      if (comments === 'none') throw new Refusal('noRight');
      const naming = new Naming(person, server);
      const all = await suggestionDecisions.of(row.id);
      // Each quotes words that stand no more, or never stood: who reads what was shared, or what came of it, is told of their own.
      const read = all.filter(({ suggestedBy }) => (shared === null && readsVersions) || suggestedBy === person.id);
      return c.json({ decisions: await Promise.all(read.map((decision) => shown(naming, decision))) }, 200);
    })
    .openapi(decide, async (c) => {
      const person = requirePerson(c);
      const { row, mayWrite } = await access.document(person, c.req.valid('param').documentId);
      if (!mayWrite) throw new Refusal('noRight');
      const { verdict, reason, suggestions } = c.req.valid('json');
      const naming = new Naming(person, server);
      const at = now();
      const quoted = await quotedAsRead(server, row.id, suggestions);
      const decisions = quoted.map((suggestion) => ({ ...suggestion, documentId: row.id, verdict, reason, by: person.id, at }));
      const first = await put(person, row.id, decisions, []);
      const outlived: SuggestionDecisionRow[] = [];
      for (const kept of first) if (kept.verdict !== verdict && (await isMadeAnew(storage, kept, { by: person.id, now: at }))) outlived.push(kept);
      const standing = outlived.length === 0 ? first : await put(person, row.id, decisions, outlived);
      // Of what somebody had decided before nothing new is told.
      const isNew = ({ by, at: decidedAt }: SuggestionDecisionRow) => by === person.id && decidedAt.getTime() === at.getTime();
      const makers = standing.filter(isNew).map(({ suggestedBy }) => suggestedBy);
      await storage.rows.transaction((rows) => tellOfAnswers(rows, { document: row, by: person, at, makers }));
      return c.json({ decisions: await Promise.all(standing.map((decision) => shown(naming, decision))) }, 200);
    })
    .openapi(undo, async (c) => {
      const person = requirePerson(c);
      const { row, mayWrite } = await access.document(person, c.req.valid('param').documentId);
      if (!mayWrite) throw new Refusal('noRight');
      for (const suggestion of c.req.valid('json').suggestions) await suggestionDecisions.remove({ ...suggestion, documentId: row.id, by: person.id });
      return c.body(null, 204);
    });
}
