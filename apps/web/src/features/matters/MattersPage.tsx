import { useNavigate, useSearch } from '@tanstack/react-router';
import { importSpace, mayOrganise as mayOrganiseAs } from '@yrka/policies';
import type { MatterList as MatterListData } from '@yrka/server/api';
import { Archive, FilePlus2, FileText, FolderInput, ListTodo, Upload } from 'lucide-react';
import { useState } from 'react';
import { useMatterSearch, useSession } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Button, ButtonLink, EmptyState, PageHeading } from '../../ui/index.ts';
import { ComingMeetings } from './ComingMeetings.tsx';
import { FilterBar } from './FilterBar.tsx';
import { addressOf, choiceOf, chosen, type ListChoice } from './filtering.ts';
import { MatterList, MatterListSkeleton } from './MatterList.tsx';
import css from './MattersPage.module.css';
import { NewMotionDialog } from './NewMotionDialog.tsx';
import { PaperDialog } from './PaperDialog.tsx';
import { WaitingForMe } from './WaitingForMe.tsx';

/** Home: what waits for one, and the matters one may read. */
export function MattersPage() {
  const t = useTranslations('matters');
  const frame = useTranslations('frame');
  const importing = useTranslations('importing');
  const takingIn = useTranslations('takingIn');
  const failure = useFailureWords();
  const { data: session } = useSession();
  const choice = choiceOf(useSearch({ from: '/' }));
  const matters = useMatterSearch(choice.search);
  const [open, setOpen] = useState<'motion' | 'paper' | null>(null);

  const mayCreate = matters.data?.mayCreateMatter ?? false;
  const mayTakeIn = matters.data?.mayTakeIn ?? false;
  const mayReceive = matters.data?.mayReceivePaper ?? false;
  const actor = session?.person == null ? null : { ...session.person, roles: new Set(session.person.roles) };
  const mayImport = importSpace(actor, 'minutesItem') !== null;
  const mayOrganise = actor !== null && mayOrganiseAs(actor, 'editBodies');
  const isConcerned =
    actor !== null && ['member', 'substitute', 'officer', 'approver', 'secretary', 'registrar'].some((role) => actor.roles.has(role as never));
  const isEmpty = matters.data?.matters.length === 0 && choice.search === '';

  const create = (
    <Button variant="primary" icon={<FilePlus2 aria-hidden />} onPress={() => setOpen('motion')}>
      {t('create')}
    </Button>
  );
  const read = (
    <ButtonLink to="/las-in" icon={<Upload aria-hidden />}>
      {importing('title')}
    </ButtonLink>
  );
  const organise = (
    <ButtonLink to="/organisation/sammantraden" variant="primary">
      {t('organise')}
    </ButtonLink>
  );

  return (
    <>
      <PageHeading
        title={t('title')}
        above={session?.municipality.name}
        actions={
          !isEmpty && (
            <>
              {isConcerned && (
                <ButtonLink to="/obesvarade" variant="quiet" icon={<ListTodo aria-hidden />}>
                  {t('unanswered.link')}
                </ButtonLink>
              )}
              {mayReceive && (
                <ButtonLink to="/arets-arenden" variant="quiet" icon={<Archive aria-hidden />}>
                  {t('batch.link')}
                </ButtonLink>
              )}
              {mayTakeIn && (
                <ButtonLink to="/las-in-arende" variant="quiet" icon={<FolderInput aria-hidden />}>
                  {takingIn('title')}
                </ButtonLink>
              )}
              {mayReceive && (
                <Button icon={<FileText aria-hidden />} onPress={() => setOpen('paper')}>
                  {t('paper.link')}
                </Button>
              )}
              {mayImport && read}
              {mayCreate && create}
            </>
          )
        }
      />
      {matters.isPending && <MatterListSkeleton label={t('loading')} />}
      {matters.isError && matters.data === undefined && (
        <div className={css.sheet}>
          <EmptyState action={<Button onPress={() => matters.refetch()}>{frame('retry')}</Button>}>{failure(matters.error)}</EmptyState>
        </div>
      )}
      {isEmpty && (
        <div className={css.sheet}>
          <EmptyState action={mayCreate ? create : mayImport ? read : mayOrganise ? organise : undefined}>
            {t(mayCreate ? 'emptyMayCreate' : mayImport ? 'emptyMayImport' : mayOrganise ? 'emptyMayOrganise' : 'empty')}
          </EmptyState>
        </div>
      )}
      {matters.data !== undefined && !isEmpty && <Matters list={matters.data} choice={choice} />}
      {open === 'motion' && <NewMotionDialog onClose={() => setOpen(null)} />}
      {open === 'paper' && <PaperDialog onClose={() => setOpen(null)} />}
    </>
  );
}

function Matters({ list, choice }: { readonly list: MatterListData; readonly choice: ListChoice }) {
  const t = useTranslations('matters');
  const navigate = useNavigate();
  const shown = chosen(list.matters, choice);
  const show = (next: Partial<ListChoice>) => navigate({ to: '/', search: addressOf({ ...choice, ...next }), replace: true, resetScroll: false });
  return (
    <>
      <ComingMeetings meetings={list.coming} />
      {choice.search === '' && <WaitingForMe matters={list.matters} />}
      <FilterBar list={list} choice={choice} found={shown.length} onChange={show} />
      {shown.length > 0 ? (
        <MatterList matters={shown} />
      ) : (
        <div className={css.sheet}>
          <EmptyState action={<Button onPress={() => show({ ...choiceOf({}), filter: 'all' })}>{t('showAll')}</Button>}>
            {t(choice.search === '' ? 'nothingHere' : 'nothingFound')}
          </EmptyState>
        </div>
      )}
    </>
  );
}
