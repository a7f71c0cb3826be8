import type { sv, Words } from './sv.ts';
import { accessibility } from './en/accessibility.ts';
import { attachments } from './en/attachments.ts';
import { audit } from './en/audit.ts';
import { changes } from './en/changes.ts';
import { checks } from './en/checks.ts';
import { comments } from './en/comments.ts';
import { deliberation } from './en/deliberation.ts';
import { drafting } from './en/drafting.ts';
import { errors } from './en/errors.ts';
import { exporting } from './en/exporting.ts';
import { frame } from './en/frame.ts';
import { importing } from './en/importing.ts';
import { keys } from './en/keys.ts';
import { matters } from './en/matters.ts';
import { notices } from './en/notices.ts';
import { organisation } from './en/organisation.ts';
import { people } from './en/people.ts';
import { presence } from './en/presence.ts';
import { publishing } from './en/publishing.ts';
import { reporting } from './en/reporting.ts';
import { reviewing } from './en/reviewing.ts';
import { sharing } from './en/sharing.ts';
import { signIn } from './en/signIn.ts';
import { statements } from './en/statements.ts';
import { suggestions } from './en/suggestions.ts';
import { takingIn } from './en/takingIn.ts';
import { verification } from './en/verification.ts';
import { versions } from './en/versions.ts';
import { way } from './en/way.ts';
import { writers } from './en/writers.ts';

/** The English interface; incomplete is a type error. */
export const en: Words<typeof sv> = {
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
};
