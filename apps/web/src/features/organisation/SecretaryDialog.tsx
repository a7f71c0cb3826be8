import { useState } from 'react';
import { useChangeOrganisation } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { SelectField } from '../../ui/index.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import css from './Organisation.module.css';
import type { Registered } from './registered.ts';

const nobody = '';

/** A secretary's place from one to another, in a minute: somebody is ill, and the meeting is tomorrow. */
export function SecretaryDialog({ people, onClose }: { readonly people: readonly Registered[]; readonly onClose: () => void }) {
  const t = useTranslations('organisation.register');
  const save = useChangeOrganisation('secretary');
  const secretaries = people.filter(({ roles, isActive }) => isActive && roles.includes('secretary'));
  const others = people.filter(({ offices, isActive }) => isActive && offices.length > 0 && !offices.includes('secretary'));
  const [from, setFrom] = useState(secretaries[0]?.id ?? nobody);
  const [to, setTo] = useState(nobody);
  // What the press does is said on it: an empty place is chosen from the start.
  const does = from === nobody ? 'secretaryAdd' : to === nobody ? 'secretaryEnd' : 'secretary';
  const options = (list: readonly Registered[], none: string) => [[nobody, none] as const, ...list.map(({ id, name }) => [id, name] as const)];
  return (
    <ChangeDialog
      title={t('secretary')}
      error={save.error}
      isPending={save.isPending}
      onClose={onClose}
      saveLabel={t(does)}
      onSave={() => {
        if (from !== to) save.mutate({ from: from || null, to: to || null }, { onSuccess: onClose });
      }}
    >
      <p className={css.help}>{t('secretaryHelp')}</p>
      <SelectField label={t('secretaryFrom')} value={from} onChange={setFrom} options={options(secretaries, t('secretaryNobodyLeaves'))} />
      <SelectField label={t('secretaryTo')} value={to} onChange={setTo} options={options(others, t('secretaryNobodyTakes'))} />
    </ChangeDialog>
  );
}
