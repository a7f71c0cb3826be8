import type { MeetingList, Organisation } from '@yrka/server/api';
import { Download, Plus, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { tableAddress, useChangeOrganisation, useMeetings, useRemoveFromOrganisation } from '../../api/index.ts';
import { useDays, useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Button, ButtonLink, CheckField, ConfirmDialog, EmptyState, SelectField, TextField, useFocusKept } from '../../ui/index.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import css from './Organisation.module.css';
import { ListSkeleton, OrganisationFrame } from './OrganisationFrame.tsx';
import { asTime, today } from './days.ts';

type Meeting = MeetingList['meetings'][number];
type Body = Organisation['bodies'][number];

/** Bodies, and when they meet: "KSAU 11 mars, manusstopp 25 februari". */
export function MeetingsPage() {
  const t = useTranslations('organisation.meetings');
  const common = useTranslations('organisation');
  const [editing, setEditing] = useState<Meeting | 'new' | null>(null);
  const [body, setBody] = useState<Body | 'new' | null>(null);
  return (
    <OrganisationFrame
      place="meetings"
      actions={({ acts, bodies }) =>
        acts.includes('editMeetings') &&
        bodies.length > 0 && (
          <>
            <a className={css.file} href={tableAddress('meetings')} download>
              <Download aria-hidden />
              {common('download')}
            </a>
            <ButtonLink to="/organisation/sammantraden/las-in" icon={<Upload aria-hidden />}>
              {common('readFile')}
            </ButtonLink>
            <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setEditing('new')}>
              {t('new')}
            </Button>
          </>
        )
      }
    >
      {(organisation) => (
        <>
          <Bodies organisation={organisation} onEdit={setBody} />
          {organisation.bodies.length > 0 && <Calendar organisation={organisation} onEdit={setEditing} onNew={() => setEditing('new')} />}
          {editing !== null && <MeetingDialog meeting={editing === 'new' ? null : editing} bodies={organisation.bodies} onClose={() => setEditing(null)} />}
          {body !== null && <BodyDialog body={body === 'new' ? null : body} bodies={organisation.bodies} onClose={() => setBody(null)} />}
        </>
      )}
    </OrganisationFrame>
  );
}

