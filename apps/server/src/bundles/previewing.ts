import type { BundlePreview } from '../api.ts';
import type { Rows } from '@yrka/storage';
import type { OpenBundle } from './openBundle.ts';
import { bodyHere, municipalityName } from './placing.ts';
import { recognise } from './recognising.ts';
import { obstacleTo } from './takingIn.ts';

/** What a bundle would become here, for whoever is to say yes to it. Changes nothing. */
export async function previewOf(rows: Rows, bundle: OpenBundle): Promise<Omit<BundlePreview, 'sha256'>> {
  const { manifest, matter, documents, municipality, people, logPath } = bundle;
  const [recognised, obstacle, here, ours] = await Promise.all([
    recognise(rows, people),
    obstacleTo(rows, bundle),
    rows.organisation.bodies(),
    municipalityName(rows),
  ]);
  const isOurs = municipality.name === ours;
  return {
    municipality: manifest.madeBy.municipality,
    madeAt: manifest.madeAt.toISOString(),
    title: matter.title,
    diarienummer: matter.diarienummer,
    stage: matter.stage,
    documents: documents.map(({ facts, threads, journalPath }) => ({
      id: facts.row.id,
      kind: facts.row.kind,
      title: facts.row.title,
      stage: facts.row.stage,
      isLocked: facts.locks.some(({ liftedAt }) => liftedAt === null),
      hasHistory: journalPath !== null,
      attachments: facts.attachments.length,
      comments: threads.reduce((count, { comments }) => count + comments.length, 0),
    })),
    offered: recognised.flatMap(({ id, name, party, offered }) => (offered === null ? [] : [{ id, name, party, title: offered.title }])),
    known: recognised.filter(({ is }) => is === 'known').length,
    added: recognised.filter(({ is }) => is === 'added').map(({ name, party }) => ({ name, party })),
    isOurs,
    newBodies: municipality.bodies.flatMap((body) => (bodyHere(here, body, isOurs) === undefined ? [{ id: body.id, name: body.name }] : [])),
    bodiesHere: here.filter(({ isActive }) => isActive).map(({ id, name }) => ({ id, name })),
    hasLog: logPath !== null,
    missing: manifest.missing.length,
    obstacle,
  };
}
