import { type DocumentKind, documentKinds } from '@yrka/schema';
import { describe, expect, it } from 'vitest';
import { documentActNames, documentActs, matterActNames, matterActs, mayActOnDocument, mayActOnMatter } from './acts.ts';
import { type Actor, type DocumentRole, documentRoles, type RegisterRole, registerRoles } from './actors.ts';
import {
  type DocumentFacts,
  importSpace,
  isLate,
  mayBeAskedToReview,
  mayComment,
  mayCreate,
  mayRead,
  mayReadAuditLog,
  mayReadComments,
  mayReadVersions,
  mayReceivePaper,
  mayTakeIn,
  mayTakeOut,
  maySuggest,
  mayWrite,
  type Place,
  readsAs,
  type Space,
} from './policies.ts';
import { type DocumentStage, matterStages, stagesOf, undecidedStages } from './stages.ts';

const group: Space = { kind: 'party', party: 'L', ownerId: 'anna' };
const spaces: Readonly<Record<Space['kind'], Space>> = { party: group, municipality: { kind: 'municipality' }, published: { kind: 'published' } };
const spaceKinds = ['party', 'municipality', 'published'] as const;

const actor = (id: string, party: string | null, ...roles: readonly RegisterRole[]): Actor => ({ id, party, roles: new Set(roles) });

/** Everyone who can ask: nobody; each role outside the group's party and in it. */
const actors: readonly (readonly [name: string, actor: Actor | null])[] = [
  ['nobody', null],
  ...registerRoles.map((role) => [role, actor('kim', 'C', role)] as const),
  ...registerRoles.map((role) => [`group:${role}`, actor('omar', 'L', role)] as const),
];
const inAndOut = (...roles: readonly RegisterRole[]) => roles.flatMap((role) => [role, `group:${role}`]);
const authors = ['group:member', 'group:substitute', 'group:electedRepresentative'];
const elected = inAndOut('member', 'substitute', 'electedRepresentative');
const administration = inAndOut('officer', 'approver', 'secretary', 'registrar');
const reviewers = inAndOut('reviewer');
const officials: ReadonlySet<string> = new Set([...administration, ...reviewers, ...inAndOut('administrator')]);
const everyone = inAndOut(...registerRoles.filter((role) => role !== 'guest'));

/** Who reads and writes, by kind, space and stage. Whoever is not listed may not. */
function expected(kind: DocumentKind, space: Space['kind'], stage: DocumentStage): { readonly read: readonly string[]; readonly write: readonly string[] } {
  const isOpen = stage === 'draft' || stage === 'working' || stage === 'published';
  const isHandedIn = kind === 'motion' || kind === 'writtenStatement';
  if (space === 'party') return { read: authors, write: isHandedIn && isOpen ? authors : [] };
  if (space === 'published') return { read: everyone, write: isOpen ? administration : [] };
  if (isHandedIn) return { read: [...elected, ...administration, ...reviewers], write: [] };
  if (kind === 'officerReport') {
    const read = [...administration, ...(stage === 'finalised' ? [...elected, ...reviewers] : [])];
    return { read, write: isOpen ? inAndOut('officer', 'approver', 'secretary') : [] };
  }
  const isVerified = stage === 'verified' || stage === 'announced';
  return { read: [...administration, ...(isVerified ? elected : [])], write: isOpen ? inAndOut('officer', 'secretary') : [] };
}

const cases = documentKinds.flatMap((kind) =>
  stagesOf[kind].flatMap((stage) => spaceKinds.flatMap((space) => actors.map(([name, who]) => ({ kind, stage, space, name, who })))),
);
/** Nothing, each role alone, and each beside that of a reviewer. */
const everyGiving: readonly DocumentFacts['given'][] = [
  new Set(),
  ...documentRoles.map((role) => new Set([role])),
  ...documentRoles.map((role) => new Set([role, 'reviewer'] as const)),
];
const factsOf = ({ kind, stage, space }: (typeof cases)[number], given: DocumentFacts['given'] = new Set()): DocumentFacts => ({
  kind,
  stage,
  space: spaces[space],
  given,
  isApproved: true,
  substitutesSign: false,
});

