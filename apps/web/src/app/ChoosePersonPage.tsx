import type { Person, Session } from '@yrka/server/api';
import { Button as AriaButton } from 'react-aria-components';
import { useSignIn } from '../api/index.ts';
import { useFailureWords, useTranslations } from '../i18n/index.ts';
import { Avatar, Banner, PageHeading, PartyBadge } from '../ui/index.ts';
import css from './ChoosePersonPage.module.css';

/** The first page of the demonstration: six people, one press each. Outside it, what to do without a sign-in. */
export function ChoosePersonPage({ session }: { readonly session: Session }) {
  const t = useTranslations('frame');
  const failure = useFailureWords();
  const signIn = useSignIn();
  if (!session.demonstration) {
    return (
      <>
        <PageHeading title={t('notSignedInTitle')} />
        <p>{t('notSignedInWords', { municipality: session.municipality.name })}</p>
      </>
    );
  }
  return (
    <div className={css.page} data-page="">
      <PageHeading title={t('chooseTitle')} />
      <p className={css.intro}>{t('chooseWords')}</p>
      {signIn.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(signIn.error)}
        </Banner>
      )}
      <ul className={css.people}>
        {session.people.map((person) => (
          <li key={person.id}>
            <Choice person={person} onChoose={() => signIn.mutate(person.id)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Choice({ person, onChoose }: { readonly person: Person; readonly onChoose: () => void }) {
  const t = useTranslations('people');
  return (
    <AriaButton className={css.choice ?? ''} onPress={onChoose}>
      <Avatar name={person.name} isNamed />
      <span className={css.words}>
        <span className={css.name}>
          {person.name} {person.party !== null && <PartyBadge party={person.party} />}
        </span>
        <span className={css.role}>{person.title ?? t(`role.${person.role}`)}</span>
      </span>
    </AriaButton>
  );
}
