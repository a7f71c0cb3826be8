import type { MunicipalityChange, Organisation } from '@yrka/server/api';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useChangeOrganisation } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, CheckField, IconButton, SelectField, TextField } from '../../ui/index.ts';
import css from './Organisation.module.css';
import { OrganisationFrame } from './OrganisationFrame.tsx';

/** Name, rules and words of the municipality. */
export function MunicipalityPage() {
  return (
    <OrganisationFrame place="municipality">
      {({ municipality, acts }) => <MunicipalityForm key={municipality.version} municipality={municipality} mayEdit={acts.includes('editMunicipality')} />}
    </OrganisationFrame>
  );
}

type Words = MunicipalityChange['words'];

function MunicipalityForm({ municipality, mayEdit }: { readonly municipality: Organisation['municipality']; readonly mayEdit: boolean }) {
  const t = useTranslations('organisation.municipality');
  const common = useTranslations('organisation');
  const failure = useFailureWords();
  const save = useChangeOrganisation('municipality');
  const [name, setName] = useState(municipality.name);
  const [kind, setKind] = useState(municipality.kind);
  const [rules, setRules] = useState(municipality.rules);
  const [words, setWords] = useState<Words>(municipality.words);
  const [hasTried, setTried] = useState(false);
  const label = (documentKind: keyof Words['documentLabels']) => ({
    value: words.documentLabels[documentKind],
    onChange: (text: string) => setWords({ ...words, documentLabels: { ...words.documentLabels, [documentKind]: text } }),
    error: hasTried && words.documentLabels[documentKind].trim() === '' ? common('missing') : undefined,
    isDisabled: !mayEdit,
    lang: 'sv',
  });
  const word = (field: 'addressee' | 'place' | 'leadIn') => ({
    value: words[field],
    onChange: (text: string) => setWords({ ...words, [field]: text }),
    isDisabled: !mayEdit,
    lang: 'sv',
  });
  const isMissing = name.trim() === '' || Object.values(words.documentLabels).some((text) => text.trim() === '');
  const lacksHeading =
    words.reportParts.every(({ part, heading }) => part !== 'proposedDecision' || heading.trim() === '') ||
    words.minutesParts.every(({ part, heading }) => part !== 'decision' || heading.trim() === '');

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isMissing || lacksHeading || save.isPending) return;
    save.mutate({ name, kind, rules, words, version: municipality.version }, { onSuccess: () => announce(common('saved')) });
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
            onChange={setName}
            isDisabled={!mayEdit}
            error={hasTried && name.trim() === '' ? common('missing') : undefined}
            lang="sv"
          />
          <SelectField
            label={t('kind')}
            value={kind}
            onChange={setKind}
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
      <section className={css.section}>
        <h2>{t('wordsTitle')}</h2>
        <p className={css.help}>{t('wordsHelp')}</p>
        <div className={css.pair}>
          <TextField label={t('labels.motion')} {...label('motion')} />
          <TextField label={t('labels.officerReport')} {...label('officerReport')} />
          <TextField label={t('labels.minutesItem')} {...label('minutesItem')} />
          <TextField label={t('place')} {...word('place')} />
        </div>
        <TextField label={t('addressee')} {...word('addressee')} />
        <TextField label={t('leadIn')} {...word('leadIn')} />
        <CheckField
          isDisabled={!mayEdit}
          isSelected={words.clausesBeginWithAtt}
          onChange={(clausesBeginWithAtt) => setWords({ ...words, clausesBeginWithAtt })}
        >
          {t('clausesBeginWithAtt')}
        </CheckField>
        <CheckField
          isDisabled={!mayEdit}
          isSelected={words.decisionsBeginWithAtt}
          onChange={(decisionsBeginWithAtt) => setWords({ ...words, decisionsBeginWithAtt })}
        >
          {t('decisionsBeginWithAtt')}
        </CheckField>
      </section>
      <PartsList
        title={t('reportPartsTitle')}
        parts={words.reportParts}
        possible={municipality.parts.officerReport}
        mayEdit={mayEdit}
        needed="proposedDecision"
        onChange={(reportParts) => setWords({ ...words, reportParts })}
      />
      <PartsList
        title={t('minutesPartsTitle')}
        parts={words.minutesParts}
        possible={municipality.parts.minutesItem}
        mayEdit={mayEdit}
        needed="decision"
        onChange={(minutesParts) => setWords({ ...words, minutesParts })}
      />
      {mayEdit && (
        <div className={css.saving}>
          {hasTried && (isMissing || lacksHeading) && (
            <Banner tone="danger" isAnnounced>
              {lacksHeading ? t('headingMissing') : common('somethingMissing')}
            </Banner>
          )}
          {save.isError && (
            <Banner tone="danger" isAnnounced>
              {failure(save.error)}
            </Banner>
          )}
          <Button variant="primary" type="submit" isPending={save.isPending}>
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  );
}

type Part = Words['reportParts'][number];

/** The headings of a kind of document in their order; moved by buttons, as attributes of a list are for who uses no mouse. */
function PartsList({
  title,
  parts,
  possible,
  mayEdit,
  needed,
  onChange,
}: {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly possible: readonly string[];
  readonly mayEdit: boolean;
  readonly needed: Part['part'];
  readonly onChange: (parts: Part[]) => void;
}) {
  const t = useTranslations('organisation.municipality');
  const partName = useTranslations('organisation.part');
  const missing = possible.filter((part): part is Part['part'] => !parts.some((own) => own.part === part));
  const move = (from: number, to: number) => {
    const next = [...parts];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
    announce(t('moved', { part: partName(next[to]?.part ?? 'other'), place: to + 1, places: next.length }));
  };
  return (
    <section className={css.section} aria-label={title}>
      <h2>{title}</h2>
      <p className={css.help}>{t('partsHelp')}</p>
      <ol className={css.parts}>
        {parts.map(({ part, heading }, index) => (
          <li key={part} className={css.part}>
            <TextField
              label={partName(part)}
              value={heading}
              isDisabled={!mayEdit}
              onChange={(text) => onChange(parts.map((own) => (own.part === part ? { ...own, heading: text } : own)))}
              lang="sv"
            />
            {mayEdit && (
              <span className={css.partActions}>
                <IconButton label={t('moveUp', { part: partName(part) })} isDisabled={index === 0} onPress={() => move(index, index - 1)}>
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton label={t('moveDown', { part: partName(part) })} isDisabled={index === parts.length - 1} onPress={() => move(index, index + 1)}>
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  label={t('leaveOut', { part: partName(part) })}
                  isDisabled={part === needed}
                  onPress={() => onChange(parts.filter((own) => own.part !== part))}
                >
                  <X aria-hidden />
                </IconButton>
              </span>
            )}
          </li>
        ))}
      </ol>
      {mayEdit && missing.length > 0 && (
        <ul className={css.chips} aria-label={t('missingParts')}>
          {missing.map((part) => (
            <li key={part}>
              <Button variant="quiet" icon={<Plus aria-hidden />} onPress={() => onChange([...parts, { part, heading: '' }])}>
                {partName(part)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
