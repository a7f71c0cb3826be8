import type { DocumentRow, MatterRow, PersonRow, Storage } from '@yrka/storage';
import { threadsFor } from '../comments/comments.ts';
import type { ServerContext } from '../context.ts';
import { actorOf, type OpenMatter } from '../documents/access.ts';
import type { BundleSight } from './matterBundle.ts';

/** What a person sees of a matter. */
export function sightOf(server: ServerContext, person: PersonRow, matter: OpenMatter): BundleSight {
  return {
    matter: matter.row,
    documents: matter.documents.map(({ row, shared, comments, readsVersions }) => ({
      row,
      shared,
      matter: matter.row,
      hasComments: comments !== 'none',
      readsVersions,
    })),
    motionBeside: (row) => server.access.motionBeside(person, row),
    threads: async ({ id }) => {
      const document = matter.documents.find(({ row }) => row.id === id);
      return document === undefined ? [] : threadsFor({ server, person, document });
    },
    own: null,
    hasLog: server.access.policies.mayReadAuditLog(actorOf(person), { kind: 'municipality' }),
  };
}

/** What there is of a matter outside the parties' spaces, for a command of whoever runs the program. */
export async function sightOfMunicipality({ rows }: Pick<Storage, 'rows'>, matter: MatterRow): Promise<BundleSight> {
  const documents = (await rows.documents(matter.id)).filter(({ space }) => space !== 'party');
  return {
    matter,
    documents: documents.map((row) => ({ row, shared: null, matter, hasComments: true, readsVersions: true })),
    motionBeside: async ({ id }: DocumentRow) => documents.find(({ kind, id: other }) => kind === 'motion' && other !== id) ?? null,
    threads: ({ id }) => rows.comments.threads(id),
    own: await rows.own.of(matter.id),
    hasLog: true,
  };
}
