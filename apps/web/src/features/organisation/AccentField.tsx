import { contrastOnWhite, isReadableOnWhite, leastContrast, readableOnWhite } from '@yrka/schema';
import { useId } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslations } from '../../i18n/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import css from './Template.module.css';

/** Colours that can be read on white, by the names of the catalogue. */
const colours = {
  blue: '#1f4e79',
  petrol: '#1f5c6b',
  green: '#2f5d3a',
  red: '#7a1f2b',
  violet: '#5b3a86',
  brown: '#7a4a12',
} as const;
type Choice = keyof typeof colours | 'text' | 'own';
const choices = ['text', ...(Object.keys(colours) as (keyof typeof colours)[]), 'own'] as const;

/** What one's own colour begins as. */
const firstOwn = '#14506e';

type Props = {
  readonly accent: string | null;
  readonly isOwn: boolean;
  readonly onOwn: (isOwn: boolean) => void;
  readonly isDisabled: boolean;
  readonly onChange: (accent: string | null, about: string | null) => void;
};

/** The colour of headings and of the rule: one of a few, or one's own, which must be read on white paper. */
export function AccentField({ accent, isOwn, onOwn, isDisabled, onChange }: Props) {
  const t = useTranslations('organisation.template');
  const name = useTranslations('organisation.template.colour');
  const known = choices.find((choice) => choice !== 'text' && choice !== 'own' && colours[choice] === accent);
  const value: Choice = isOwn ? 'own' : accent === null ? 'text' : (known ?? 'own');
  return (
    <div className={css.accent}>
      <RadioGroup
        className={css.colours ?? ''}
        value={value}
        isDisabled={isDisabled}
        onChange={(picked) => {
          const choice = choices.find((one) => one === picked);
          if (choice === undefined) return;
          onOwn(choice === 'own');
          onChange(choice === 'text' ? null : choice === 'own' ? (accent ?? firstOwn) : colours[choice], null);
        }}
      >
        <Label className={css.toolLabel ?? ''}>{t('accent')}</Label>
        {choices.map((choice) => (
          <Radio key={choice} value={choice} className={css.colour ?? ''}>
            <span
              className={css.swatch}
              data-choice={choice}
              style={{ background: choice === 'text' ? 'black' : choice === 'own' ? swatchOf(accent) : colours[choice] }}
              aria-hidden
            />
            {name(choice)}
          </Radio>
        ))}
      </RadioGroup>
      {value === 'own' && <OwnColour accent={accent ?? ''} isDisabled={isDisabled} onChange={onChange} />}
    </div>
  );
}

const swatchOf = (accent: string | null) => (accent !== null && contrastOnWhite(accent) !== null ? accent : 'transparent');

function OwnColour({ accent, isDisabled, onChange }: Pick<Props, 'isDisabled' | 'onChange'> & { readonly accent: string }) {
  const t = useTranslations('organisation.template');
  const id = useId();
  const contrast = contrastOnWhite(accent);
  const better = readableOnWhite(accent);
  const set = (text: string) => onChange(text.trim().toLowerCase(), 'accent');
  const isFine = isReadableOnWhite(accent);
  return (
    <div className={css.own}>
      <div className={css.ownFields}>
        <input
          type="color"
          aria-label={t('pickColour')}
          value={contrast === null ? firstOwn : accent}
          disabled={isDisabled}
          onChange={({ target }) => set(target.value)}
        />
        <TextField
          label={t('ownColour')}
          value={accent}
          onChange={set}
          isDisabled={isDisabled}
          maxLength={7}
          aria-describedby={id}
          error={contrast === null ? t('noColour') : isFine ? undefined : t('tooLight', { contrast, least: leastContrast })}
        />
      </div>
      <p id={id} className={css.help} role="status">
        {isFine && contrast !== null ? t('contrastFine', { contrast }) : ''}
      </p>
      {!isFine && better !== null && (
        <Button isDisabled={isDisabled} onPress={() => onChange(better, null)}>
          {t('makeDarker')}
        </Button>
      )}
    </div>
  );
}
