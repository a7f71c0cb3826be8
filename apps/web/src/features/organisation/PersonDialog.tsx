import { officeRoles, type OfficeRole } from '@yrka/policies';
import type { Organisation } from '@yrka/server/api';
import { useState } from 'react';
import { useChangeOrganisation } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { Banner, CheckField, SelectField, TextField } from '../../ui/index.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import css from './Organisation.module.css';
import type { Registered } from './registered.ts';

const noParty = '-';

/** What the register says of somebody, and whether they are in it still. */
export function PersonDialog({
  person,
  organisation: { parties },
  onClose,
}: {
  readonly person: Registered | null;
  readonly organisation: Organisation;
  readonly onClose: () => void;
}) {
  const t = useTranslations('organisation.register');
  const common = useTranslations('organisation');
  const role = useTranslations('people.role');
  const save = useChangeOrganisation('people');
  const [name, setName] = useState(person?.name ?? '');
  const [party, setParty] = useState(person?.party ?? noParty);
  const [title, setTitle] = useState(person?.title ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [isProtected, setProtected] = useState(person?.isProtected ?? false);
  const [offices, setOffices] = useState<readonly OfficeRole[]>(person?.offices ?? []);
  const [isActive, setActive] = useState(person?.isActive ?? true);
  const [hasTried, setTried] = useState(false);
  const isOfficial = offices.length > 0;
  const wrongEmail = !isProtected && email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(email.trim());

  function submit(): void {
    setTried(true);
    if (name.trim() === '' || wrongEmail) return;
    save.mutate(
      {
        id: person?.id ?? null,
        version: person?.version ?? null,
        name,
        party: isOfficial || party === noParty ? null : party,
        title: title.trim() || null,
        email: isProtected ? null : email.trim() || null,
        isProtected,
        offices: [...offices],
        isActive,
      },
      { onSuccess: onClose },
    );
  }

  return (
    <ChangeDialog title={person === null ? t('new') : t('change')} error={save.error} isPending={save.isPending} onSave={submit} onClose={onClose}>
      <TextField
        label={isProtected ? t('chosenName') : t('name')}
        value={name}
        onChange={setName}
        error={hasTried && name.trim() === '' ? common('missing') : undefined}
        lang="sv"
      />
      {!isOfficial && (
        <SelectField
          label={t('party')}
          value={party}
          onChange={setParty}
          options={[
            [noParty, t('noParty')],
            ...parties.filter((one) => one.isActive || one.code === party).map((one) => [one.code, `${one.name} (${one.code})`] as const),
          ]}
          description={t('partyHelp')}
        />
      )}
      <TextField label={t('personTitle')} description={t('personTitleHelp')} value={title} onChange={setTitle} lang="sv" />
      {!isProtected && (
        <TextField
          label={t('email')}
          type="email"
          value={email}
          onChange={setEmail}
          error={hasTried && wrongEmail ? t('wrongEmail') : undefined}
          autoComplete="off"
        />
      )}
      <CheckField isSelected={isProtected} onChange={setProtected}>
        {t('isProtected')}
      </CheckField>
      <fieldset className={css.group}>
        <legend>{t('offices')}</legend>
        <p className={css.help}>{t('officesHelp')}</p>
        {officeRoles.map((office) => (
          <CheckField
            key={office}
            isSelected={offices.includes(office)}
            onChange={(isSelected) => setOffices(isSelected ? [...offices, office] : offices.filter((other) => other !== office))}
          >
            {t('office', { role: role(office), may: t(`officeMay.${office}`) })}
          </CheckField>
        ))}
      </fieldset>
      {person !== null && (
        <>
          <CheckField isSelected={isActive} onChange={setActive}>
            {t('isActive')}
          </CheckField>
          {!isActive && person.isActive && <Banner tone="warning">{t('leaves')}</Banner>}
        </>
      )}
    </ChangeDialog>
  );
}
