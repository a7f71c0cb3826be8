import { createRoute, z } from '@hono/zod-openapi';
import type { PersonRow } from '@yrka/storage';
import type { Notices, NoticeSettings } from '../api.ts';
import type { Routes, ServerContext } from '../context.ts';
import { Naming } from '../documents/naming.ts';
import { addressForNotices } from '../notices/mailing.ts';
import { noticeKinds } from '../notices/tell.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson, signedIn } from '../session.ts';
import { mailHabitSchema, noticeSettingsSchema, noticesSchema, readNoticesSchema } from './noticeMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

/** As many as anybody reads back through. */
const shownNotices = 100;

const list = createRoute({
  method: 'get',
  path: '/api/notices',
  summary: 'What one has been told',
  responses: { 200: json(noticesSchema, 'Newest first'), ...refusals('notSignedIn') },
});

const markRead = createRoute({
  method: 'post',
  path: '/api/notices/read',
  summary: 'Mark some, or all, as read',
  request: { body: { required: true, content: { 'application/json': { schema: readNoticesSchema } } } },
  responses: { 204: { description: 'Read' }, ...refusals('badRequest', 'notSignedIn') },
});

const stream = createRoute({
  method: 'get',
  path: '/api/notices/stream',
  summary: 'Server-sent events: `changed` when there is something new. Ends with the session',
  responses: { 200: { description: 'Until one leaves', content: { 'text/event-stream': { schema: z.string() } } }, ...refusals('notSignedIn') },
});

const matterId = z.object({ matterId: z.string() });

const mute = createRoute({
  method: 'post',
  path: '/api/notices/muted/{matterId}',
  summary: 'Hear no more of a matter',
  request: { params: matterId },
  responses: { 204: { description: 'Muted' }, ...refusals('notSignedIn', 'notFound') },
});

const unmute = createRoute({
  method: 'delete',
  path: '/api/notices/muted/{matterId}',
  summary: 'Hear of a matter again',
  request: { params: matterId },
  responses: { 204: { description: 'Not muted' }, ...refusals('notSignedIn') },
});

const readSettings = createRoute({
  method: 'get',
  path: '/api/notices/settings',
  summary: 'How one is told',
  responses: { 200: json(noticeSettingsSchema, 'The settings'), ...refusals('notSignedIn') },
});

const changeSettings = createRoute({
  method: 'post',
  path: '/api/notices/settings',
  summary: 'Choose how often one wants mail',
  request: { body: { required: true, content: { 'application/json': { schema: mailHabitSchema } } } },
  responses: { 200: json(noticeSettingsSchema, 'The settings'), ...refusals('badRequest', 'notSignedIn') },
});

export function noticeRoutes(server: ServerContext): Routes {
  const { access, now, streams, rooms } = server;
  const { notices } = server.storage.rows;
  return (
    newRoutes()
      .openapi(list, async (c) => c.json(await noticesOf(requirePerson(c), server), 200))
      .openapi(markRead, async (c) => {
        await notices.markRead(requirePerson(c).id, now(), c.req.valid('json').ids);
        return c.body(null, 204);
      })
      .openapi(stream, async (c) => {
        let known: Awaited<ReturnType<typeof signedIn>> = null;
        // As at a connection: who was signed out meanwhile would listen on.
        for (let endings = -1; endings !== rooms.endings; ) {
          endings = rooms.endings;
          known = await signedIn(c, server);
        }
        if (known === null) throw new Refusal('notSignedIn');
        const { person, session } = known;
        return c.body(streams.open({ personId: person.id, sessionId: session.id, endsAt: session.endsAt }), 200, {
          'Content-Type': 'text/event-stream; charset=utf-8',
          // nginx would keep the events until there are enough of them.
          'X-Accel-Buffering': 'no',
        });
      })
      .openapi(mute, async (c) => {
        const person = requirePerson(c);
        const { row } = await access.matter(person, c.req.valid('param').matterId);
        await notices.mute(person.id, row.id, true);
        return c.body(null, 204);
      })
      // Also for a matter that the person may read no longer.
      .openapi(unmute, async (c) => {
        await notices.mute(requirePerson(c).id, c.req.valid('param').matterId, false);
        return c.body(null, 204);
      })
      .openapi(readSettings, async (c) => c.json(await settingsOf(requirePerson(c), server), 200))
      .openapi(changeSettings, async (c) => {
        const person = requirePerson(c);
        await notices.setMailHabit(person.id, c.req.valid('json').habit);
        return c.json(await settingsOf(person, server), 200);
      })
  );
}

/** With names and titles as the person may see them now: what they were told of may since have been closed to them. */
async function noticesOf(person: PersonRow, server: ServerContext): Promise<Notices> {
  const { notices } = server.storage.rows;
  const [rows, muted] = await Promise.all([notices.of(person.id, shownNotices), notices.muted(person.id)]);
  const naming = new Naming(person, server);
  const shown = await Promise.all(
    rows.map(async ({ id, kind: stored, at, readAt, actorId, matterId, documentId, commentId }) => {
      const kind = noticeKinds.find((known) => known === stored);
      if (kind === undefined) return []; // of a newer program, which has the words for it
      const [actor, matter, document] = await Promise.all([
        actorId === null ? null : naming.actor(actorId),
        matterId === null ? null : naming.matter(matterId),
        documentId === null ? null : naming.document(documentId),
      ]);
      return [
        {
          id,
          kind,
          at: at.toISOString(),
          isRead: readAt !== null,
          actor,
          matter: matter && { ...matter, isMuted: muted.includes(matter.id) },
          document,
          commentId: document && commentId,
        },
      ];
    }),
  );
  const all = shown.flat();
  return { notices: all, unread: all.filter(({ isRead }) => !isRead).length };
}

async function settingsOf(person: PersonRow, { access, storage, mailer }: ServerContext): Promise<NoticeSettings> {
  const { notices } = storage.rows;
  const [habit, muted] = await Promise.all([notices.mailHabit(person.id), notices.muted(person.id)]);
  const naming = new Naming(person, { access, storage });
  return {
    habit,
    mail: !mailer.isOn ? 'off' : addressForNotices(person) === null ? 'noAddress' : 'on',
    muted: await Promise.all(muted.map(async (id) => ({ id, title: (await naming.matter(id))?.title ?? null }))),
  };
}
