import { accessibility } from './sv/accessibility.ts';
import { attachments } from './sv/attachments.ts';
import { audit } from './sv/audit.ts';
import { changes } from './sv/changes.ts';
import { checks } from './sv/checks.ts';
import { comments } from './sv/comments.ts';
import { deliberation } from './sv/deliberation.ts';
import { drafting } from './sv/drafting.ts';
import { errors } from './sv/errors.ts';
import { exporting } from './sv/exporting.ts';
import { frame } from './sv/frame.ts';
import { importing } from './sv/importing.ts';
import { keys } from './sv/keys.ts';
import { matters } from './sv/matters.ts';
import { notices } from './sv/notices.ts';
import { organisation } from './sv/organisation.ts';
import { people } from './sv/people.ts';
import { presence } from './sv/presence.ts';
import { publishing } from './sv/publishing.ts';
import { reporting } from './sv/reporting.ts';
import { reviewing } from './sv/reviewing.ts';
import { sharing } from './sv/sharing.ts';
import { signIn } from './sv/signIn.ts';
import { statements } from './sv/statements.ts';
import { suggestions } from './sv/suggestions.ts';
import { takingIn } from './sv/takingIn.ts';
import { verification } from './sv/verification.ts';
import { versions } from './sv/versions.ts';
import { way } from './sv/way.ts';
import { writers } from './sv/writers.ts';

/** Every word on the screen, by feature. The English catalogue has the same keys by type. */
export const sv = {
  accessibility,
  attachments,
  audit,
  changes,
  checks,
  comments,
  deliberation,
  drafting,
  errors,
  exporting,
  frame,
  importing,
  keys,
  matters,
  notices,
  organisation,
  people,
  presence,
  publishing,
  reporting,
  reviewing,
  sharing,
  signIn,
  statements,
  suggestions,
  takingIn,
  verification,
  versions,
  way,
  writers,
} as const;

/** The shape of a catalogue, whatever its language: the same keys, other words. */
export type Words<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Words<T[Key]> };
