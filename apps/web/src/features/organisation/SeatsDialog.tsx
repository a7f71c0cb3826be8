import type { Organisation } from '@yrka/server/api';
import { useState } from 'react';
import { useChangeOrganisation, useRemoveFromOrganisation } from '../../api/index.ts';
import { useDays, useTranslations } from '../../i18n/index.ts';
import { Button, SelectField, TextField } from '../../ui/index.ts';
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
  const days = useDays();
  const save = useChangeOrganisation('seats');
  const remove = useRemoveFromOrganisation('seats');
  const bodies = organisation.bodies.filter(({ isActive }) => isActive);
  const term = organisation.terms.find(({ from, to }) => from <= today() && to >= today());
  const fresh = { bodyId: bodies[0]?.id ?? '', role: 'member' as Seat['role'], from: term?.from ?? today(), to: term?.to ?? '' };
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
      error={save.error ?? remove.error}
      isPending={save.isPending}
      onSave={submit}
      onClose={onClose}
      saveLabel={seat === null ? t('addSeat') : t('saveSeat')}
    >
      {person.seats.length === 0 && <p className={css.help}>{t('noSeats')}</p>}
      <ul className={css.seats}>
        {person.seats.map((one) => {
          const body = organisation.bodies.find(({ id }) => id === one.bodyId);
          const name = t('seat', { body: body?.name ?? '', role: t(`seatRoles.${one.role}`) });
          return (
            <li key={one.id} className={css.seat} data-chosen={one.id === seat?.id || undefined}>
              <span className={css.what}>
                <span lang="sv">{name}</span>
                <span className={css.less}>
                  {one.to === null ? t('since', { from: days(one.from) }) : t('between', { from: days(one.from), to: days(one.to) })}
                </span>
              </span>
              <span className={css.rowActions}>
                <Button variant="quiet" aria-label={t('editSeat', { name })} onPress={() => edit(one)}>
                  {t('edit')}
                </Button>
                <Button variant="quiet" aria-label={t('removeSeat', { name })} onPress={() => remove.mutate({ id: one.id, version: one.version })}>
                  {t('removeShort')}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
      <fieldset className={css.group}>
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
    </ChangeDialog>
  );
}
