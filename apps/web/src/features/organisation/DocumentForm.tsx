import type { MunicipalityChange } from '@yrka/server/api';
import { type ReactNode, useId } from 'react';
import { useLanguage, useTranslations } from '../../i18n/index.ts';
import { TextField } from '../../ui/index.ts';
import { OrderedList } from './OrderedList.tsx';
import css from './Organisation.module.css';

type Words = MunicipalityChange['words'];
type Field = Words['reportHead'][number];
type Part = Words['reportParts'][number];

type Props = {
  readonly title: string;
  readonly head: readonly Field[];
  readonly possibleFields: readonly Field[];
  readonly neededField: Field | null;
  readonly parts: readonly Part[];
  readonly possibleParts: readonly string[];
  readonly neededPart: Part['part'];
  readonly mayEdit: boolean;
  readonly onHead: (head: Field[]) => void;
  readonly onParts: (parts: Part[]) => void;
  /** What else is said of it, before its headings. */
  readonly children?: ReactNode;
};

/** How a kind of document begins: what stands at its head, its headings and their order, and what all that comes to in words. */
export function DocumentForm({ title, head, possibleFields, neededField, parts, possibleParts, neededPart, mayEdit, onHead, onParts, children }: Props) {
  const t = useTranslations('organisation.municipality');
  const fieldName = useTranslations('organisation.field');
  const partName = useTranslations('organisation.part');
  const [headId, partsId] = [useId(), useId()];
  const heading = (name: Part['part']) => parts.find(({ part }) => part === name)?.heading ?? '';
  return (
    <section className={css.section} aria-label={title}>
      <h2>{title}</h2>
      <div className={css.ordered} role="group" aria-labelledby={headId}>
        <h3 id={headId}>{t('headTitle')}</h3>
        <p className={css.help}>{t('headHelp')}</p>
        <OrderedList
          names={head}
          possible={possibleFields}
          needed={neededField}
          called={(field) => fieldName(field)}
          addLabel={t('missingFields')}
          mayEdit={mayEdit}
          onChange={(names) => onHead([...names])}
        >
          {(field) => <span className={css.fieldName}>{fieldName(field)}</span>}
        </OrderedList>
      </div>
      {children}
      <div className={css.ordered} role="group" aria-labelledby={partsId}>
        <h3 id={partsId}>{t('partsTitle')}</h3>
        <p className={css.help}>{t('partsHelp')}</p>
        <OrderedList
          names={parts.map(({ part }) => part)}
          // All that a document can have are among those that have a name here.
          possible={possibleParts as readonly Part['part'][]}
          needed={neededPart}
          called={(part) => partName(part)}
          addLabel={t('missingParts')}
          mayEdit={mayEdit}
          onChange={(names) => onParts(names.map((part) => ({ part, heading: heading(part) })))}
        >
          {(part) => (
            <TextField
              label={partName(part)}
              value={heading(part)}
              isDisabled={!mayEdit}
              onChange={(text) => onParts(parts.map((own) => (own.part === part ? { ...own, heading: text } : own)))}
              maxLength={100}
              lang="sv"
            />
          )}
        </OrderedList>
      </div>
      <Preview head={head} parts={parts} />
    </section>
  );
}

/** What a new document will look like, said in words. */
function Preview({ head, parts }: { readonly head: readonly Field[]; readonly parts: readonly Part[] }) {
  const t = useTranslations('organisation.municipality');
  const fieldName = useTranslations('organisation.field');
  const { language } = useLanguage();
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const fields = head.map((field) => fieldName(field)).map((name) => name.charAt(0).toLocaleLowerCase(language) + name.slice(1));
  const headings = parts.map(({ heading }) => heading.trim()).filter((heading) => heading !== '');
  return (
    <div className={css.sample}>
      <h3>{t('previewTitle')}</h3>
      <p>
        {t('previewHead', { count: fields.length, fields: list.format(fields) })}{' '}
        {t('previewParts', { headings: list.format(headings.map((heading) => t('quoted', { heading }))) })}
        {headings.length < parts.length && ` ${t('previewBare', { count: parts.length - headings.length })}`}
      </p>
    </div>
  );
}
