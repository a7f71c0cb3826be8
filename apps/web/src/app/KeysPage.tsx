import { useTranslations } from '../i18n/index.ts';
import { PageHeading } from '../ui/index.ts';
import { KeyTables } from './KeyTables.tsx';

export function KeysPage() {
  const t = useTranslations('keys');
  return (
    <>
      <PageHeading title={t('title')} />
      <KeyTables heading="h2" />
    </>
  );
}
