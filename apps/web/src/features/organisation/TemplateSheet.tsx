import type { Organisation } from '@yrka/server/api';
import type { CSSProperties } from 'react';
import { footerLabels, footerNames, isReadableOnWhite } from '@yrka/schema';
import { armsAddress } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { OrderedList } from './OrderedList.tsx';
import { SheetField } from './SheetField.tsx';
import css from './Template.module.css';
import type { ShownKind, TemplateWords } from './templateDraft.ts';

/** Changes the words; `about` names the place where one types, null for a step by itself. */
export type ChangeWords = (changed: Partial<TemplateWords>, about?: string | null) => void;

type SheetProps = {
  readonly kind: ShownKind;
  readonly words: TemplateWords;
  readonly municipality: Organisation['municipality'];
  readonly possible: Pick<Organisation['template'], 'parts' | 'headFields'>;
  readonly mayEdit: boolean;
  /** Whether what is missing is pointed out. */
  readonly isChecked: boolean;
  readonly onChange: ChangeWords;
};

/** The paper in its true proportions: what the template says is written over where it stands, the rest is an example. */
export function TemplateSheet(props: SheetProps) {
  const t = useTranslations('organisation.template');
  const text = useTranslations('organisation.template.sample');
  const { kind, words } = props;
  return (
    <div className={css.desk}>
      <section className={css.sheet} aria-label={t('sheet', { document: words.documentLabels[kind] })} data-kind={kind} lang="sv">
        <div className={css.page} style={accentOf(words.accent)}>
          <span className={css.number}>{text('pageNumber')}</span>
          <Head {...props} />
          {kind === 'motion' ? <MotionBody {...props} /> : <PartsBody {...props} kind={kind} />}
          <Foot {...props} />
        </div>
      </section>
    </div>
  );
}

/** A colour that cannot be read, or is none yet, is not shown. */
const accentOf = (accent: string | null) =>
  // React's styles do not know of properties of one's own.
  (accent === null || !isReadableOnWhite(accent) ? {} : { '--sheet-accent': accent }) as CSSProperties;

function Head({ kind, words, municipality, mayEdit, isChecked, onChange }: SheetProps) {
  const t = useTranslations('organisation.template');
  const label = words.documentLabels[kind];
  return (
    <header className={css.head} data-rule={words.headRule || undefined}>
      {municipality.arms !== null && <img className={css.arms} src={armsAddress(municipality.arms)} alt={t('arms')} />}
      <p className={css.municipality}>{municipality.name}</p>
      <SheetField
        label={t('label')}
        look="label"
        value={label}
        maxLength={60}
        isDisabled={!mayEdit}
        error={isChecked && label.trim() === '' ? t('problem.label') : undefined}
        onChange={(text) => onChange({ documentLabels: { ...words.documentLabels, [kind]: text } }, `label ${kind}`)}
      />
    </header>
  );
}

function MotionBody({ words, mayEdit, onChange }: SheetProps) {
  const t = useTranslations('organisation.template');
  const text = useTranslations('organisation.template.sample');
  const att = words.clausesBeginWithAtt;
  return (
    <>
      <SheetField
        label={t('addressee')}
        value={words.addressee}
        maxLength={200}
        isDisabled={!mayEdit}
        placeholder={t('noAddressee')}
        onChange={(addressee) => onChange({ addressee }, 'addressee')}
      />
      <p className={css.title}>{text('motionTitle')}</p>
      <p className={css.text}>{text('byline')}</p>
      <p className={css.text}>{text('background')}</p>
      <SheetField
        label={t('leadIn')}
        value={words.leadIn}
        maxLength={300}
        isDisabled={!mayEdit}
        placeholder={t('noLeadIn')}
        onChange={(leadIn) => onChange({ leadIn }, 'leadIn')}
      />
      <ol className={css.clauses}>
        <li>{text(att ? 'firstAttClause' : 'firstClause')}</li>
        <li>{text(att ? 'secondAttClause' : 'secondClause')}</li>
      </ol>
      <p className={css.closing}>
        <SheetField
          label={t('place')}
          value={words.place}
          maxLength={60}
          isDisabled={!mayEdit}
          placeholder={t('noPlace')}
          onChange={(place) => onChange({ place }, 'place')}
        />
        <span>{text('date')}</span>
      </p>
      <p className={css.text}>{text('movers')}</p>
    </>
  );
}

