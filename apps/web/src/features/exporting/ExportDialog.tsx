import type { DocumentDetails } from '@yrka/server/api';
import { useMemo, useState } from 'react';
import { exportAddress, pagesOf } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { CheckField, Choices, Dialog, Sides } from '../../ui/index.ts';
import css from './ExportDialog.module.css';
import { type ExportChoice, type Extra, exportFormats, extrasOf, firstChoice, pdfStandards, wishesOf } from './exportChoice.ts';
import { MadeFile } from './MadeFile.tsx';
import { PagesPreview } from './PagesPreview.tsx';
import { useMadeFile } from './useMadeFile.ts';
import { WordsPreview } from './WordsPreview.tsx';

type ExportDialogProps = { readonly details: Pick<DocumentDetails, 'id' | 'kind' | 'stage' | 'template'>; readonly onClose: () => void };

/** A document as a file: in which format, with what, as it will look, and what it leaves out, before it is saved. */
export function ExportDialog({ details, onClose }: ExportDialogProps) {
  const t = useTranslations('exporting');
  return (
    <Dialog title={t('title')} closeLabel={t('close')} width="full" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Exporting details={details} />
    </Dialog>
  );
}

function Exporting({ details }: Pick<ExportDialogProps, 'details'>) {
  const t = useTranslations('exporting');
  // In a window with room for one of them.
  const [side, setSide] = useState<'choices' | 'result'>('choices');
  const [choice, setChoice] = useState<ExportChoice>(() => firstChoice(details.template));
  const { format, standard } = choice;
  const offered = extrasOf(format, details);
  const wishes = useMemo(() => wishesOf(choice, details), [choice, details]);
  const address = exportAddress(details.id, format, wishes.file);
  const made = useMadeFile(address);
  const choose = (extra: Extra, isChosen: boolean) =>
    setChoice((before) => ({ ...before, extras: new Set(isChosen ? [...before.extras, extra] : [...before.extras].filter((one) => one !== extra)) }));
  const isWords = format === 'markdown' || format === 'text' || format === 'akn';
  const hasMarks = wishes.pages.marks === '1';
  return (
    <div className={css.exporting} data-side={side}>
      <Sides
        label={t('sides.label')}
        sides={[
          ['choices', t('sides.choices')],
          ['result', t(isWords ? 'sides.words' : 'sides.pages')],
        ]}
        shown={side}
        onShow={setSide}
      />
      <div className={css.choices}>
        <Choices
          label={t('formats.label')}
          value={format}
          onChange={(chosen) => setChoice((before) => ({ ...before, format: chosen }))}
          choices={exportFormats.map((one) => ({ value: one, label: t(`formats.${one}`), description: t(`formats.${one}Means`) }))}
        />
        {format === 'pdf' && (
          <Choices
            label={t('standards.label')}
            value={standard}
            onChange={(chosen) => setChoice((before) => ({ ...before, standard: chosen }))}
            choices={pdfStandards.map((one) => ({ value: one, label: t(`standards.${one}`), description: t(`standards.${one}Means`) }))}
          />
        )}
        {offered.length > 0 && (
          <fieldset className={css.extras}>
            <legend>{t('choices.label')}</legend>
            {offered.map((extra) => (
              <CheckField key={extra} isSelected={choice.extras.has(extra)} onChange={(isChosen) => choose(extra, isChosen)}>
                {t(`choices.${extra}`)}
                {extra === 'marks' && <span className={css.means}>{t('choices.marksMean')}</span>}
              </CheckField>
            ))}
          </fieldset>
        )}
      </div>
      {isWords ? (
        <WordsPreview state={made.state} />
      ) : (
        <PagesPreview
          address={pagesOf(details.id)}
          wishes={wishes.pages}
          label={t('preview.pages')}
          note={format === 'pdf' ? null : t(format === 'html' ? 'preview.noPages' : hasMarks ? 'preview.marks' : 'preview.aboutWord')}
        />
      )}
      <MadeFile {...made} pdf={format === 'pdf' ? address : null} />
    </div>
  );
}