describe('reading and writing', () => {
  it('decides for everybody, every kind, space and stage', () => {
    for (const one of cases) {
      const { read, write } = expected(one.kind, one.space, one.stage);
      const facts = factsOf(one);
      expect({ ...one, read: mayRead(one.who, facts), write: mayWrite(one.who, facts) }).toEqual({
        ...one,
        read: read.includes(one.name),
        write: write.includes(one.name),
      });
    }
    console.log(`policies: ${cases.length} combinations of person, kind, space and stage`);
  });

  it('shows what was said of a document to those who work with it, and lets them speak', () => {
    const officials = inAndOut('officer', 'approver', 'secretary', 'registrar');
    const expectedComments = (kind: DocumentKind, space: Space['kind'], stage: DocumentStage) => {
      if (space === 'party') return { read: authors, write: authors };
      if (space === 'published' || kind === 'motion' || kind === 'writtenStatement') return { read: [], write: [] };
      return { read: officials, write: ['finalised', 'verified', 'announced'].includes(stage) ? [] : officials };
    };
    for (const one of cases) {
      const { read, write } = expectedComments(one.kind, one.space, one.stage);
      const facts = factsOf(one);
      expect({ ...one, read: mayReadComments(one.who, facts), write: mayComment(one.who, facts) }).toEqual({
        ...one,
        read: read.includes(one.name),
        write: write.includes(one.name),
      });
    }
  });

  it('shows how a document came to be to those who work with it, and to others only what it is', () => {
    const officials = inAndOut('officer', 'approver', 'secretary', 'registrar');
    const expectedVersions = (space: Space['kind']) => {
      if (space === 'party') return authors;
      return space === 'published' ? [] : officials;
    };
    for (const one of cases) {
      const facts = factsOf(one);
      expect({ ...one, versions: mayReadVersions(one.who, facts) }).toEqual({
        ...one,
        versions: mayWrite(one.who, facts) || expectedVersions(one.space).includes(one.name),
      });
    }
  });

  it('lets whoever was let into a draft speak of it, and who was given reading alone only read', () => {
    for (const one of cases.filter(({ space, who }) => space === 'party' && who !== null && who.party !== 'L')) {
      for (const role of documentRoles) {
        const facts = factsOf(one, new Set([role]));
        expect({ ...one, role, read: mayReadComments(one.who, facts), write: mayComment(one.who, facts) }).toEqual({
          ...one,
          role,
          // No official reviews a party's draft, by whatever way they were asked to.
          read: role !== 'reviewer' || !officials.has(one.name),
          write: role === 'reviewer' ? !officials.has(one.name) : role !== 'reader',
        });
      }
    }
  });

  it('has one who was asked to review, and does not write there, read what was shared and no more, until it is a public record', () => {
    const counted = { live: 0, shared: 0, none: 0 };
    for (const one of cases) {
      for (const given of everyGiving) {
        const facts = factsOf(one, given);
        const isHandedIn = one.kind === 'motion' || one.kind === 'writtenStatement';
        const isPublic =
          one.space === 'published' || (one.space === 'municipality' && (isHandedIn || ['finalised', 'verified', 'announced'].includes(one.stage)));
        const isAsked = given.has('reviewer') && !(one.space === 'party' && officials.has(one.name));
        // Who would write there if it were open.
        const isWriter = mayWrite(one.who, facts) || isLate(one.who, facts);
        const as = !mayRead(one.who, facts) ? null : isAsked && !isPublic && !isWriter ? 'shared' : 'live';
        counted[as ?? 'none']++;
        expect({ ...one, given: [...given], as: readsAs(one.who, facts), suggests: maySuggest(one.who, facts) }).toEqual({
          ...one,
          given: [...given],
          as,
          suggests: as === 'shared' && (one.stage === 'draft' || one.stage === 'working' || one.stage === 'published'),
        });
      }
    }
    console.log(`policies: ${JSON.stringify(counted)} combinations of person, kind, space, stage and what was given, by how they read`);
  });

  it('shows a report under work to no lawyer of the municipality with whom nobody shared it', () => {
    const report = (stage: DocumentStage, ...given: readonly DocumentRole[]): DocumentFacts => ({
      kind: 'officerReport',
      space: spaces.municipality,
      stage,
      given: new Set(given),
      isApproved: true,
      substitutesSign: false,
    });
    const maria = actor('maria', null, 'reviewer');
    expect(stagesOf.officerReport.map((stage) => readsAs(maria, report(stage)))).toEqual([null, null, null, 'live', null]);
    expect(stagesOf.officerReport.map((stage) => readsAs(maria, report(stage, 'reviewer')))).toEqual(['shared', 'shared', 'shared', 'live', 'shared']);
    expect(mayReadComments(maria, report('finalised', 'reviewer'))).toBe(true);
    expect(mayComment(maria, report('finalised', 'reviewer'))).toBe(false);
    expect(mayReadComments(maria, report('finalised'))).toBe(false);
    // Asking takes nothing from one who writes there.
    expect(readsAs(actor('rakel', null, 'officer'), report('working', 'reviewer'))).toBe('live');
  });

  it('asks the elected to review a draft, and those who work for the municipality to review its report', () => {
    const asked = (kind: DocumentKind, space: Space) =>
      actors.filter(([, who]) => who !== null && mayBeAskedToReview(who, { kind, space })).map(([name]) => name);
    expect(asked('motion', group).toSorted()).toEqual(elected.toSorted());
    expect(asked('officerReport', spaces.municipality).toSorted()).toEqual([...administration, ...reviewers].toSorted());
    expect([asked('minutesItem', spaces.municipality), asked('motion', spaces.municipality), asked('officerReport', spaces.published)]).toEqual([[], [], []]);
    expect(mayBeAskedToReview(actor('both', 'L', 'member', 'reviewer'), { kind: 'motion', space: group })).toBe(false);
  });

  it('lets nobody comment on what they may not read, whatever they were given', () => {
    for (const one of cases) {
      for (const given of everyGiving) {
        const facts = factsOf(one, given);
        if (mayComment(one.who, facts)) expect(mayReadComments(one.who, facts)).toBe(true);
        if (mayReadComments(one.who, facts)) expect(mayRead(one.who, facts)).toBe(true);
      }
    }
  });

  it('lets nobody write what they may not read, whatever they were given', () => {
    for (const one of cases) {
      for (const given of everyGiving) {
        const facts = factsOf(one, given);
        if (mayWrite(one.who, facts)) expect(mayRead(one.who, facts)).toBe(true);
      }
    }
  });

  it('shows nobody in the administration a draft of a party, even to one of its name', () => {
    for (const role of ['officer', 'approver', 'secretary', 'registrar', 'reviewer', 'administrator', 'guest'] as const) {
      for (const stage of stagesOf.motion) {
        expect(mayRead(actor('anna', 'L', role), { kind: 'motion', space: group, stage, given: new Set(), isApproved: true, substitutesSign: false })).toBe(
          false,
        );
      }
    }
  });

  it('keeps the draft of one without a party to that one alone', () => {
    const facts: DocumentFacts = {
      kind: 'motion',
      space: { kind: 'party', party: null, ownerId: 'vilde' },
      stage: 'draft',
      given: new Set(),
      isApproved: true,
      substitutesSign: false,
    };
    expect(mayWrite(actor('vilde', null, 'member'), facts)).toBe(true);
    expect(mayRead(actor('another', null, 'member'), facts)).toBe(false);
  });

  it('takes the draft from one who has left for another party', () => {
    expect(
      mayRead(actor('anna', 'M', 'member'), { kind: 'motion', space: group, stage: 'draft', given: new Set(), isApproved: true, substitutesSign: false }),
    ).toBe(false);
  });

  it('lets the registrar enter what came on paper, and nobody else', () => {
    expect(actors.filter(([, who]) => mayReceivePaper(who)).map(([name]) => name)).toEqual(inAndOut('registrar'));
  });

  it("lets the registrar take whole matters out, and nobody a party's", () => {
    for (const space of ['municipality', 'published'] as const)
      expect(actors.filter(([, who]) => mayTakeOut(who, space)).map(([name]) => name)).toEqual(inAndOut('registrar'));
    expect(actors.filter(([, who]) => mayTakeOut(who, 'party'))).toEqual([]);
    expect(actors.filter(([, who]) => mayTakeIn(who)).map(([name]) => name)).toEqual(inAndOut('registrar'));
    expect(mayTakeIn(null)).toBe(false);
  });

  it('gives a guest one document, to write in but never to sign or file', () => {
    const facts: DocumentFacts = { kind: 'motion', space: group, stage: 'draft', given: new Set(['invitedWriter']), isApproved: true, substitutesSign: false };
    const guest = actor('eva', null, 'guest');
    expect(mayWrite(guest, facts)).toBe(true);
    expect(documentActNames.filter((act) => mayActOnDocument(guest, act, facts))).toEqual([]);
    expect(documentActNames.filter((act) => mayActOnDocument(guest, act, { ...facts, stage: 'signing' }))).toEqual([]);
  });

  it('calls late what comes from a writer after the lock, and from nobody else', () => {
    const facts: DocumentFacts = { kind: 'motion', space: group, stage: 'signing', given: new Set(), isApproved: true, substitutesSign: false };
    expect(isLate(actor('omar', 'L', 'member'), facts)).toBe(true);
    expect(isLate(actor('omar', 'L', 'member'), { ...facts, stage: 'draft' })).toBe(false);
    expect(isLate(actor('kim', 'C', 'member'), facts)).toBe(false);
    expect(isLate(actor('rakel', null, 'officer'), facts)).toBe(false);
  });
});