/** Parts of points, which begin as the template says. */
const decides: ReadonlySet<string> = new Set(['proposedDecision', 'decision', 'proposalToAssembly']);
const sentence = (words: string) => words.charAt(0).toLocaleUpperCase('sv') + words.slice(1);

const listsOf = {
  officerReport: { head: 'reportHead', parts: 'reportParts', neededField: null, neededPart: 'proposedDecision' },
  minutesItem: { head: 'minutesHead', parts: 'minutesParts', neededField: 'paragraphNumber', neededPart: 'decision' },
} as const;

function PartsBody({ kind, words, possible, mayEdit, isChecked, onChange }: SheetProps & { readonly kind: keyof typeof listsOf }) {
  const t = useTranslations('organisation.template');
  const text = useTranslations('organisation.template.sample');
  const fieldName = useTranslations('organisation.field');
  const partName = useTranslations('organisation.part');
  const { head, parts: partsName, neededField, neededPart } = listsOf[kind];
  const parts = words[partsName];
  type Part = (typeof parts)[number];
  const heading = (name: Part['part']) => parts.find(({ part }) => part === name)?.heading ?? '';
  const put = (list: readonly Part[], about: string | null) => onChange({ [partsName]: [...list] }, about);
  return (
    <>
      <OrderedList
        name={t('headList')}
        look="facts"
        names={words[head]}
        possible={possible.headFields[kind]}
        needed={neededField}
        called={(field) => fieldName(field)}
        addLabel={t('missingFields')}
        mayEdit={mayEdit}
        onChange={(names) => onChange({ [head]: [...names] })}
      >
        {(field) => (
          <span className={css.fact}>
            <span className={css.small}>{fieldName(field)}</span>
            <span>{text(`field.${field}`)}</span>
          </span>
        )}
      </OrderedList>
      <p className={css.title}>{text('answerTitle')}</p>
      <OrderedList
        name={t('partList')}
        look="parts"
        names={parts.map(({ part }) => part)}
        // All that a document can have are among those that have a name here.
        possible={possible.parts[kind] as readonly Part['part'][]}
        needed={neededPart}
        called={(part) => partName(part)}
        addLabel={t('missingParts')}
        mayEdit={mayEdit}
        onChange={(names) =>
          put(
            names.map((part) => ({ part, heading: parts.some((own) => own.part === part) ? heading(part) : partName(part) })),
            null,
          )
        }
      >
        {(part, move) => (
          <span className={css.part}>
            <SheetField
              label={t('headingOf', { part: partName(part) })}
              look="heading"
              value={heading(part)}
              maxLength={100}
              isDisabled={!mayEdit}
              placeholder={t('noHeading', { part: partName(part) })}
              error={isChecked && part === neededPart && heading(part).trim() === '' ? t('problem.heading') : undefined}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
                event.preventDefault();
                move(event.key === 'ArrowUp' ? -1 : 1);
              }}
              onChange={(changed) =>
                put(
                  parts.map((own) => (own.part === part ? { ...own, heading: changed } : own)),
                  `heading ${kind} ${part}`,
                )
              }
            />
            <span className={css.text}>
              {decides.has(part) && words.decisionsBeginWithAtt ? text('attDecision', { words: text(`part.${part}`) }) : sentence(text(`part.${part}`))}
            </span>
          </span>
        )}
      </OrderedList>
    </>
  );
}

function Foot({ words, mayEdit, onChange }: SheetProps) {
  const t = useTranslations('organisation.template');
  const name = useTranslations('organisation.template.footer');
  const text = (wanted: string) => words.footer.find((line) => line.name === wanted)?.text ?? '';
  return (
    <footer className={css.foot} data-empty={words.footer.length === 0 || undefined}>
      <OrderedList
        name={t('footerList')}
        look="facts"
        names={words.footer.map((line) => line.name)}
        possible={footerNames}
        needed={null}
        called={(line) => name(line)}
        addLabel={t('missingFooter')}
        mayEdit={mayEdit}
        onChange={(names) => onChange({ footer: names.map((line) => ({ name: line, text: text(line) })) })}
      >
        {(line) => (
          <span className={css.fact}>
            <span className={css.small}>{footerLabels[line]}</span>
            <SheetField
              label={name(line)}
              look="small"
              value={text(line)}
              maxLength={120}
              isDisabled={!mayEdit}
              placeholder={t('footerEmpty')}
              onChange={(changed) => onChange({ footer: words.footer.map((own) => (own.name === line ? { ...own, text: changed } : own)) }, `footer ${line}`)}
            />
          </span>
        )}
      </OrderedList>
    </footer>
  );
}
