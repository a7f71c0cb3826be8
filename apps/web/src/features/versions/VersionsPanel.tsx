import type { DocumentDetails } from '@yrka/server/api';
import { type RefObject, useState } from 'react';
import { useVersions } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { Button, SidePanel } from '../../ui/index.ts';
import { NameDialog } from './NameDialog.tsx';
import { VersionList } from './VersionList.tsx';

type VersionsPanelProps = {
  readonly details: DocumentDetails;
  readonly panel: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  /** Escape: back to where one writes. */
  readonly onLeave: () => void;
};

/** Versioner: how the text came to be, beside it. */
export function VersionsPanel({ details, panel, onClose, onLeave }: VersionsPanelProps) {
  const t = useTranslations('versions');
  const newest = useVersions(details.id, null);
  const [naming, setNaming] = useState<number | null>(null);
  // As it is when one asks for it: what was written since the list was fetched is part of what one sees.
  const nameNow = async () => {
    const { data } = await newest.refetch();
    const now = data?.pages[0]?.now ?? 0;
    if (now > 0) setNaming(now);
  };
  const named = newest.data?.pages.flatMap(({ versions }) => versions).find(({ seq }) => seq === naming)?.name ?? null;
  return (
    <SidePanel title={t('title')} about={t('about')} closeLabel={t('close')} panel={panel} onClose={onClose} onLeave={onLeave}>
      {details.mayWrite && <Button onPress={() => void nameNow()}>{t('nameNow')}</Button>}
      <VersionList details={details} current={null} />
      {naming !== null && <NameDialog documentId={details.id} version={naming} name={named} onClose={() => setNaming(null)} />}
    </SidePanel>
  );
}
