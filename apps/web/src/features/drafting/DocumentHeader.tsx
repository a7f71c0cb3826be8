import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import type { DocumentDetails } from '@yrka/server/api';
import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronLeft, Eye, MessageSquarePlus, PenLine } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { type Moments, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Menu, MenuItem, MenuTrigger, useArrivalFocus, useDocumentTitle } from '../../ui/index.ts';
import type { ConnectionSnapshot, DocumentConnection, SaveState } from './connection/connection.ts';
import { useSession } from '../../api/index.ts';
import { ShareButton } from '../sharing/index.ts';
import { Presence } from '../presence/index.ts';
import { ReportRevision } from '../reporting/index.ts';
import { WayMenu } from '../way/index.ts';
import { WordCopy } from './WordCopy.tsx';
import { beginWriting } from './jump.ts';
import css from './DocumentHeader.module.css';

/** Whether one writes, suggests, or looks at the document as it will be read. */
export type Mode = 'edit' | 'suggest' | 'read';

const modes = ['edit', 'suggest', 'read'] as const satisfies readonly Mode[];
/** Those that whoever reads the document may choose between; none where they may only read. */
export function modesOf({ mayWrite, maySuggest }: Pick<DocumentDetails, 'mayWrite' | 'maySuggest'>): readonly Mode[] {
  return mayWrite ? modes : maySuggest ? ['suggest', 'read'] : [];
}

const modeIcons = { edit: PenLine, suggest: MessageSquarePlus, read: Eye } as const;

type DocumentHeaderProps = {
  readonly editor: Editor;
  readonly details: DocumentDetails;
  readonly awareness: DocumentConnection['awareness'];
  readonly snapshot: ConnectionSnapshot;
  readonly mode: Mode;
  readonly onModeChange: (mode: Mode) => void;
  /** For a moment after Ctrl+S. */
  readonly isSavedHint: boolean;
  /** What opens something beside the text. */
  readonly tools?: ReactNode;
  readonly onBringBack: (() => void) | null;
  readonly makeWordCopyHere: (() => Promise<void>) | null;
};

/** Where one is, whether the words are safe, who else is here, and how one works in the document. */
export function DocumentHeader({
  editor,
  details,
  awareness,
  snapshot,
  mode,
  onModeChange,
  isSavedHint,
  tools,
  onBringBack,
  makeWordCopyHere,
}: DocumentHeaderProps) {
  const t = useTranslations('drafting');
  const words = useEditorState({ editor, selector: () => titleOf(editor) });
  const title = words === '' ? t(`untitled.${details.kind}`) : words;
  useDocumentTitle(title);
  const heading = useRef<HTMLDivElement>(null);
  // Who has begun a motion came to write; a phone's keyboard and bars are left alone until one asks for them.
  useArrivalFocus(heading, () => details.kind === 'motion' && matchMedia('(pointer: fine)').matches && beginWriting(editor));
  // A guest has this one document, and no list to go back to.
  const isGuest = useSession().data?.person?.role === 'guest';
  const stage = t(`stages.${details.stage}`);
  const ModeIcon = modeIcons[mode];

  return (
    <header className={css.header}>
      {isGuest ? (
        <span className={css.noBack} />
      ) : (
        <Link to="/" className={css.back}>
          <ChevronLeft aria-hidden />
          <span>{t('back')}</span>
        </Link>
      )}
      <div ref={heading} tabIndex={-1} className={css.title} data-untitled={words === '' || undefined} title={title}>
        {title}
      </div>
      <p className={css.state}>
        <span className={css.stage}>{stage}</span>
        {details.revision > 1 && (
          <span className={css.revision}>
            <ReportRevision details={details} />
          </span>
        )}
        {(details.mayWrite || details.maySuggest) && <SaveWords save={saveToTell(snapshot)} isSavedHint={isSavedHint} />}
      </p>
      <div className={css.people}>
        <Presence awareness={awareness} />
      </div>
      <WordCopy details={details} onBringBack={onBringBack} makeHere={makeWordCopyHere} />
      {tools}
      {details.acts.includes('endInvitation') && (
        <div className={css.share}>
          <ShareButton documentId={details.id} />
        </div>
      )}
      {modesOf(details).length > 0 && (
        <MenuTrigger>
          <AriaButton className={css.mode ?? ''} aria-label={`${t('mode.label')}: ${t(`mode.${mode}`)}`}>
            <ModeIcon aria-hidden className={css.modeIcon} />
            <span className={css.modeName}>{t(`mode.${mode}`)}</span>
            <ChevronDown aria-hidden />
          </AriaButton>
          <Menu
            aria-label={t('mode.label')}
            placement="bottom end"
            selectionMode="single"
            selectedKeys={[mode]}
            disallowEmptySelection
            onAction={(key) => onModeChange(modes.find((one) => one === key) ?? 'edit')}
          >
            {modesOf(details).map((one) => (
              <MenuItem key={one} id={one} description={t(`mode.${one}Means`)}>
                {t(`mode.${one}`)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
      <WayMenu details={details} />
    </header>
  );
}

function SaveWords({ save, isSavedHint }: { readonly save: SaveState; readonly isSavedHint: boolean }): ReactNode {
  const t = useTranslations('drafting.save');
  const moments = useMoments();
  const words = isSavedHint && (save.kind === 'saved' || save.kind === 'unknown') ? t('automatic') : saveWords(save, t, moments);
  const told = useRef(save.kind);

  // Saving and saved come and go with every pause; only what changes what one should do is said aloud.
  useEffect(() => {
    const wasTrouble = isTrouble(told.current);
    told.current = save.kind;
    if (isTrouble(save.kind) || (wasTrouble && save.kind === 'saved')) announce(words);
  }, [save.kind, words]);

  return (
    <span className={css.save} data-save={save.kind}>
      {words}
    </span>
  );
}

/** Who was turned away is told why, over the paper; it is not the network that is gone. */
const saveToTell = ({ save, refusal }: ConnectionSnapshot): SaveState => (refusal !== null && save.kind === 'offline' ? { kind: 'unknown' } : save);

const isTrouble = (kind: SaveState['kind']) => kind === 'offline' || kind === 'offlineUnkept' || kind === 'storageFailing' || kind === 'refused';

function saveWords(save: SaveState, t: ReturnType<typeof useTranslations<'drafting.save'>>, moments: Moments): string {
  switch (save.kind) {
    case 'unknown':
      return '';
    case 'saved':
      return save.at === null ? t('savedBefore') : t('saved', { time: moments.clock(save.at) });
    case 'saving':
    case 'offline':
    case 'offlineUnkept':
    case 'storageFailing':
    case 'refused':
      return t(save.kind);
  }
}

/** Asked at every key press: it looks no further than the title. */
function titleOf(editor: Editor): string {
  for (const node of editor.state.doc.children) {
    const title = node.type.name === 'title' ? node.textContent.trim() : '';
    if (title !== '') return title;
  }
  return '';
}
