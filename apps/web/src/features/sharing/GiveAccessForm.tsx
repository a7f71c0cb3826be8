import { isElected, worksForMunicipality } from '@yrka/policies';
import type { Person, Sharing } from '@yrka/server/api';
import { type FormEvent, useState } from 'react';
import { useGiveAccess, usePeople } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Choices, DialogActions, PersonLine, PersonList, TextField } from '../../ui/index.ts';
import css from './Sharing.module.css';

const maxShown = 6;

type GiveAccessFormProps = { readonly documentId: string; readonly sharing: Sharing; readonly onDone: () => void };

/** Access for somebody whom the register knows: another party's elected as co-mover, or anyone to read. */
export function GiveAccessForm({ documentId, sharing, onDone }: GiveAccessFormProps) {
  const t = useTranslations('sharing');
  const people = useTranslations('people');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const give = useGiveAccess(documentId);
  const [query, setQuery] = useState('');
  const [person, setPerson] = useState<Person | null>(null);
  const [role, setRole] = useState<'author' | 'reader'>('author');
  const found = usePeople(query.trim());

  const line = ({ id, name, party, title, role: of }: Person) => ({ id, name, party, about: title ?? people(`role.${of}`) });
  const there = new Set([...sharing.group, ...sharing.given.map((given) => given.person)].map(({ id }) => id));
  const shown = query.trim() === '' ? [] : (found.data?.people ?? []).filter(({ id }) => !there.has(id)).slice(0, maxShown);
  const actor = person === null ? null : { ...person, roles: new Set(person.roles) };
  const mayMove = actor !== null && isElected(actor);
  const given = mayMove ? role : 'reader';
  const mayBecomePublic = actor !== null && worksForMunicipality(actor);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (person === null || give.isPending) return;
    give.mutate(
      { personId: person.id, role: given, acknowledged: mayBecomePublic },
      {
        onSuccess: () => {
          announce(t('given', { name: person.name }));
          onDone();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className={css.form}>
      {person === null ? (
        <>
          <TextField label={t('search')} description={t('searchHelp')} value={query} onChange={setQuery} autoComplete="off" autoFocus />
          <PersonList label={t('found')} people={shown.map(line)} onChoose={(id) => setPerson(shown.find((one) => one.id === id) ?? null)} />
          {query.trim() !== '' && found.isSuccess && shown.length === 0 && <p className={css.hint}>{t('nobody')}</p>}
        </>
      ) : (
        <>
          <div className={css.chosen}>
            <PersonLine person={line(person)} />
            <Button variant="quiet" onPress={() => setPerson(null)} autoFocus>
              {t('another')}
            </Button>
          </div>
          {mayMove && (
            <Choices
              label={t('may')}
              value={role}
              onChange={setRole}
              choices={[
                { value: 'author', label: t('role.author'), description: t('authorMeans') },
                { value: 'reader', label: t('role.reader') },
              ]}
            />
          )}
          {!mayMove && <p>{t('readerOnly', { name: person.name })}</p>}
          {mayBecomePublic && <Banner tone="warning">{t('mayBecomePublic', { name: person.name })}</Banner>}
        </>
      )}
      {give.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(give.error)}
        </Banner>
      )}
      <DialogActions>
        <Button variant="quiet" onPress={onDone}>
          {frame('cancel')}
        </Button>
        {person !== null && (
          <Button variant="primary" type="submit" isPending={give.isPending}>
            {mayBecomePublic ? t('giveAnyway') : t('give')}
          </Button>
        )}
      </DialogActions>
    </form>
  );
}
