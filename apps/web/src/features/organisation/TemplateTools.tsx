import type { Organisation } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';
import { CheckField, SelectField, TextField } from '../../ui/index.ts';
import { AccentField } from './AccentField.tsx';
import { Arms } from './Arms.tsx';
import css from './Template.module.css';
import type { ShownKind, TemplateWords } from './templateDraft.ts';
import type { ChangeWords } from './TemplateSheet.tsx';

type Props = {
  readonly kind: ShownKind;
  readonly words: TemplateWords;
  readonly municipality: Organisation['municipality'];
  readonly mayEdit: boolean;
  readonly isChecked: boolean;
  readonly hasOwnColour: boolean;
  readonly onOwnColour: (isOwn: boolean) => void;
  readonly onChange: ChangeWords;
};

/** What is not written on the sheet: how it looks, and what follows from it elsewhere. */
export function TemplateTools({ kind, words, municipality, mayEdit, isChecked, hasOwnColour, onOwnColour, onChange }: Props) {
  const t = useTranslations('organisation.template');
  const levels = useTranslations('organisation.template.levels');
  const common = useTranslations('organisation');
  const att = kind === 'motion' ? 'clausesBeginWithAtt' : 'decisionsBeginWithAtt';
  return (
    <div className={css.tools}>
      <section className={css.tool} aria-label={words.documentLabels[kind]}>
        <h2 lang="sv">{words.documentLabels[kind]}</h2>
        <CheckField isDisabled={!mayEdit} isSelected={words[att]} onChange={(isSo) => onChange({ [att]: isSo })}>
          {t(att)}
        </CheckField>
        {kind === 'minutesItem' && (
          <>
            <SelectField
              label={t('minutesLevel')}
              value={words.minutesLevel}
              onChange={(minutesLevel) => onChange({ minutesLevel })}
              isDisabled={!mayEdit}
              options={(['assembly', 'executiveBoard', 'committee', 'subcommittee'] as const).map((level) => [level, levels(level)] as const)}
            />
            <TextField
              label={t('statementLabel')}
              value={words.documentLabels.writtenStatement}
              maxLength={60}
              isDisabled={!mayEdit}
              error={isChecked && words.documentLabels.writtenStatement.trim() === '' ? common('missing') : undefined}
              onChange={(text) => onChange({ documentLabels: { ...words.documentLabels, writtenStatement: text } }, 'label writtenStatement')}
              lang="sv"
            />
          </>
        )}
      </section>
      <section className={css.tool} aria-label={t('allTitle')}>
        <h2>{t('allTitle')}</h2>
        <AccentField
          accent={words.accent}
          isOwn={hasOwnColour}
          onOwn={onOwnColour}
          isDisabled={!mayEdit}
          onChange={(accent, about) => onChange({ accent }, about)}
        />
        <CheckField isDisabled={!mayEdit} isSelected={words.headRule} onChange={(headRule) => onChange({ headRule })}>
          {t('headRule')}
        </CheckField>
        <CheckField isDisabled={!mayEdit} isSelected={words.lineNumbers} onChange={(lineNumbers) => onChange({ lineNumbers })}>
          {t('lineNumbers')}
        </CheckField>
        <SelectField
          label={t('pdfStandard')}
          description={t('pdfStandardHelp')}
          value={words.pdfStandard}
          onChange={(pdfStandard) => onChange({ pdfStandard })}
          isDisabled={!mayEdit}
          options={[
            ['a-2a', t('standards.a-2a')],
            ['a-3a', t('standards.a-3a')],
            ['ua-1', t('standards.ua-1')],
          ]}
        />
      </section>
      <Arms arms={municipality.arms} mayEdit={mayEdit} />
    </div>
  );
}
