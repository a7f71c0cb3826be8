import { useNavigate } from '@tanstack/react-router';
import { statementKinds } from '@yrka/schema';
import { ChevronDown } from 'lucide-react';
import { useBeginStatement } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, Menu, MenuItem, MenuTrigger } from '../../ui/index.ts';

/** Begins a written yrkande, reservation or statement about a matter, in the space of one's own group. */
export function BeginStatement({ matterId }: { readonly matterId: string }) {
  const t = useTranslations('statements');
  const failure = useFailureWords();
  const navigate = useNavigate();
  const begin = useBeginStatement(matterId);
  const start = (key: string) => {
    const statement = statementKinds.find((kind) => kind === key);
    if (statement === undefined || begin.isPending) return;
    begin.mutate(statement, { onSuccess: ({ id }) => navigate({ to: '/dokument/$documentId', params: { documentId: id } }) });
  };
  return (
    <>
      {begin.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(begin.error)}
        </Banner>
      )}
      <MenuTrigger>
        <Button icon={<ChevronDown aria-hidden />} isPending={begin.isPending}>
          {t('begin')}
        </Button>
        <Menu aria-label={t('begin')} onAction={(key) => start(String(key))}>
          {statementKinds.map((kind) => (
            <MenuItem key={kind} id={kind} description={t('beginMeans')}>
              {t(`beginOf.${kind}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
    </>
  );
}
