import type { Verification } from '@yrka/server/api';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, Menu, MenuItem, MenuTrigger } from '../../ui/index.ts';

/** An extract of the verified minutes for each to whom the decision goes. */
export function ExtractMenu({ documentId, recipients }: { readonly documentId: string; readonly recipients: Verification['recipients'] }) {
  const t = useTranslations('verification.extract');
  const open = (id: string) =>
    window.open(`/api/documents/${encodeURIComponent(documentId)}/extract/pdf?recipient=${encodeURIComponent(id)}`, '_blank', 'noopener');
  return (
    <MenuTrigger>
      <Button icon={<ChevronDown aria-hidden />}>{t('menu')}</Button>
      <Menu aria-label={t('menu')} onAction={(key) => open(String(key))}>
        {recipients.map(({ id, name, purpose }) => (
          <MenuItem key={id} id={id} description={t('opens')}>
            {purpose === null ? name : t(purpose, { name })}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
