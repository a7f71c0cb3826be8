import { type RegisterRole, registerRoles } from '@yrka/policies';
import { memo, useEffect, useRef } from 'react';
import { Button as AriaButton, DialogTrigger } from 'react-aria-components';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Avatar, PartyBadge, Popover, VisuallyHidden } from '../../ui/index.ts';
import css from './Presence.module.css';
import { type AwarenessLike, type PresentPerson, usePresentPeople } from './present-people.ts';

export type PresenceProps = {
  readonly awareness: AwarenessLike | null;
  /** How many circles there is room for; the rest become a number. */
  readonly room?: number;
};

/** Comings and goings are told together and late: a dropped connection is back before anybody hears of it. */
const announceAfterMs = 3_000;

/** Who has the document open: circles side by side, and all their names one press away. */
export const Presence = memo(function Presence({ awareness, room = 3 }: PresenceProps) {
  const t = useTranslations('presence');
  const people = usePresentPeople(awareness);
  useAnnouncedChanges(people);

  const others = people.filter(({ isYou }) => !isYou);
  if (people.length === 0) return null;
  // A number takes the room of a circle, so one too many is shown as two.
  const shown = people.length <= room ? people : people.slice(0, Math.max(1, room - 1));
  const hidden = people.length - shown.length;

  return (
    <DialogTrigger>
      <AriaButton className={css.people ?? ''}>
        <VisuallyHidden>{others.length === 0 ? t('onlyYou') : t('showAll', { count: people.length })}</VisuallyHidden>
        {shown.map((person) => (
          <span key={person.id} className={css.circle}>
            <Avatar name={person.name} colour={person.colour} isNamed />
          </span>
        ))}
        {hidden > 0 && (
          <span aria-hidden className={css.more}>
            +{hidden}
          </span>
        )}
      </AriaButton>
      <Popover label={t('here')} placement="bottom end">
        <h2 className={css.heading}>{t('here')}</h2>
        <ul className={css.list}>
          {people.map((person) => (
            <li key={person.id} className={css.person}>
              <Avatar name={person.name} colour={person.colour} isNamed />
              <Named person={person} />
            </li>
          ))}
        </ul>
      </Popover>
    </DialogTrigger>
  );
});

function Named({ person }: { readonly person: PresentPerson }) {
  const t = useTranslations();
  return (
    <span className={css.words}>
      <span>
        {person.isYou ? t('presence.you', { name: person.name }) : person.name} {person.party !== null && <PartyBadge party={person.party} />}
      </span>
      {isRole(person.role) && <span className={css.role}>{t(`people.role.${person.role}`)}</span>}
    </span>
  );
}

const isRole = (role: string | null): role is RegisterRole => registerRoles.some((known) => known === role);

/** Says who came and who left since it was last said; nothing about who was here from the start. */
function useAnnouncedChanges(people: readonly PresentPerson[]): void {
  const t = useTranslations('presence');
  const told = useRef<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      const now = new Map(people.filter(({ isYou }) => !isYou).map(({ id, name }) => [id, name]));
      const before = told.current;
      told.current = now;
      if (before === null) return;
      const came = [...now].filter(([id]) => !before.has(id)).map(([, name]) => name);
      const left = [...before].filter(([id]) => !now.has(id)).map(([, name]) => name);
      const sentences = [
        ...(came.length > 2 ? [t('cameMany', { count: came.length })] : came.map((name) => t('came', { name }))),
        ...left.slice(0, 2).map((name) => t('left', { name })),
      ];
      if (sentences.length > 0) announce(sentences.join('. '));
    }, announceAfterMs);
    return () => clearTimeout(timer);
  }, [people, t]);
}
