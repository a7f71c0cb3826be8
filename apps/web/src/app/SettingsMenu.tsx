import { mayOrganise as mayOrganiseAs, mayReadAuditLog } from '@yrka/policies';
import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../api/index.ts';
import { type Language, useLanguage, useTranslations } from '../i18n/index.ts';
import { Button, IconButton, Menu, MenuItem, MenuSection, MenuTrigger, useWordKeys } from '../ui/index.ts';
import { KeysDialog } from './KeysDialog.tsx';
import css from './SettingsMenu.module.css';
import { themes, useTheme } from './theme.ts';

/** The other language, one press away, and a menu with what is seldom changed. */
export function SettingsMenu() {
  const t = useTranslations('frame');
  const { language, choose } = useLanguage();
  const [theme, setTheme] = useTheme();
  const [hasWordKeys, setWordKeys] = useWordKeys();
  const [showsKeys, setShowsKeys] = useState(false);
  const audit = useTranslations('audit');
  const { data: session } = useSession();
  const keepsLog = session?.person != null && mayReadAuditLog({ ...session.person, roles: new Set(session.person.roles) }, { kind: 'municipality' });
  const mayOrganise = session?.person != null && mayOrganiseAs({ ...session.person, roles: new Set(session.person.roles) }, 'readRegister');
  const other: Language = language === 'sv' ? 'en' : 'sv';
  return (
    <div className={css.settings}>
      <span lang={other} className={css.language}>
        <Button variant="quiet" aria-label={t('otherLanguageName')} onPress={() => choose(other)}>
          {t('otherLanguage')}
        </Button>
      </span>
      <MenuTrigger>
        <IconButton label={t('settings')}>
          <Settings2 aria-hidden />
        </IconButton>
        <Menu placement="bottom end">
          <MenuSection
            title={t('appearance')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => setTheme(themes.find((key) => keys !== 'all' && keys.has(key)) ?? 'system')}
          >
            {themes.map((key) => (
              <MenuItem key={key} id={key}>
                {t(`theme.${key}`)}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            title={t('keys')}
            selectionMode="multiple"
            selectedKeys={hasWordKeys ? ['word'] : []}
            onSelectionChange={(keys) => setWordKeys(keys === 'all' || keys.has('word'))}
          >
            <MenuItem id="word" description={t('wordKeysMean')}>
              {t('wordKeys')}
            </MenuItem>
          </MenuSection>
          <MenuSection aria-label={t('language')}>
            <MenuItem lang={other} onAction={() => choose(other)}>
              {t('otherLanguage')}
            </MenuItem>
          </MenuSection>
          {keepsLog && (
            <MenuSection aria-label={audit('title')}>
              <MenuItem href="/handelselogg">{audit('title')}</MenuItem>
            </MenuSection>
          )}
          {mayOrganise && (
            <MenuSection aria-label={t('organisation')}>
              <MenuItem href="/organisation">{t('organisation')}</MenuItem>
            </MenuSection>
          )}
          <MenuSection aria-label={t('about')}>
            <MenuItem onAction={() => setShowsKeys(true)}>{t('keys')}</MenuItem>
            <MenuItem href="/tillganglighet">{t('accessibility')}</MenuItem>
          </MenuSection>
        </Menu>
      </MenuTrigger>
      {showsKeys && <KeysDialog onClose={() => setShowsKeys(false)} />}
    </div>
  );
}
