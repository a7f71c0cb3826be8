import { describe } from 'vitest';
import type { Storage } from './contract.ts';
import { describeJournal } from './contract/journal.suite.ts';
import { describeRows } from './contract/rows.suite.ts';
import { describeWay } from './contract/way.suite.ts';
import { describeOrganisation } from './contract/organisation.suite.ts';
import { describeNotices } from './contract/notices.suite.ts';
import { describeComments } from './contract/comments.suite.ts';
import { describeDecisions } from './contract/decisions.suite.ts';
import { describeMasks } from './contract/masks.suite.ts';
import { describeReviews } from './contract/reviews.suite.ts';
import { describeRuns } from './contract/runs.suite.ts';
import { describeAudit } from './contract/audit.suite.ts';

/** The rules of SPEC.md that every store keeps. `open` gives an empty store; the caller closes it. */
export function describeStorage(name: string, open: () => Promise<Storage>): void {
  describe(name, () => {
    describeJournal(open);
    describeRows(open);
    describeWay(open);
    describeOrganisation(open);
    describeNotices(open);
    describeComments(open);
    describeDecisions(open);
    describeMasks(open);
    describeReviews(open);
    describeRuns(open);
    describeAudit(open);
  });
}
