import { useNavigate } from '@tanstack/react-router';
import type { MatterDetails } from '@yrka/server/api';
import { Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { DropZone, isFileDropItem } from 'react-aria-components';
import { useTranslations } from '../../i18n/index.ts';
import { Banner, ButtonLink } from '../../ui/index.ts';
import { leaveFile } from './droppedFile.ts';
import css from './DropOnMatter.module.css';

/** The page of a matter in which one may begin a document: a file that is dropped anywhere on it is read. */
export function DropOnMatter({ matter, children }: { readonly matter: MatterDetails; readonly children: ReactNode }) {
  const t = useTranslations('importing');
  const navigate = useNavigate();
  const [isRefused, setRefused] = useState(false);
  if (matter.mayCreate.length === 0) return children;
  return (
    <DropZone
      className={css.zone ?? ''}
      aria-label={t('dropOnMatter')}
      getDropOperation={() => 'copy'}
      onDrop={async ({ items }) => {
        const files = items.filter(isFileDropItem);
        const file = files.length === 1 ? await files[0]?.getFile() : undefined;
        setRefused(file === undefined);
        if (file === undefined) return;
        leaveFile(matter.id, file);
        await navigate({ to: '/arenden/$matterId/las-in', params: { matterId: matter.id } });
      }}
    >
      <p className={css.hint} aria-hidden>
        {t('dropHere')}
      </p>
      {isRefused && (
        <Banner tone="danger" isAnnounced>
          {t('onlyOne')}
        </Banner>
      )}
      {children}
    </DropZone>
  );
}

/** The same by keyboard. */
export function ReadInLink({ matter }: { readonly matter: MatterDetails }) {
  const t = useTranslations('importing');
  if (matter.mayCreate.length === 0) return null;
  return (
    <ButtonLink to="/arenden/$matterId/las-in" params={{ matterId: matter.id }} icon={<Upload aria-hidden />}>
      {t('readDocument')}
    </ButtonLink>
  );
}
