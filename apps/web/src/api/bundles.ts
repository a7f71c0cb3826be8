import { useQueryClient } from '@tanstack/react-query';
import type { BundlePreview, TakenIn } from '@yrka/server/api';
import { readJson, sendFile } from './client.ts';

/** Who of those in the file is who was offered, which of its bodies is which here, and another number than the matter's own. */
export type BundleWishes = {
  readonly same: readonly string[];
  readonly bodies: readonly (readonly [there: string, here: string])[];
  readonly diarienummer: string | null;
};

/** A matter from another installation, as its file. */
export const bundles = {
  preview: async (file: File, onProgress: (part: number) => void, signal: AbortSignal) =>
    readJson<BundlePreview>(await sendFile('/api/bundles/previews', file, onProgress, signal)),
  take: async (file: File, sha256: string, { same, bodies, diarienummer }: BundleWishes, onProgress: (part: number) => void, signal: AbortSignal) => {
    const query = new URLSearchParams({
      sha256,
      ...(same.length > 0 && { same: same.join(',') }),
      ...(bodies.length > 0 && { bodies: bodies.map((pair) => pair.join(':')).join(',') }),
      ...(diarienummer !== null && { diarienummer }),
    });
    return readJson<TakenIn>(await sendFile(`/api/bundles?${query}`, file, onProgress, signal));
  },
} as const;

/** Has the lists asked for again: a matter has come that they do not have. */
export function useForgetMatters(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['matters'] });
}
