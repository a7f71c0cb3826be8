import type { Session } from '@yrka/server/api';
import { useEffect, useRef } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useSignIn } from '../api/index.ts';
import { useFailureWords, useTranslations } from '../i18n/index.ts';
import { announce, Avatar } from '../ui/index.ts';
import css from './DemonstrationPeople.module.css';

/** The people one can be in the demonstration, one press each; the current one is marked. */
export function DemonstrationPeople({ session }: { readonly session: Session }) {
  const t = useTranslations();
  const failure = useFailureWords();
  const signIn = useSignIn();
  const list = useRef<HTMLUListElement>(null);
  const current = session.person?.id;
  useEffect(() => {
    // On a phone the row is wider than the screen; who one is should be in sight.
    const chosen = current === undefined ? null : list.current?.querySelector('[data-selected]');
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <ul ref={list} className={css.people} aria-label={t('frame.whoYouAre')}>
      {session.people.map((person) => {
        const name = person.party === null ? person.name : t('people.withParty', { name: person.name, party: person.party });
        return (
          <li key={person.id}>
            <ToggleButton
              className={css.person ?? ''}
              isSelected={current === person.id}
              isDisabled={signIn.isPending}
              onPress={() => signIn.mutate(person.id, { onError: (error) => announce(failure(error)) })}
            >
              <Avatar name={person.name} size="small" isNamed />
              <span className={css.words}>
                <span className={css.name}>{name}</span>
                <span className={css.role}>{t(`people.role.${person.role}`)}</span>
              </span>
            </ToggleButton>
          </li>
        );
      })}
    </ul>
  );
}