describe('acts', () => {
  it('lets nobody do anything with what they may not read', () => {
    for (const one of cases) {
      const facts = factsOf(one);
      if (mayRead(one.who, facts)) continue;
      expect(documentActNames.filter((act) => mayActOnDocument(one.who, act, facts))).toEqual([]);
    }
  });

  it('names only stages that a document of its kinds can be in', () => {
    for (const act of documentActNames) {
      const { kinds, from, to } = documentActs[act];
      const possible = new Set(kinds.flatMap((kind) => stagesOf[kind]));
      for (const stage of from) expect(possible).toContain(stage);
      if (to !== null) expect(possible).toContain(to);
    }
    for (const act of matterActNames) for (const stage of matterActs[act].from) expect(matterStages).toContain(stage);
  });

  it('lets a member sign and file, and a substitute support', () => {
    const facts: DocumentFacts = { kind: 'motion', space: group, stage: 'signing', given: new Set(), isApproved: true, substitutesSign: false };
    const may = (who: Actor) => (['sign', 'support', 'file'] as const).filter((act) => mayActOnDocument(who, act, facts));
    expect(may(actor('omar', 'L', 'member'))).toEqual(['sign', 'file']);
    expect(may(actor('eva', 'L', 'substitute'))).toEqual(['support']);
    expect(may(actor('kim', 'C', 'member'))).toEqual([]);
  });

  it('lets a substitute sign where the municipality says that one who serves may, and file nowhere', () => {
    const facts: DocumentFacts = { kind: 'motion', space: group, stage: 'signing', given: new Set(), isApproved: true, substitutesSign: true };
    const substitute = actor('eva', 'L', 'substitute');
    expect((['sign', 'support', 'file'] as const).filter((act) => mayActOnDocument(substitute, act, facts))).toEqual(['sign', 'support']);
    expect(mayActOnDocument(actor('guest', null, 'guest'), 'sign', { ...facts, given: new Set(['invitedWriter']) })).toBe(false);
  });

  it('lets all who are elected in the group hand in a statement for the minutes, and no guest', () => {
    const facts: DocumentFacts = { kind: 'writtenStatement', space: group, stage: 'draft', given: new Set(), isApproved: true, substitutesSign: false };
    expect(actors.filter(([, who]) => mayActOnDocument(who, 'handIn', facts)).map(([name]) => name)).toEqual(authors);
    expect(mayActOnDocument(actor('eva', null, 'guest'), 'handIn', { ...facts, given: new Set(['invitedWriter']) })).toBe(false);
    expect(mayActOnDocument(actor('omar', 'L', 'member'), 'handIn', { ...facts, stage: 'filed' })).toBe(false);
    expect(mayActOnDocument(actor('omar', 'L', 'member'), 'file', facts)).toBe(false);
  });

  it('lets a guest whom the register knows as a substitute support, take that back and write, and nothing more', () => {
    const facts: DocumentFacts = {
      kind: 'motion',
      space: group,
      stage: 'signing',
      given: new Set(['invitedSubstitute']),
      isApproved: true,
      substitutesSign: true,
    };
    const eva = actor('eva', null, 'guest');
    expect(documentActNames.filter((act) => mayActOnDocument(eva, act, facts))).toEqual(['support', 'withdrawSignature']);
    expect(documentActNames.filter((act) => mayActOnDocument(eva, act, { ...facts, stage: 'draft' }))).toEqual([]);
    expect(mayWrite(eva, { ...facts, stage: 'draft' })).toBe(true);
    expect(mayActOnDocument(actor('rakel', null, 'officer'), 'support', facts)).toBe(false);
  });

  it('has those told who wrote what whose text it is, while it is written in, and nobody whom they only let in', () => {
    const municipal = {
      officerReport: inAndOut('officer', 'approver', 'secretary'),
      minutesItem: inAndOut('officer', 'secretary'),
      motion: [],
      writtenStatement: [],
    };
    for (const one of cases) {
      const isOpen = one.stage === 'draft' || one.stage === 'working';
      const allowed = one.space === 'party' ? authors : one.space === 'municipality' ? municipal[one.kind] : [];
      for (const act of ['showWriters', 'hideWriters'] as const)
        expect({ ...one, act, may: mayActOnDocument(one.who, act, factsOf(one)) }).toEqual({ ...one, act, may: isOpen && allowed.includes(one.name) });
    }
    const draft = { kind: 'motion', space: group, stage: 'draft', isApproved: true, substitutesSign: false } as const;
    for (const role of documentRoles)
      expect([role, mayActOnDocument(actor('kim', 'C', 'member'), 'showWriters', { ...draft, given: new Set([role]) })]).toEqual([role, role === 'author']);
  });

  it('lets a member of another party sign who was made an author', () => {
    const facts: DocumentFacts = { kind: 'motion', space: group, stage: 'signing', given: new Set(['author']), isApproved: true, substitutesSign: false };
    expect(mayActOnDocument(actor('kim', 'C', 'member'), 'sign', facts)).toBe(true);
  });

  it('lets only an approver approve, and only what awaits it', () => {
    const facts: DocumentFacts = {
      kind: 'officerReport',
      space: { kind: 'municipality' },
      stage: 'approval',
      given: new Set(),
      isApproved: true,
      substitutesSign: false,
    };
    expect(mayActOnDocument(actor('rakel', null, 'officer'), 'approve', facts)).toBe(false);
    expect(mayActOnDocument(actor('chef', null, 'approver'), 'approve', facts)).toBe(true);
    expect(mayActOnDocument(actor('chef', null, 'approver'), 'approve', { ...facts, stage: 'working' })).toBe(false);
  });

  it('lets a report be finalised when it is approved, or at once where nobody approves', () => {
    const facts: DocumentFacts = {
      kind: 'officerReport',
      space: { kind: 'municipality' },
      stage: 'working',
      given: new Set(),
      isApproved: true,
      substitutesSign: false,
    };
    const may = (change: Partial<DocumentFacts>) => mayActOnDocument(actor('rakel', null, 'officer'), 'finalise', { ...facts, ...change });
    expect([may({}), may({ stage: 'approval' }), may({ stage: 'approved' }), may({ isApproved: false })]).toEqual([false, false, true, true]);
  });

  describe('on an item of the minutes', () => {
    const item = (stage: DocumentStage, ...given: readonly DocumentRole[]): DocumentFacts => ({
      kind: 'minutesItem',
      space: { kind: 'municipality' },
      stage,
      given: new Set(given),
      isApproved: true,
      substitutesSign: false,
    });
    const acts = (who: Actor, facts: DocumentFacts) => documentActNames.filter((act) => mayActOnDocument(who, act, facts));

    it('gives each stage exactly the acts that lead on from it', () => {
      const jonas = actor('jonas', null, 'secretary');
      expect(stagesOf.minutesItem.map((stage) => [stage, acts(jonas, item(stage))])).toEqual([
        ['working', ['showWriters', 'hideWriters', 'sendForVerification']],
        ['sentForVerification', ['returnItem', 'recordVerification']],
        ['verified', ['postPublicNotice', 'correct', 'publish']],
        ['announced', ['correct', 'publish']],
        // What a sample is, is said by its space; one that is no sample is in no such stage.
        ['published', []],
      ]);
    });

    it('is verified by those who were chosen to, whoever they are, and by nobody else', () => {
      for (const [name, who] of actors) {
        if (who === null) continue;
        expect({ name, may: acts(who, item('sentForVerification')).includes('verify') }).toEqual({ name, may: false });
        expect({ name, may: acts(who, item('sentForVerification', 'verifier')).includes('verify') }).toEqual({ name, may: true });
        expect({ name, may: acts(who, item('working', 'verifier')).includes('verify') }).toEqual({ name, may: false });
      }
    });

    it('is never opened or changed again when it has been verified', () => {
      for (const stage of ['verified', 'announced'] as const) {
        for (const [name, who] of actors) {
          for (const given of documentRoles) {
            const facts = item(stage, given);
            expect({ name, stage, given, write: mayWrite(who, facts), open: mayActOnDocument(who, 'returnItem', facts) }).toEqual({
              name,
              stage,
              given,
              write: false,
              open: false,
            });
          }
        }
      }
    });
  });

  it('lets only the registrar give a number, and only movers withdraw while the assembly has not decided', () => {
    const received = { space: 'municipality', stage: 'received', isMover: false } as const;
    expect(mayActOnMatter(actor('jonas', null, 'registrar'), 'register', received)).toBe(true);
    expect(mayActOnMatter(actor('rakel', null, 'officer'), 'register', received)).toBe(false);
    for (const stage of matterStages) {
      const may = mayActOnMatter(actor('anna', 'L', 'member'), 'withdraw', { space: 'municipality', stage, isMover: true });
      expect(may).toBe(undecidedStages.has(stage));
      expect(mayActOnMatter(actor('kim', 'C', 'member'), 'withdraw', { space: 'municipality', stage, isMover: false })).toBe(false);
    }
  });

  it('has no act for a matter that is a party draft', () => {
    for (const act of matterActNames) {
      for (const [, who] of actors) expect(mayActOnMatter(who, act, { space: 'party', stage: 'drafting', isMover: true })).toBe(false);
    }
  });
});

