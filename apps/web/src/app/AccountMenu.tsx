import type { Person } from '@yrka/server/api';
import { useSignOut } from '../api/index.ts';
import { useFailureWords, useTranslations } from '../i18n/index.ts';
import { announce, Avatar, Button, Menu, MenuItem, MenuTrigger, VisuallyHidden } from '../ui/index.ts';
import css from './AccountMenu.module.css';

/** Who one is signed in as, and the way out. */
export function AccountMenu({ person }: { readonly person: Person }) {
  const t = useTranslations('signIn.account');
  const failure = useFailureWords();
  const signOut = useSignOut();
  return (
    <MenuTrigger>
      <Button variant="quiet" className={css.trigger ?? ''}>
        <span className={css.who}>
          <Avatar name={person.name} size="small" isNamed />
          <VisuallyHidden>{t('menu')}</VisuallyHidden>
          <span className={css.name}>{person.name}</span>
        </span>
      </Button>
      <Menu placement="bottom end">
        <MenuItem href="/mitt-konto">{t('title')}</MenuItem>
        <MenuItem onAction={() => signOut.mutate('here', { onError: (error) => announce(failure(error)) })}>{t('signOut')}</MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
