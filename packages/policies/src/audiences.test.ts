import { documentKinds } from '@yrka/schema';
import { expect, it } from 'vitest';
import { type Actor, type DocumentRole, documentRoles, type RegisterRole, registerRoles } from './actors.ts';
import { type Audience, audiences, audiencesIn, audiencesOf, mayReadThread } from './audiences.ts';
import { type DocumentFacts, mayReadComments, type Space } from './policies.ts';
import { stagesOf } from './stages.ts';

const spaces: readonly Space[] = [{ kind: 'party', party: 'L', ownerId: 'anna' }, { kind: 'municipality' }, { kind: 'published' }];
const actorOf = (party: string, ...roles: readonly RegisterRole[]): Actor => ({ id: 'kim', party, roles: new Set(roles) });
const actors: readonly (readonly [name: string, actor: Actor | null])[] = [
  ['nobody', null],
  ...registerRoles.map((role) => [role, actorOf('C', role)] as const),
  ...registerRoles.map((role) => [`group:${role}`, actorOf('L', role)] as const),
  // The register takes none that is both; what came from elsewhere may have it.
  ['officer and member', actorOf('C', 'officer', 'member')],
];
const given: readonly (DocumentRole | null)[] = [null, ...documentRoles];
const cases = documentKinds.flatMap((kind) =>
  stagesOf[kind].flatMap((stage) =>
    spaces.flatMap((space) => actors.flatMap(([name, actor]) => given.map((role) => ({ kind, stage, space, name, actor, role })))),
  ),
);
type Case = (typeof cases)[number];
const factsOf = ({ kind, stage, space, role }: Case): DocumentFacts => ({
  kind,
  stage,
  space,
  given: new Set(role === null ? [] : [role]),
  isApproved: true,
  substitutesSign: false,
});

/** Of those who read the comments of the document; by name, as the register and the document's own list know them. */
const circles: Readonly<Record<Audience, (one: Case) => boolean>> = {
  readers: () => true,
  group: ({ space, name }) => space.kind === 'party' && ['group:member', 'group:substitute', 'group:electedRepresentative'].includes(name),
  administration: ({ space, name }) => space.kind === 'municipality' && /^(group:)?(officer|approver|secretary|registrar)$/.test(name),
  writers: ({ kind, space, name, role }) => {
    const own = name.replace('group:', '');
    if (space.kind === 'party') {
      if (kind !== 'motion' && kind !== 'writtenStatement') return false;
      const isElected = /member|substitute|electedRepresentative/.test(own);
      return (isElected && (name.startsWith('group:') || role === 'author')) || role === 'invitedWriter' || role === 'invitedSubstitute';
    }
    if (kind === 'officerReport') return /officer|secretary|approver/.test(own);
    return kind === 'minutesItem' && /officer|secretary/.test(own);
  },
};

it('shows a thread to its circle among those who read the comments, and to nobody else', () => {
  let shown = 0;
  for (const one of cases) {
    const facts = factsOf(one);
    for (const audience of audiences) {
      const isOffered = audiencesIn[one.space.kind].includes(audience);
      const expected = isOffered && mayReadComments(one.actor, facts) && circles[audience](one);
      expect({ ...one, audience, reads: mayReadThread(one.actor, facts, { audience, begunBy: 'somebody' }) }).toEqual({ ...one, audience, reads: expected });
      expect(audiencesOf(one.actor, facts).includes(audience)).toBe(expected);
      if (expected) shown++;
    }
  }
  console.log(`audiences: ${cases.length * audiences.length} combinations of person, what they were given, kind, space, stage and circle; ${shown} shown`);
});

it('shows a thread to who began it, whatever its circle, as long as they read any comment of the document', () => {
  for (const one of cases) {
    const facts = factsOf(one);
    for (const audience of [...audiences, 'of a newer program'])
      expect({ ...one, reads: mayReadThread(one.actor, facts, { audience, begunBy: 'kim' }) }).toEqual({ ...one, reads: mayReadComments(one.actor, facts) });
  }
});

it('shows a thread for a circle that it does not know to nobody else', () => {
  for (const one of cases) expect(mayReadThread(one.actor, factsOf(one), { audience: 'of a newer program', begunBy: 'somebody' })).toBe(false);
});

it('lets everybody of a narrower circle read what is for the wider, and nobody of the administration what is a group’s', () => {
  for (const one of cases) {
    const own = audiencesOf(one.actor, factsOf(one));
    if (own.length > 0) expect(own).toContain('readers');
    if (one.space.kind === 'party') expect(own).not.toContain('administration');
    else expect(own).not.toContain('group');
  }
});
