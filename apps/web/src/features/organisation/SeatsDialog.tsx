import type { Organisation } from '@yrka/server/api';
import { useRef, useState } from 'react';
import { useChangeOrganisation, useRemoveFromOrganisation } from '../../api/index.ts';
import { useDays, useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Button, ConfirmDialog, SelectField, TextField, useFocusKept } from '../../ui/index.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { today } from './days.ts';
import css from './Organisation.module.css';
import type { Registered } from './registered.ts';

type Seat = Registered['seats'][number];
const seatRoles = ['member', 'substitute', 'chair', 'viceChair'] as const;

/** Where somebody sits, from when to when. */
export function SeatsDialog({
  person,
  organisation,
  onClose,
}: {
  readonly person: Registered;
  readonly organisation: Organisation;
  readonly onClose: () => void;
}) {
  const t = useTranslations('organisation.register');
  const common = useTranslations('organisation');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const days = useDays();
  const save = useChangeOrganisation('seats');
  const remove = useRemoveFromOrganisation('seats');
  const bodies = organisation.bodies.filter(({ isActive }) => isActive);
  const term = organisation.terms.find(({ from, to }) => from <= today() && to >= today());
  const fresh = { bodyId: bodies[0]?.id ?? '', role: 'member' as Seat['role'], from: term?.from ?? today(), to: term?.to ?? '' };
  const group = useRef<HTMLFieldSetElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useFocusKept(list);
  const [removing, setRemoving] = useState<Seat | null>(null);
  const [seat, setSeat] = useState<Seat | null>(null);
  const [fields, setFields] = useState(fresh);
  const [hasTried, setTried] = useState(false);
  const problem = fields.to !== '' && fields.to < fields.from ? common('endsBefore') : undefined;

  function edit(next: Seat | null): void {
    setSeat(next);
    setFields(next === null ? fresh : { bodyId: next.bodyId, role: next.role, from: next.from, to: next.to ?? '' });
    setTried(false);
    save.reset();
  }
  const nameOf = ({ bodyId, role }: Seat) => t('seat', { body: organisation.bodies.find(({ id }) => id === bodyId)?.name ?? '', role: t(`seatRoles.${role}`) });
  function submit(): void {
    setTried(true);
    if (fields.from === '' || problem !== undefined) return;
    const { bodyId, role, from, to } = fields;
    save.mutate(
      { id: seat?.id ?? null, version: seat?.version ?? null, personId: person.id, bodyId, role, from, to: to === '' ? null : to },
      { onSuccess: () => edit(null) },
    );
  }

  return (
    <ChangeDialog
      title={t('seatsOf', { name: person.name })}
      error={save.error}
      isPending={save.isPending}
      onSave={submit}
      onClose={onClose}
      saveLabel={seat === null ? t('addSeat') : t('saveSeat')}
    >
      {person.seats.length === 0 && <p className={css.help}>{t('noSeats')}</p>}
      <ul ref={list} tabIndex={-1} aria-label={t('seats')} className={css.seats}>
        {person.seats.map((one) => {
          const name = nameOf(one);
          return (
            <li key={one.id} className={css.seat} data-chosen={one.id === seat?.id || undefined}>
              <span className={css.what}>
                <span lang="sv">{name}</span>
                <span className={css.less}>
                  {one.to === null ? t('since', { from: days(one.from) }) : t('between', { from: days(one.from), to: days(one.to) })}
                </span>
              </span>
              <span className={css.rowActions}>
                <Button
                  variant="quiet"
                  aria-label={t('editSeat', { name })}
                  onPress={() => {
                    edit(one);
                    group.current?.focus();
                  }}
                >
                  {t('edit')}
                </Button>
                <Button
                  variant="quiet"
                  aria-label={t('removeSeat', { name })}
                  onPress={() => {
                    remove.reset();
                    setRemoving(one);
                  }}
                >
                  {t('removeShort')}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
      <fieldset ref={group} tabIndex={-1} className={css.group}>
        <legend>{seat === null ? t('newSeat') : t('changeSeat')}</legend>
        <div className={css.pair}>
          <SelectField
            label={t('body')}
            value={fields.bodyId}
            onChange={(bodyId) => setFields({ ...fields, bodyId })}
            options={bodies.map(({ id, name }) => [id, name] as const)}
          />
          <SelectField
            label={t('seatRole')}
            value={fields.role}
            onChange={(role) => setFields({ ...fields, role })}
            options={seatRoles.map((role) => [role, t(`seatRoles.${role}`)] as const)}
          />
          <TextField
            label={t('from')}
            type="date"
            value={fields.from}
            onChange={(from) => setFields({ ...fields, from })}
            error={hasTried && fields.from === '' ? common('missing') : undefined}
          />
          <TextField label={t('to')} type="date" value={fields.to} onChange={(to) => setFields({ ...fields, to })} error={hasTried ? problem : undefined} />
        </div>
      </fieldset>
      {removing !== null && (
        <ConfirmDialog
          title={t('removeSeatTitle')}
          means={t('removeSeatMeans', { name: nameOf(removing) })}
          actLabel={t('removeShort')}
          cancelLabel={frame('cancel')}
          closeLabel={frame('close')}
          problem={remove.isError ? failure(remove.error) : null}
          isPending={remove.isPending}
          onAct={() =>
            remove.mutate(
              { id: removing.id, version: removing.version },
              {
                onSuccess: () => {
                  announce(t('seatRemoved'));
                  setRemoving(null);
                  if (seat?.id === removing.id) edit(null);
                },
              },
            )
          }
          onClose={() => setRemoving(null)}
        />
      )}
    </ChangeDialog>
  );
}
