import { type FormEvent, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { accounts, useEnter } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { Banner, Button, PageHeading, TextField } from '../../ui/index.ts';
import css from './SignIn.module.css';
import { isEmail, minPasswordCharacters, useStepFailure } from './useWords.ts';

type Kind = 'municipality' | 'region';
type Fields = { readonly code: string; readonly municipality: string; readonly name: string; readonly email: string; readonly password: string };
const empty: Fields = { code: '', municipality: '', name: '', email: '', password: '' };

/** The first page of a municipality's own server, for whoever has the code that it printed. */
export function SetUpPage() {
  const t = useTranslations('signIn');
  const failure = useStepFailure();
  const [fields, setFields] = useState(empty);
  const [kind, setKind] = useState<Kind>('municipality');
  const [wrong, setWrong] = useState<Partial<Fields>>({});
  const setUp = useEnter(accounts.setUp);
  const field = (name: keyof Fields) => ({
    name,
    value: fields[name],
    error: wrong[name],
    onChange: (value: string) => setFields((before) => ({ ...before, [name]: value })),
  });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const { code, municipality, name, email, password } = fields;
    const found: Partial<Fields> = {
      ...(code.trim() === '' && { code: t('setUpCodeFirst') }),
      ...(municipality.trim() === '' && { municipality: t('municipalityFirst') }),
      ...(name.trim() === '' && { name: t('nameFirst') }),
      ...(!isEmail(email) && { email: t('noEmail') }),
      ...(password.length < minPasswordCharacters && { password: t('passwordShort') }),
    };
    setWrong(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      const input = event.currentTarget.elements.namedItem(first);
      if (input instanceof HTMLElement) input.focus();
      return;
    }
    if (!setUp.isPending) setUp.mutate({ code, municipality: { name: municipality, kind }, person: { name, email }, password });
  }

  return (
    <div className={css.page}>
      <PageHeading title={t('setUpTitle')} />
      <p className={css.words}>{t('setUpWords')}</p>
      <form className={css.form} noValidate onSubmit={submit}>
        <TextField label={t('setUpCode')} description={t('setUpCodeMeans')} autoComplete="off" spellCheck="false" {...field('code')} />
        <RadioGroup className={css.kinds ?? ''} value={kind} onChange={(value) => setKind(value === 'region' ? 'region' : 'municipality')}>
          <Label className={css.kindsLabel ?? ''}>{t('kind')}</Label>
          <div className={css.kindRow}>
            <Radio className={css.kind ?? ''} value="municipality">
              {t('kindMunicipality')}
            </Radio>
            <Radio className={css.kind ?? ''} value="region">
              {t('kindRegion')}
            </Radio>
          </div>
        </RadioGroup>
        <TextField label={t('municipality')} description={t('municipalityMeans')} autoComplete="organization" {...field('municipality')} />
        <TextField label={t('yourName')} autoComplete="name" {...field('name')} />
        <TextField label={t('email')} type="email" autoComplete="username" {...field('email')} />
        <TextField label={t('newPassword')} description={t('passwordMeans')} type="password" autoComplete="new-password" {...field('password')} />
        {setUp.isError && (
          <Banner tone="danger" isAnnounced>
            {failure(setUp.error)}
          </Banner>
        )}
        <Button type="submit" variant="primary" className={css.wide ?? ''} isPending={setUp.isPending}>
          {t('setUp')}
        </Button>
      </form>
    </div>
  );
}
