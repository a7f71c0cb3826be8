import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSession } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, CheckField, SelectField, TextField } from '../../ui/index.ts';
import { Failure } from './Failure.tsx';
import css from './TakeInPage.module.css';
import type { FoundBundle, TakingIn } from './useTakingIn.ts';

/** What is in the file, what it would meet here, and the one button that takes it in. */
export function BundleView({ taking, found: { bundle } }: { readonly taking: TakingIn; readonly found: FoundBundle }) {
  const t = useTranslations('takingIn');
  const importing = useTranslations('importing');
  const { data: session } = useSession();
  const moments = useMoments();
  const heading = useRef<HTMLHeadingElement>(null);
  const [same, setSame] = useState<ReadonlySet<string>>(new Set());
  const [bodies, setBodies] = useState<ReadonlyMap<string, string>>(new Map());
  const [number, setNumber] = useState('');
  const [hasTried, setTried] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const needsNumber = bundle.obstacle === 'diarienummerInUse';
  const isStopped = bundle.obstacle !== null && !needsNumber;
  // Another municipality's number is seldom one of ours, whether somebody has it or not.
  const mayRenumber = needsNumber || (!bundle.isOurs && bundle.diarienummer !== null);
  const problem = needsNumber && number.trim() === '' ? t('needNumber') : undefined;
  const isTaking = taking.underWay !== null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    const diarienummer = mayRenumber && number.trim() !== '' ? number.trim() : null;
    if (problem === undefined && !isTaking) taking.take({ same: [...same], bodies: [...bodies].filter(([, here]) => here !== ''), diarienummer });
  }

  return (
    <form className={css.bundle} onSubmit={submit} noValidate>
      <h2 ref={heading} tabIndex={-1} className={css.done}>
        {bundle.title}
      </h2>
      <p>{t('from', { municipality: bundle.municipality, when: moments.long(bundle.madeAt), number: bundle.diarienummer ?? t('noNumber') })}</p>
      {isStopped && (
        <Banner tone="danger" isAnnounced>
          {t(bundle.obstacle === 'matterIsHere' ? 'isHere' : 'idsTaken')}
        </Banner>
      )}
      <h3 className={css.heading}>{t('documents')}</h3>
      <ul className={css.documents}>
        {bundle.documents.map(({ id, kind, title, isLocked, hasHistory, attachments, comments }) => (
          <li key={id}>
            <span className={css.kind}>{session?.municipality.documentLabels[kind] ?? ''}</span> <span>{title}</span>
            <span className={css.facts}>
              {[
                isLocked ? t('locked') : '',
                hasHistory ? t('withHistory') : t('withoutHistory'),
                attachments > 0 ? t('attachments', { count: attachments }) : '',
                comments > 0 ? t('comments', { count: comments }) : '',
              ]
                .filter((fact) => fact !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {bundle.missing > 0 && <p>{t('missing', { count: bundle.missing })}</p>}
      <p>{t(bundle.hasLog ? 'withLog' : 'withoutLog')}</p>
      {bundle.newBodies.length > 0 && (
        <fieldset className={css.people}>
          <legend>{t('sameBodies')}</legend>
          {bundle.newBodies.map(({ id, name }) => (
            <SelectField
              key={id}
              label={t('bodyOf', { name, municipality: bundle.municipality })}
              value={bodies.get(id) ?? ''}
              onChange={(here) => setBodies((now) => new Map(now).set(id, here))}
              options={[['', t('newBody')], ...bundle.bodiesHere.map((here) => [here.id, t('isBody', { name: here.name })] as const)]}
            />
          ))}
        </fieldset>
      )}
      {bundle.offered.length > 0 && (
        <fieldset className={css.people}>
          <legend>{t('samePeople')}</legend>
          {bundle.offered.map(({ id, name, party, title }) => (
            <CheckField
              key={id}
              isSelected={same.has(id)}
              onChange={(isSame) => setSame((now) => new Set(isSame ? [...now, id] : [...now].filter((one) => one !== id)))}
            >
              {title === null ? t('isSameUntitled', { name: nameOf({ name, party }) }) : t('isSame', { name: nameOf({ name, party }), title })}
            </CheckField>
          ))}
        </fieldset>
      )}
      {bundle.added.length > 0 && (
        <details className={css.added}>
          <summary>{t('added', { count: bundle.added.length })}</summary>
          <p>{bundle.added.map(nameOf).join(', ')}</p>
        </details>
      )}
      {mayRenumber && (
        <TextField
          label={t('newNumber')}
          description={t(needsNumber ? 'newNumberHelp' : 'ownNumberHelp', { number: bundle.diarienummer ?? '' })}
          value={number}
          onChange={setNumber}
          error={hasTried ? problem : undefined}
          autoComplete="off"
        />
      )}
      {!isStopped && <p>{t('isLogged')}</p>}
      {isTaking && (
        <p role="status">
          {taking.underWay !== null && taking.underWay.part < 1 ? importing('sending', { name: taking.underWay.name }) : t('taking', { title: bundle.title })}
        </p>
      )}
      <Failure failed={taking.failed} />
      <div className={css.actions}>
        <Button variant="quiet" onPress={taking.leave} isDisabled={isTaking}>
          {importing('another')}
        </Button>
        {!isStopped && (
          <Button variant="primary" type="submit" isPending={isTaking}>
            {t('take')}
          </Button>
        )}
      </div>
    </form>
  );
}

const nameOf = ({ name, party }: { readonly name: string; readonly party: string | null }) => (party === null ? name : `${name} (${party})`);
