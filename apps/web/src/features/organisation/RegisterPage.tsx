import type { Organisation } from '@yrka/server/api';
import { ArrowLeftRight, Download, Plus, Upload } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { tableAddress, useRegister, useSession } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Button, ButtonLink, CheckField, EmptyState, PartyBadge, TextField, useFocusKept } from '../../ui/index.ts';
import { today } from './days.ts';
import css from './Organisation.module.css';
import { ListSkeleton, OrganisationFrame } from './OrganisationFrame.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import type { Registered } from './registered.ts';
import { ResetFactorDialog } from './ResetFactorDialog.tsx';
import { SeatsDialog } from './SeatsDialog.tsx';
import { SecretaryDialog } from './SecretaryDialog.tsx';

type Open = { readonly dialog: 'person' | 'seats' | 'factor'; readonly id: string } | 'new' | 'secretary' | null;

/** Who is in the register: the elected with their seats, and those who work for the municipality with their posts. */
export function RegisterPage() {
  const t = useTranslations('organisation.register');
  const common = useTranslations('organisation');
  const [open, setOpen] = useState<Open>(null);
  return (
    <OrganisationFrame
      place="register"
      actions={({ acts }) => (
        <>
          <a className={css.file} href={tableAddress('register')} download>
            <Download aria-hidden />
            {common('download')}
          </a>
          {acts.includes('editRegister') && (
            <>
              <ButtonLink to="/organisation/register/las-in" icon={<Upload aria-hidden />}>
                {common('readFile')}
              </ButtonLink>
              <Button icon={<ArrowLeftRight aria-hidden />} onPress={() => setOpen('secretary')}>
                {t('secretary')}
              </Button>
              <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setOpen('new')}>
                {t('new')}
              </Button>
            </>
          )}
        </>
      )}
    >
      {(organisation) => <People organisation={organisation} open={open} setOpen={setOpen} />}
    </OrganisationFrame>
  );
}

function People({ organisation, open, setOpen }: { readonly organisation: Organisation; readonly open: Open; readonly setOpen: (open: Open) => void }) {
  const t = useTranslations('organisation.register');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const register = useRegister();
  const [query, setQuery] = useState('');
  const [withLeft, setWithLeft] = useState(false);
  if (register.isPending) return <ListSkeleton label={frame('loading')} />;
  if (register.data === undefined)
    return (
      <div className={css.sheet}>
        <EmptyState action={<Button onPress={() => register.refetch()}>{frame('retry')}</Button>}>{failure(register.error)}</EmptyState>
      </div>
    );
  const { people } = register.data;
  const words = query.trim().toLocaleLowerCase('sv').split(/\s+/);
  const shown = people.filter(
    ({ name, party, isActive }) =>
      (withLeft || isActive) && words.every((word) => name.toLocaleLowerCase('sv').includes(word) || party?.toLocaleLowerCase('sv') === word),
  );
  const chosen = open !== null && typeof open === 'object' ? people.find(({ id }) => id === open.id) : undefined;
  const close = () => setOpen(null);
  return (
    <>
      <div className={css.filters}>
        <TextField label={t('search')} type="search" value={query} onChange={setQuery} />
        <CheckField isSelected={withLeft} onChange={setWithLeft}>
          {t('withLeft')}
        </CheckField>
      </div>
      <p className={css.count} role="status">
        {t('count', { count: shown.length })}
      </p>
      {shown.length === 0 && (
        <div className={css.sheet}>
          <EmptyState>{t(people.length === 0 ? 'empty' : 'nobody')}</EmptyState>
        </div>
      )}
      <Shown>
        {shown.map((person) => (
          <Person key={person.id} person={person} organisation={organisation} onOpen={(dialog) => setOpen({ dialog, id: person.id })} />
        ))}
      </Shown>
      {open === 'new' && <PersonDialog person={null} organisation={organisation} onClose={close} />}
      {open === 'secretary' && <SecretaryDialog people={people} onClose={close} />}
      {chosen !== undefined && typeof open === 'object' && open?.dialog === 'person' && (
        <PersonDialog person={chosen} organisation={organisation} onClose={close} />
      )}
      {chosen !== undefined && typeof open === 'object' && open?.dialog === 'seats' && (
        <SeatsDialog person={chosen} organisation={organisation} onClose={close} />
      )}
      {chosen !== undefined && typeof open === 'object' && open?.dialog === 'factor' && <ResetFactorDialog person={chosen} onClose={close} />}
    </>
  );
}

/** Whoever leaves the register is not among them any more, and what was pressed goes with them. */
function Shown({ children }: { readonly children: ReactNode }) {
  const list = useRef<HTMLUListElement>(null);
  useFocusKept(list);
  return (
    <ul ref={list} tabIndex={-1} className={css.list}>
      {children}
    </ul>
  );
}

function Person({
  person,
  organisation: { bodies, acts },
  onOpen,
}: {
  readonly person: Registered;
  readonly organisation: Organisation;
  readonly onOpen: (dialog: 'person' | 'seats' | 'factor') => void;
}) {
  const t = useTranslations('organisation.register');
  const role = useTranslations('people.role');
  const ownId = useSession().data?.person?.id;
  const now = person.seats.filter(({ from, to }) => from <= today() && (to === null || to >= today()));
  const seats = now.map(({ bodyId, role: seat }) => t('seat', { body: bodies.find(({ id }) => id === bodyId)?.shortName ?? '', role: t(`seatRoles.${seat}`) }));
  const posts = person.offices.map((office) => role(office));
  const facts = [
    ...posts,
    ...seats,
    ...(posts.length + seats.length === 0 ? [t('noSeat')] : []),
    ...(person.isProtected ? [t('protected')] : []),
    ...(person.isActive ? [] : [t('left')]),
  ];
  return (
    <li className={css.row} data-away={!person.isActive || undefined}>
      <span className={css.what}>
        <span className={css.main}>
          {person.name} {person.party !== null && <PartyBadge party={person.party} />}
        </span>
        <span className={css.less}>{facts.join(' · ')}</span>
        {person.email !== null && <span className={css.less}>{person.email}</span>}
      </span>
      <span className={css.rowActions}>
        {/* A seat is in a body: before there is one, none is offered. */}
        {acts.includes('editSeats') && person.offices.length === 0 && bodies.length > 0 && (
          <Button variant="quiet" aria-label={t('seatsOf', { name: person.name })} onPress={() => onOpen('seats')}>
            {t('seats')}
          </Button>
        )}
        {acts.includes('editRegister') && person.hasSecondFactor && person.id !== ownId && (
          <Button variant="quiet" aria-label={t('resetFactorOf', { name: person.name })} onPress={() => onOpen('factor')}>
            {t('resetFactor')}
          </Button>
        )}
        {acts.includes('editRegister') && (
          <Button variant="quiet" aria-label={t('editPerson', { name: person.name })} onPress={() => onOpen('person')}>
            {t('edit')}
          </Button>
        )}
      </span>
    </li>
  );
}
