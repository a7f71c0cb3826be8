import { createRoute, z } from '@hono/zod-openapi';
import type { DocumentActName } from '@yrka/policies';
import type { InvitationRow, PersonRow } from '@yrka/storage';
import type { Context } from 'hono';
import type { Invitation, Sharing } from '../api.ts';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import type { OpenDocument } from '../documents/access.ts';
import { shareToShow } from '../documents/reading.ts';
import { Invitations } from '../invitations/invitations.ts';
import { Refusal } from '../refusal.ts';
import { beginSession, requirePerson } from '../session.ts';
import {
  enteredSchema,
  enterSchema,
  invitationCodeSchema,
  newGrantSchema,
  newInvitationSchema,
  openedInvitationSchema,
  sentInvitationSchema,
  sharingSchema,
  tokenSchema,
} from './sharingMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { personOf } from './session.ts';

const ofDocument = z.object({ documentId: z.string() });
const done = { 204: { description: 'It is so' } };
const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });

const list = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/sharing',
  summary: 'Who has access to a draft',
  request: { params: ofDocument },
  responses: { 200: json(sharingSchema, 'The group, those who were given access, and links not yet used'), ...refusals('notSignedIn', 'noRight', 'notFound') },
});

const give = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/grants',
  summary: 'Give somebody of the register access to a draft',
  request: { params: ofDocument, body: body(newGrantSchema) },
  responses: { ...done, ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict', 'mayBecomePublic') },
});

const endGrant = createRoute({
  method: 'delete',
  path: '/api/documents/{documentId}/grants/{personId}',
  summary: 'End what somebody was given, at once',
  request: { params: ofDocument.extend({ personId: z.string() }) },
  responses: { ...done, ...refusals('notSignedIn', 'noRight', 'notFound') },
});

const invite = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/invitations',
  summary: 'Make a link for somebody from outside; mailed, where there is an address and mail',
  request: { params: ofDocument, body: body(newInvitationSchema) },
  responses: {
    201: json(sentInvitationSchema, 'The invitation, and its token this once'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict', 'mayBecomePublic', 'mayNotReview'),
  },
});

const ofInvitation = ofDocument.extend({ invitationId: z.string() });

const showCode = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/invitations/{invitationId}/code',
  summary: 'A code for the inviter to hand over; the former one is good no longer',
  request: { params: ofInvitation },
  responses: {
    200: json(invitationCodeSchema, 'The code, this once'),
    ...refusals('notSignedIn', 'noRight', 'notFound', 'invitationEnded', 'invitationExpired'),
  },
});

const endInvitation = createRoute({
  method: 'delete',
  path: '/api/documents/{documentId}/invitations/{invitationId}',
  summary: 'Take back a link, and what came of it',
  request: { params: ofInvitation },
  responses: { ...done, ...refusals('notSignedIn', 'noRight', 'notFound', 'conflict') },
});

// The token travels in the body: paths end up in logs, also those of proxies.
const open = createRoute({
  method: 'post',
  path: '/api/invitations/opened',
  summary: 'What a link leads to, for whoever has it: who invites, and nothing of the document',
  request: { body: body(tokenSchema) },
  responses: { 200: json(openedInvitationSchema, 'The invitation'), ...refusals('badRequest', 'invitationUnknown', 'invitationEnded', 'invitationExpired') },
});

const mailCode = createRoute({
  method: 'post',
  path: '/api/invitations/codes',
  summary: 'Have the code mailed to the address that was invited',
  request: { body: body(tokenSchema) },
  responses: { ...done, ...refusals('badRequest', 'invitationUnknown', 'invitationEnded', 'invitationExpired', 'mailIsOff', 'codesSpent') },
});

const enter = createRoute({
  method: 'post',
  path: '/api/invitations/entered',
  summary: 'Come in with link and code, as a guest of one document',
  request: { body: body(enterSchema) },
  responses: {
    200: json(enteredSchema, 'Where to go'),
    ...refusals('badRequest', 'invitationUnknown', 'invitationEnded', 'invitationExpired', 'codeWrong', 'codeExpired', 'codeSpent'),
  },
});