describe('creating and importing', () => {
  const places: readonly Place[] = [
    { kind: 'newMatter' },
    ...matterStages.map(
      (stage) => ({ kind: 'matter', stage, space: stage === 'drafting' ? 'party' : stage === 'published' ? 'published' : 'municipality' }) as const,
    ),
  ];

  it('decides for everybody and every place', () => {
    for (const place of places) {
      const may = (kind: DocumentKind) => actors.filter(([, who]) => mayCreate(who, kind, place)).map(([name]) => name);
      const isUnderWay = place.kind === 'matter' && undecidedStages.has(place.stage);
      expect(may('motion').toSorted()).toEqual(place.kind === 'newMatter' ? elected.toSorted() : []);
      expect(may('officerReport').toSorted()).toEqual(isUnderWay ? inAndOut('officer', 'approver', 'secretary').toSorted() : []);
      const isDecided = place.kind === 'matter' && place.stage === 'decided';
      expect(may('writtenStatement').toSorted()).toEqual(isUnderWay || isDecided ? elected.toSorted() : []);
      expect(may('minutesItem').toSorted()).toEqual(isUnderWay ? inAndOut('officer', 'secretary').toSorted() : []);
    }
  });

  it('puts what an officer reads in with the municipality, and what a member reads in with the party', () => {
    for (const kind of documentKinds) {
      for (const [name, who] of actors) {
        const space = importSpace(who, kind);
        if (administration.includes(name)) expect(space).toEqual({ kind: 'municipality' });
        else if (kind === 'motion' && elected.includes(name)) expect(space).toEqual({ kind: 'party', party: who?.party, ownerId: who?.id });
        else expect(space).toBeNull();
      }
    }
  });
});

describe('the audit log', () => {
  it("is the group's in a party's space, and the registrar's and the administrator's in the municipality's", () => {
    const readers = (space: Space) => actors.filter(([, who]) => mayReadAuditLog(who, space)).map(([name]) => name);
    expect(readers(group)).toEqual(authors);
    const keepers = ['registrar', 'administrator', 'group:registrar', 'group:administrator'];
    expect(readers(spaces.municipality)).toEqual(keepers);
    expect(readers(spaces.published)).toEqual(keepers);
  });

  it("is its owner's alone where a draft has no party, and theirs no longer when they work for the municipality", () => {
    const own: Space = { kind: 'party', party: null, ownerId: 'kim' };
    expect(mayReadAuditLog(actor('kim', null, 'member'), own)).toBe(true);
    expect(mayReadAuditLog(actor('omar', null, 'member'), own)).toBe(false);
    expect(mayReadAuditLog(actor('kim', null, 'registrar', 'administrator'), own)).toBe(false);
  });
});
