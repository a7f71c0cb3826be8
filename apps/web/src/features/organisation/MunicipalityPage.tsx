import type { Organisation } from '@yrka/server/api';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiError, useChangeOrganisation } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, CheckField, SelectField, TextField } from '../../ui/index.ts';
import { AskBeforeLeaving } from './AskBeforeLeaving.tsx';
import { draftOf, isSame, type MunicipalityDraft, rebased } from './municipalityDraft.ts';
import css from './Organisation.module.css';
import { OrganisationFrame } from './OrganisationFrame.tsx';

/** Name and rules of the municipality. */
export function MunicipalityPage() {
  return (
    <OrganisationFrame place="municipality">
      {({ municipality, acts }) => <MunicipalityForm municipality={municipality} mayEdit={acts.includes('editMunicipality')} />}
    </OrganisationFrame>
  );
}

function MunicipalityForm({ municipality, mayEdit }: { readonly municipality: Organisation['municipality']; readonly mayEdit: boolean }) {
  const t = useTranslations('organisation.municipality');
  const common = useTranslations('organisation');
  const failure = useFailureWords();
  const save = useChangeOrganisation('municipality');
  const { draft, setDraft, begun, settle } = useDraft(municipality);
  const [hasTried, setTried] = useState(false);
  const [wasSecond, setSecond] = useState(false);
  const { name, kind, rules } = draft;
  const setRules = (changed: MunicipalityDraft['rules']) => setDraft({ ...draft, rules: changed });
  const isMissing = draft.name.trim() === '';
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isMissing || save.isPending) return;
    setSecond(false);
    save.mutate(
      { ...draft, version: begun.version },
      {
        onSuccess: () => {
          settle(draft);
          setTried(false);
          announce(common('saved'));
        },
        onError: (error) => {
          if (!(error instanceof ApiError) || error.code !== 'conflict') return;
          settle(draftOf(begun));
          setSecond(true);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate className={css.page}>
      {!mayEdit && <Banner>{t('readOnly')}</Banner>}
      <section className={css.section}>
        <h2>{t('nameTitle')}</h2>
        <div className={css.pair}>
          <TextField
            label={t('name')}
            value={name}
            onChange={(text) => setDraft({ ...draft, name: text })}
            isDisabled={!mayEdit}
            error={hasTried && isMissing ? common('missing') : undefined}
            lang="sv"
          />
          <SelectField
            label={t('kind')}
            value={kind}
            onChange={(chosen) => setDraft({ ...draft, kind: chosen })}
            isDisabled={!mayEdit}
            options={[
              ['municipality', t('kinds.municipality')],
              ['region', t('kinds.region')],
            ]}
          />
        </div>
      </section>
      <section className={css.section}>
        <h2>{t('rulesTitle')}</h2>
        <p className={css.help}>{t('rulesHelp')}</p>
        <CheckField
          isDisabled={!mayEdit}
          isSelected={rules.attachmentsOnMotions}
          onChange={(attachmentsOnMotions) => setRules({ ...rules, attachmentsOnMotions })}
        >
          {t('attachmentsOnMotions')}
        </CheckField>
        <CheckField isDisabled={!mayEdit} isSelected={rules.reportsAreApproved} onChange={(reportsAreApproved) => setRules({ ...rules, reportsAreApproved })}>
          {t('reportsAreApproved')}
        </CheckField>
        <CheckField
          isDisabled={!mayEdit}
          isSelected={rules.servingSubstitutesSign}
          onChange={(servingSubstitutesSign) => setRules({ ...rules, servingSubstitutesSign })}
        >
          {t('servingSubstitutesSign')}
        </CheckField>
        <SelectField
          label={t('yearStartsAt')}
          value={rules.yearStartsAt}
          onChange={(yearStartsAt) => setRules({ ...rules, yearStartsAt })}
          isDisabled={!mayEdit}
          options={[
            ['received', t('yearStarts.received')],
            ['moved', t('yearStarts.moved')],
            ['announced', t('yearStarts.announced')],
          ]}
        />
      </section>
      {mayEdit && (
        <div className={css.saving}>
          {hasTried && isMissing && (
            <Banner tone="danger" isAnnounced>
              {common('somethingMissing')}
            </Banner>
          )}
          {(wasSecond || save.isError) && (
            <Banner tone="danger" isAnnounced>
              {wasSecond ? t('changedMeanwhile') : failure(save.error)}
            </Banner>
          )}
          <Button variant="primary" type="submit" isPending={save.isPending}>
            {t('save')}
          </Button>
        </div>
      )}
      <AskBeforeLeaving isChanged={!isSame(draft, draftOf(begun))} />
    </form>
  );
}

/**
 * What one writes, and what it was begun from. Somebody else's change is shown as soon as it is known
 * where nothing has been written; else it is met when one saves, and what one has written stays.
 */
function useDraft(municipality: Organisation['municipality']) {
  const [begun, setBegun] = useState(municipality);
  const [draft, setDraft] = useState(() => draftOf(municipality));
  /** What an answer of the server was about: what is not that has been written since. */
  const [settled, setSettled] = useState<MunicipalityDraft | null>(null);
  useEffect(() => {
    // An answer may be here before what it is about.
    if (municipality.version === begun.version) return;
    const base = draftOf(begun);
    if (settled === null && !isSame(draft, base)) return;
    setDraft(rebased(settled ?? base, draft, draftOf(municipality)));
    setBegun(municipality);
    setSettled(null);
  }, [municipality, begun, draft, settled]);
  return { draft, setDraft, begun, settle: setSettled };
}