export function invitationRoutes(server: ServerContext): Routes {
  const { access, config, rooms } = server;
  const invitations = new Invitations(server);

  /** The draft, for somebody who may do this with it now. */
  const draft = async (c: Context<RequestEnv>, id: string, act: DocumentActName): Promise<OpenDocument & { readonly person: PersonRow }> => {
    const person = requirePerson(c);
    const document = await access.document(person, id);
    if (!document.acts.includes(act)) throw new Refusal('noRight');
    return { ...document, person };
  };

  return newRoutes()
    .openapi(list, async (c) => {
      // Who may end may look, also when nobody can be invited any more.
      const { row, acts } = await draft(c, c.req.valid('param').documentId, 'endInvitation');
      const { group, given, open: unused } = await invitations.sharing(row);
      const answer: Sharing = {
        mayInvite: acts.includes('inviteWriter'),
        mailIsOn: server.mailer.isOn,
        isShared: (await shareToShow(server.storage, row.id)) !== null,
        group: group.map(personOf),
        // Who reviews by being asked alone stands among those who review.
        given: given
          .filter(({ person, role }) => role !== 'reviewer' || person.roles.includes('guest'))
          .map(({ person, role, at }) => ({ person: personOf(person), role, at: at.toISOString() })),
        open: unused.map((invitation) => invitationOf(invitation, server.now())),
      };
      return c.json(answer, 200);
    })
    .openapi(give, async (c) => {
      const { row, person } = await draft(c, c.req.valid('param').documentId, 'inviteWriter');
      const { personId, role, acknowledged } = c.req.valid('json');
      await invitations.giveAccess(row, person, { personId, role, isAcknowledged: acknowledged });
      return c.body(null, 204);
    })
    .openapi(endGrant, async (c) => {
      const { documentId, personId } = c.req.valid('param');
      const { row, person } = await draft(c, documentId, 'endInvitation');
      await invitations.endAccess(row, person, personId);
      return c.body(null, 204);
    })
    .openapi(invite, async (c) => {
      const { row, person } = await draft(c, c.req.valid('param').documentId, 'inviteWriter');
      const { name, email, role, acknowledged } = c.req.valid('json');
      const origin = config.publicUrl ?? new URL(c.req.url).origin;
      const { invitation, token } = await invitations.invite(row, person, { name, email, role, isAcknowledged: acknowledged }, origin);
      return c.json({ invitation: invitationOf(invitation, server.now()), token, isMailed: email !== null && server.mailer.isOn }, 201);
    })
    .openapi(showCode, async (c) => {
      const { documentId, invitationId } = c.req.valid('param');
      const { row, person } = await draft(c, documentId, 'endInvitation');
      const { code, expiresAt } = await invitations.showCode(row, person, invitationId);
      return c.json({ code, expiresAt: expiresAt.toISOString() }, 200);
    })
    .openapi(endInvitation, async (c) => {
      const { documentId, invitationId } = c.req.valid('param');
      const { row, person } = await draft(c, documentId, 'endInvitation');
      await invitations.end(row, person, invitationId);
      return c.body(null, 204);
    })
    .openapi(open, async (c) => {
      const { inviter, isMailed, isUsed } = await invitations.open(c.req.valid('json').token);
      return c.json({ inviter, isMailed, isUsed }, 200);
    })
    .openapi(mailCode, async (c) => {
      await invitations.mailCode(c.req.valid('json').token);
      return c.body(null, 204);
    })
    .openapi(enter, async (c) => {
      const { token, code } = c.req.valid('json');
      const { person, documentId } = await invitations.enter(token, code);
      const former = c.get('sessionId');
      await beginSession(c, server, person);
      if (former !== null) await rooms.sessionEnded(former);
      return c.json({ documentId }, 200);
    });
}

function invitationOf({ id, name, email, role, at, expiresAt }: InvitationRow, now: Date): Invitation {
  return { id, name, email, role, at: at.toISOString(), expiresAt: expiresAt.toISOString(), isExpired: expiresAt <= now };
}
