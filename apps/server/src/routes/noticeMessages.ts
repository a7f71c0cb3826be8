import { z } from '@hono/zod-openapi';
import { mailHabits } from '@yrka/storage';
import { noticeKinds } from '../notices/tell.ts';
import { documentKindSchema } from './messages.ts';

/** What travels to and from the routes of notices. */

const noticeSchema = z
  .object({
    id: z.string(),
    kind: z.enum(noticeKinds),
    at: z.iso.datetime(),
    isRead: z.boolean(),
    actor: z
      .object({ id: z.string(), name: z.string().nullable().openapi({ description: 'null for one who has left the register' }) })
      .nullable()
      .openapi({ description: 'null for the program itself' }),
    matter: z
      .object({ id: z.string(), title: z.string(), isMuted: z.boolean() })
      .nullable()
      .openapi({ description: 'null when there is none that the person may read now' }),
    document: z.object({ id: z.string(), title: z.string(), kind: documentKindSchema }).nullable().openapi({ description: 'The same' }),
    commentId: z.string().nullable().openapi({ description: 'The comment of the document that it is about; null for none' }),
  })
  .openapi('Notice');

export const noticesSchema = z
  .object({
    notices: z.array(noticeSchema),
    unread: z.number().int().openapi({ description: 'Of those that are shown' }),
  })
  .openapi('Notices');

export const readNoticesSchema = z
  .object({ ids: z.array(z.string().max(100)).max(500).optional().openapi({ description: 'All without it' }) })
  .openapi('ReadNotices');

export const mailHabitSchema = z.object({ habit: z.enum(mailHabits) }).openapi('MailHabit');

export const noticeSettingsSchema = mailHabitSchema
  .extend({
    mail: z.enum(['on', 'off', 'noAddress']).openapi({ description: 'Whether mail is sent at all, and whether the register has an address of the person' }),
    muted: z.array(z.object({ id: z.string(), title: z.string().nullable() })),
  })
  .openapi('NoticeSettings');
