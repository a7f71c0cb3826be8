import { useEditorState } from '@tiptap/react';
import { type ReservationForm, reservationForms } from '@yrka/schema';
import { useTranslations } from '../../i18n/index.ts';
import { Choice } from './Choice.tsx';
import { factsOf } from './documentFacts.ts';
import type { FieldsProps } from './fieldsProps.ts';

type ReservationAttributes = { readonly inFavourOf: string | null; readonly form: ReservationForm };

/** In favour of which yrkande, and in what form. */
export function ReservationFields({ node, editor, around, update }: FieldsProps) {
  const t = useTranslations('deliberation');
  const { inFavourOf, form } = node.attrs as ReservationAttributes;
  const yrkanden = useEditorState({ editor, selector: () => factsOf(editor.state.doc, around).yrkanden });
  return (
    <>
      <Choice
        label={t('form.label')}
        value={form}
        options={reservationForms.map((value) => ({ value, label: t(`form.${value}`) }))}
        onChange={(chosen) => update({ form: chosen })}
      />
      <span className="yrka-event__word">{t('inFavourOfWord')}</span>
      <Choice
        label={t('inFavourOf')}
        value={inFavourOf ?? ''}
        options={[
          { value: '', label: t('inFavourOfNone') },
          ...yrkanden.map(({ id, who, kind }) => ({ value: id, label: t('yrkandeBy', { who, what: t(`kind.${kind}`) }) })),
        ]}
        onChange={(chosen) => update({ inFavourOf: chosen === '' ? null : chosen })}
      />
    </>
  );
}
