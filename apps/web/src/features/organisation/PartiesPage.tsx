import type { Organisation, Register } from '@yrka/server/api';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useChangeOrganisation, useRegister } from '../../api/index.ts';
import { useDays, useTranslations } from '../../i18n/index.ts';
import { Button, CheckField, EmptyState, PartyBadge, TextField } from '../../ui/index.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import css from './Organisation.module.css';
import { OrganisationFrame } from './OrganisationFrame.tsx';

type Party = Organisation['parties'][number];
type Term = Organisation['terms'][number];

/** Parties with their groups, and the terms of office. A group is not kept: it is the elected of its party. */
export function PartiesPage() {
  const t = useTranslations('organisation.parties');
  const register = useRegister();
  const [party, setParty] = useState<Party | 'new' | null>(null);
  const [term, setTerm] = useState<Term | 'new' | null>(null);
  return (
    <OrganisationFrame
      place="parties"
      actions={({ acts }) =>
        acts.includes('editParties') && (
          <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setParty('new')}>
            {t('new')}
          </Button>
        )
      }
    >
      {({ parties, terms, acts }) => (
        <>
          <Parties parties={parties} people={register.data?.people ?? null} onEdit={acts.includes('editParties') ? setParty : null} />
          <Terms terms={terms} onEdit={acts.includes('editParties') ? setTerm : null} />
          {party !== null && <PartyDialog party={party === 'new' ? null : party} onClose={() => setParty(null)} />}
          {term !== null && <TermDialog term={term === 'new' ? null : term} onClose={() => setTerm(null)} />}
        </>
      )}
    </OrganisationFrame>
  );
}

function Parties({
  parties,
  people,
  onEdit,
}: {
  readonly parties: readonly Party[];
  readonly people: Register['people'] | null;
  readonly onEdit: ((party: Party) => void) | null;
}) {
  const t = useTranslations('organisation.parties');
  const group = (code: string) =>
    people?.filter(
      ({ party, isActive, roles }) =>
        isActive && party === code && roles.some((role) => role === 'member' || role === 'substitute' || role === 'electedRepresentative'),
    ).length ?? null;
  return (
    <section className={css.block} aria-label={t('groups')}>
      <p className={css.help}>{t('groupsHelp')}</p>
      {parties.length === 0 && (
        <div className={css.sheet}>
          <EmptyState>{t('empty')}</EmptyState>
        </div>
      )}
      <ul className={css.list}>
        {parties.map((party) => {
          const size = group(party.code);
          return (
            <li key={party.code} className={css.row} data-away={!party.isActive || undefined}>
              <span className={css.what}>
                <span className={css.main} lang="sv">
                  {party.name} <PartyBadge party={party.code} />
                </span>
                <span className={css.less}>
                  {[
                    ...(size === null ? [] : [t('group', { count: size })]),
                    ...(party.isLocal ? [t('local')] : []),
                    ...(party.isActive ? [] : [t('inactive')]),
                  ].join(' · ')}
                </span>
              </span>
              {onEdit !== null && (
                <Button variant="quiet" aria-label={t('editParty', { name: party.name })} onPress={() => onEdit(party)}>
                  {t('edit')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Terms({ terms, onEdit }: { readonly terms: readonly Term[]; readonly onEdit: ((term: Term | 'new') => void) | null }) {
  const t = useTranslations('organisation.parties');
  const days = useDays();
  return (
    <section className={css.block} aria-label={t('terms')}>
      <div className={css.blockHead}>
        <h2>{t('terms')}</h2>
        {onEdit !== null && (
          <Button variant="quiet" icon={<Plus aria-hidden />} onPress={() => onEdit('new')}>
            {t('newTerm')}
          </Button>
        )}
      </div>
      {terms.length === 0 && (
        <div className={css.sheet}>
          <EmptyState>{t('noTerms')}</EmptyState>
        </div>
      )}
      <ul className={css.list}>
        {terms.map((term) => {
          const name = t('term', { from: days(term.from), to: days(term.to) });
          return (
            <li key={term.id} className={css.row}>
              <span className={css.main}>{name}</span>
              {onEdit !== null && (
                <Button variant="quiet" aria-label={t('editTerm', { name })} onPress={() => onEdit(term)}>
                  {t('edit')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function PartyDialog({ party, onClose }: { readonly party: Party | null; readonly onClose: () => void }) {
  const t = useTranslations('organisation.parties');
  const common = useTranslations('organisation');
  const save = useChangeOrganisation('parties');
  const [code, setCode] = useState(party?.code ?? '');
  const [name, setName] = useState(party?.name ?? '');
  const [isLocal, setLocal] = useState(party?.isLocal ?? false);
  const [isActive, setActive] = useState(party?.isActive ?? true);
  const [hasTried, setTried] = useState(false);
  const missing = (text: string) => (hasTried && text.trim() === '' ? common('missing') : undefined);

  function submit(): void {
    setTried(true);
    if (code.trim() === '' || name.trim() === '') return;
    save.mutate({ code, name, isLocal, isActive, version: party?.version ?? null }, { onSuccess: onClose });
  }

  return (
    <ChangeDialog title={party === null ? t('new') : t('change')} error={save.error} isPending={save.isPending} onSave={submit} onClose={onClose}>
      <TextField label={t('name')} value={name} onChange={setName} error={missing(name)} lang="sv" />
      <TextField
        label={t('code')}
        description={party === null ? t('codeHelp') : t('codeFixed')}
        value={code}
        onChange={setCode}
        error={missing(code)}
        maxLength={10}
        isDisabled={party !== null}
        lang="sv"
      />
      <CheckField isSelected={isLocal} onChange={setLocal}>
        {t('isLocal')}
      </CheckField>
      <CheckField isSelected={isActive} onChange={setActive}>
        {t('isActive')}
      </CheckField>
    </ChangeDialog>
  );
}

function TermDialog({ term, onClose }: { readonly term: Term | null; readonly onClose: () => void }) {
  const t = useTranslations('organisation.parties');
  const common = useTranslations('organisation');
  const save = useChangeOrganisation('terms');
  const [from, setFrom] = useState(term?.from ?? '');
  const [to, setTo] = useState(term?.to ?? '');
  const [hasTried, setTried] = useState(false);
  const problem = to === '' ? common('missing') : to < from ? common('endsBefore') : undefined;

  function submit(): void {
    setTried(true);
    if (from === '' || problem !== undefined) return;
    save.mutate({ id: term?.id ?? null, version: term?.version ?? null, from, to }, { onSuccess: onClose });
  }

  return (
    <ChangeDialog title={term === null ? t('newTerm') : t('changeTerm')} error={save.error} isPending={save.isPending} onSave={submit} onClose={onClose}>
      <div className={css.pair}>
        <TextField label={t('from')} type="date" value={from} onChange={setFrom} error={hasTried && from === '' ? common('missing') : undefined} />
        <TextField label={t('to')} type="date" value={to} onChange={setTo} error={hasTried ? problem : undefined} />
      </div>
    </ChangeDialog>
  );
}
