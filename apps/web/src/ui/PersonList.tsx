import { ListBox, ListBoxItem } from 'react-aria-components';
import { Avatar } from './Avatar.tsx';
import { PartyBadge } from './PartyBadge.tsx';
import css from './PersonList.module.css';

/** A person as one is told from others of the same name. `about` is a title or what they do here; '' for nothing. */
export type PersonOfList = { readonly id: string; readonly name: string; readonly party: string | null; readonly about: string };

/** A person on a line: initials, name, party, and below that what they are. */
export function PersonLine({ person: { name, party, about } }: { readonly person: PersonOfList }) {
  return (
    <span className={css.line}>
      <Avatar name={name} isNamed />
      <span className={css.person}>
        <span className={css.name}>
          {name} {party !== null && <PartyBadge party={party} />}
        </span>
        {about !== '' && <span className={css.about}>{about}</span>}
      </span>
    </span>
  );
}

type PersonListProps = { readonly label: string; readonly people: readonly PersonOfList[]; readonly onChoose: (id: string) => void };

/** People of whom one is chosen at a time. Nothing where there are none. */
export function PersonList({ label, people, onChoose }: PersonListProps) {
  if (people.length === 0) return null;
  return (
    <ListBox aria-label={label} className={css.list ?? ''} items={people} onAction={(id) => onChoose(String(id))}>
      {(person) => (
        <ListBoxItem id={person.id} textValue={person.name} className={css.option ?? ''}>
          <PersonLine person={person} />
        </ListBoxItem>
      )}
    </ListBox>
  );
}