function Bodies({ organisation: { bodies, acts }, onEdit }: { readonly organisation: Organisation; readonly onEdit: (body: Body | 'new') => void }) {
  const t = useTranslations('organisation.meetings');
  const mayEdit = acts.includes('editBodies');
  return (
    <section className={css.block} aria-label={t('bodies')}>
      <div className={css.blockHead}>
        <h2>{t('bodies')}</h2>
        {mayEdit && bodies.length > 0 && (
          <Button variant="quiet" icon={<Plus aria-hidden />} onPress={() => onEdit('new')}>
            {t('newBody')}
          </Button>
        )}
      </div>
      {bodies.length === 0 && (
        <div className={css.sheet}>
          <EmptyState
            action={
              mayEdit && (
                <Button variant="primary" onPress={() => onEdit('new')}>
                  {t('newBody')}
                </Button>
              )
            }
          >
            {t('noBodies')}
          </EmptyState>
        </div>
      )}
      <ul className={css.list}>
        {bodies.map((body) => (
          <li key={body.id} className={css.row} data-away={!body.isActive || undefined}>
            <span className={css.what}>
              <span className={css.main} lang="sv">
                {body.name}
              </span>
              <span className={css.less}>{[body.shortName, t(`kinds.${body.kind}`), ...(body.isActive ? [] : [t('inactive')])].join(' · ')}</span>
            </span>
            {mayEdit && (
              <Button variant="quiet" aria-label={t('editBody', { name: body.name })} onPress={() => onEdit(body)}>
                {t('edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Calendar({
  organisation: { bodies, acts },
  onEdit,
  onNew,
}: {
  readonly organisation: Organisation;
  readonly onEdit: (meeting: Meeting) => void;
  readonly onNew: () => void;
}) {
  const t = useTranslations('organisation.meetings');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const days = useDays();
  const meetings = useMeetings();
  const [bodyId, setBodyId] = useState('');
  const [withPast, setWithPast] = useState(false);
  const mayEdit = acts.includes('editMeetings');
  const section = useRef<HTMLElement>(null);
  useFocusKept(section);
  const shown = (meetings.data?.meetings ?? []).filter((meeting) => (bodyId === '' || meeting.bodyId === bodyId) && (withPast || meeting.date >= today()));
  return (
    <section ref={section} tabIndex={-1} className={css.block} aria-label={t('calendar')}>
      <div className={css.blockHead}>
        <h2>{t('calendar')}</h2>
      </div>
      <div className={css.filters}>
        <SelectField
          label={t('filter')}
          value={bodyId}
          onChange={setBodyId}
          options={[['', t('allBodies')], ...bodies.map(({ id, name }) => [id, name] as const)]}
        />
        <CheckField isSelected={withPast} onChange={setWithPast}>
          {t('withPast')}
        </CheckField>
      </div>
      {meetings.isPending && <ListSkeleton label={frame('loading')} />}
      {meetings.isError && meetings.data === undefined && (
        <div className={css.sheet}>
          <EmptyState action={<Button onPress={() => meetings.refetch()}>{frame('retry')}</Button>}>{failure(meetings.error)}</EmptyState>
        </div>
      )}
      {meetings.data !== undefined && shown.length === 0 && (
        <div className={css.sheet}>
          <EmptyState
            action={
              mayEdit && (
                <Button variant="primary" onPress={onNew}>
                  {t('new')}
                </Button>
              )
            }
          >
            {t('empty')}
          </EmptyState>
        </div>
      )}
      {shown.length > 0 && (
        <ul className={css.list}>
          {shown.map((meeting) => {
            const body = bodies.find(({ id }) => id === meeting.bodyId);
            const name = t('meeting', { body: body?.shortName ?? '', date: days(meeting.date) });
            return (
              <li key={meeting.id} className={css.row} data-away={meeting.isCancelled || undefined}>
                <span className={css.what}>
                  <span className={css.main}>
                    {name}
                    {meeting.time !== null && ` ${t('at', { time: meeting.time })}`}
                  </span>
                  <span className={css.less}>
                    {[
                      ...(meeting.isCancelled ? [t('cancelled')] : []),
                      meeting.deadlineDate === null
                        ? t('noDeadline')
                        : t('deadline', { date: days(meeting.deadlineDate) }) +
                          (meeting.deadlineTime === null ? '' : ` ${t('at', { time: meeting.deadlineTime })}`),
                      ...(meeting.noticeDate === null ? [] : [t('notice', { date: days(meeting.noticeDate) })]),
                    ].join(' · ')}
                  </span>
                </span>
                {mayEdit && (
                  <Button variant="quiet" aria-label={t('editMeeting', { name })} onPress={() => onEdit(meeting)}>
                    {t('edit')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function MeetingDialog({ meeting, bodies, onClose }: { readonly meeting: Meeting | null; readonly bodies: readonly Body[]; readonly onClose: () => void }) {
  const t = useTranslations('organisation.meetings');
  const common = useTranslations('organisation');
  const save = useChangeOrganisation('meetings');
  const active = bodies.filter(({ isActive, id }) => isActive || id === meeting?.bodyId);
  const [bodyId, setBodyId] = useState(meeting?.bodyId ?? active[0]?.id ?? '');
  const [date, setDate] = useState(meeting?.date ?? '');
  const [time, setTime] = useState(meeting?.time ?? '');
  const [deadlineDate, setDeadlineDate] = useState(meeting?.deadlineDate ?? '');
  const [deadlineTime, setDeadlineTime] = useState(meeting?.deadlineTime ?? '');
  const [noticeDate, setNoticeDate] = useState(meeting?.noticeDate ?? '');
  const [isCancelled, setCancelled] = useState(meeting?.isCancelled ?? false);
  const [hasTried, setTried] = useState(false);
  const [isRemoving, setRemoving] = useState(false);

  const problems = {
    date: date === '' ? common('missing') : undefined,
    time: asTime(time) === undefined ? t('wrongTime') : undefined,
    deadlineDate: deadlineDate > date && date !== '' ? t('deadlineAfter') : deadlineDate === '' && deadlineTime !== '' ? common('missing') : undefined,
    deadlineTime: asTime(deadlineTime) === undefined ? t('wrongTime') : undefined,
    noticeDate: noticeDate > date && date !== '' ? t('noticeAfter') : undefined,
  };
  const shown = (problem: string | undefined) => (hasTried ? problem : undefined);

  function submit(): void {
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== undefined)) return;
    save.mutate(
      {
        id: meeting?.id ?? null,
        version: meeting?.version ?? null,
        bodyId,
        date,
        time: asTime(time) ?? null,
        deadlineDate: deadlineDate || null,
        deadlineTime: asTime(deadlineTime) ?? null,
        noticeDate: noticeDate || null,
        isCancelled,
      },
      { onSuccess: onClose },
    );
  }

  return (
    <ChangeDialog
      title={meeting === null ? t('new') : t('change')}
      error={save.error}
      isPending={save.isPending}
      onSave={submit}
      onClose={onClose}
      aside={
        meeting !== null && (
          <Button variant="danger" onPress={() => setRemoving(true)}>
            {t('remove')}
          </Button>
        )
      }
    >
      <SelectField label={t('body')} value={bodyId} onChange={setBodyId} options={active.map(({ id, name }) => [id, name] as const)} />
      <div className={css.pair}>
        <TextField label={t('date')} type="date" value={date} onChange={setDate} error={shown(problems.date)} />
        <TextField label={t('time')} value={time} onChange={setTime} placeholder="09.00" error={shown(problems.time)} />
        <TextField label={t('deadlineDate')} type="date" value={deadlineDate} onChange={setDeadlineDate} error={shown(problems.deadlineDate)} />
        <TextField label={t('deadlineTime')} value={deadlineTime} onChange={setDeadlineTime} placeholder="12.00" error={shown(problems.deadlineTime)} />
        <TextField label={t('noticeDate')} type="date" value={noticeDate} onChange={setNoticeDate} error={shown(problems.noticeDate)} />
      </div>
      <CheckField isSelected={isCancelled} onChange={setCancelled}>
        {t('isCancelled')}
      </CheckField>
      {isRemoving && meeting !== null && <RemoveDialog meeting={meeting} bodies={bodies} onRemoved={onClose} onClose={() => setRemoving(false)} />}
    </ChangeDialog>
  );
}

type RemoveDialogProps = {
  readonly meeting: Meeting;
  readonly bodies: readonly Body[];
  readonly onRemoved: () => void;
  readonly onClose: () => void;
};

function RemoveDialog({ meeting: { id, version, bodyId, date }, bodies, onRemoved, onClose }: RemoveDialogProps) {
  const t = useTranslations('organisation.meetings');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const days = useDays();
  const remove = useRemoveFromOrganisation('meetings');
  const name = t('meeting', { body: bodies.find((one) => one.id === bodyId)?.shortName ?? '', date: days(date) });
  return (
    <ConfirmDialog
      title={t('removeTitle', { name })}
      means={t('removeMeans')}
      actLabel={t('remove')}
      cancelLabel={frame('cancel')}
      closeLabel={frame('close')}
      problem={remove.isError ? failure(remove.error) : null}
      isPending={remove.isPending}
      onAct={() =>
        remove.mutate(
          { id, version },
          {
            onSuccess: () => {
              announce(t('removed', { name }));
              onRemoved();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}

function BodyDialog({ body, bodies, onClose }: { readonly body: Body | null; readonly bodies: readonly Body[]; readonly onClose: () => void }) {
  const t = useTranslations('organisation.meetings');
  const common = useTranslations('organisation');
  const save = useChangeOrganisation('bodies');
  const [name, setName] = useState(body?.name ?? '');
  const [shortName, setShortName] = useState(body?.shortName ?? '');
  const [kind, setKind] = useState<Body['kind']>(body?.kind ?? 'committee');
  const parents = bodies.filter((other) => other.kind !== 'subcommittee' && other.id !== body?.id);
  const [parentId, setParentId] = useState(body?.parentId ?? parents.find((other) => other.kind === 'executiveBoard')?.id ?? parents[0]?.id ?? '');
  const [isActive, setActive] = useState(body?.isActive ?? true);
  const [hasTried, setTried] = useState(false);
  const missing = (text: string) => (hasTried && text.trim() === '' ? common('missing') : undefined);

  function submit(): void {
    setTried(true);
    if (name.trim() === '' || shortName.trim() === '') return;
    save.mutate(
      {
        id: body?.id ?? null,
        version: body?.version ?? null,
        name,
        shortName,
        kind,
        parentId: kind === 'subcommittee' && parentId !== '' ? parentId : null,
        isActive,
      },
      { onSuccess: onClose },
    );
  }

  return (
    <ChangeDialog title={body === null ? t('newBody') : t('changeBody')} error={save.error} isPending={save.isPending} onSave={submit} onClose={onClose}>
      <TextField label={t('bodyName')} value={name} onChange={setName} error={missing(name)} lang="sv" />
      <TextField label={t('shortName')} description={t('shortNameHelp')} value={shortName} onChange={setShortName} error={missing(shortName)} lang="sv" />
      <SelectField
        label={t('kind')}
        value={kind}
        onChange={setKind}
        options={(['assembly', 'executiveBoard', 'committee', 'subcommittee'] as const).map((key) => [key, t(`kinds.${key}`)] as const)}
      />
      {kind === 'subcommittee' && (
        <SelectField label={t('parent')} value={parentId} onChange={setParentId} options={parents.map((other) => [other.id, other.name] as const)} />
      )}
      <CheckField isSelected={isActive} onChange={setActive}>
        {t('isActive')}
      </CheckField>
    </ChangeDialog>
  );
}
