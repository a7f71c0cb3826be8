import { EditorContent } from '@tiptap/react';
import { markWords } from '@yrka/formal-text';
import { pageMarkOf } from '@yrka/policies';
import { statementWords } from '@yrka/schema';
import type { DocumentDetails } from '@yrka/server/api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClauses } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, type Command, CountButton, useLeftByBack, useWordKeys } from '../../ui/index.ts';
import { ChecksPanel, useChecks } from '../checks/index.ts';
import { CommentsPanel, useComments } from '../comments/index.ts';
import { Attachments } from '../attachments/index.ts';
import { ChangesBand, useChanges } from '../changes/index.ts';
import {
  AnsweredMotionContext,
  AttendanceButton,
  MeetingContext,
  PartHeadings,
  PersonPicker,
  type PersonKeys,
  Recorder,
  type Recording,
  useMeetingOf,
} from '../deliberation/index.ts';
import { ChangedCopyDialog, CopyDrop } from '../copies/index.ts';
import { PrintKey } from '../exporting/index.ts';
import { ReceivedStatements } from '../statements/index.ts';
import { SuggestionCard, SuggestionsPanel, useSuggestionKeys, useSuggestions } from '../suggestions/index.ts';
import { VersionsPanel } from '../versions/index.ts';
import { useAskingWriters } from '../writers/index.ts';
import { AnsweredClauses } from './AnsweredClauses.tsx';
import { BlockHandle } from './BlockHandle.tsx';
import type { ConnectionSnapshot, DocumentConnection } from './connection/connection.ts';
import type { LeftBehind } from './connection/leftBehind.ts';
import { DocumentCommands } from './DocumentCommands.tsx';
import { DocumentHeader, type Mode, modesOf } from './DocumentHeader.tsx';
import { DocumentOutline } from './DocumentOutline.tsx';
import { EarlierDecisionDialog } from './EarlierDecisionDialog.tsx';
import { FindBar } from './FindBar.tsx';
import { jumpTo } from './jump.ts';
import { Letterhead } from './Letterhead.tsx';
import { Notices } from './Notices.tsx';
import { OtherDocuments } from './OtherDocuments.tsx';
import { useYrkaEditor } from './paper/useYrkaEditor.ts';
import { useKeysOfWord } from './useKeysOfWord.ts';
import { useScreenKeys } from './useScreenKeys.ts';
import { useWordCopyHere } from './useWordCopyHere.ts';
import '@yrka/editor/structure.css';
import './paper/paper.css';
import './paper/print.css';
import { ReportDrift } from './ReportDrift.tsx';
import { RescueBanners } from './RescueBanners.tsx';
import { SelectionToolbar } from './SelectionToolbar.tsx';
import { SlashMenu, type SlashKeys } from './SlashMenu.tsx';
import { markKeys } from './textCommands.ts';
import { Toolbar } from './Toolbar.tsx';
import { UnsentOffer } from './UnsentOffer.tsx';
import { WordCopy } from './WordCopy.tsx';
import css from './WritingScreen.module.css';

/** What a narrow screen shows one at a time. */
type Zone = 'text' | 'outline' | 'answers' | 'comments' | 'checks' | 'suggestions' | 'versions';

/** What one has chosen to have beside the text, where there is room for it. */
type Beside = (typeof besides)[number];

const besides = ['comments', 'checks', 'suggestions', 'versions'] as const satisfies readonly Zone[];

const isBeside = (zone: Zone): zone is Beside => besides.some((one) => one === zone);

/** An edited copy that comes back: what was dropped, if anything, and how many have come. Put aside it keeps what it shows. */
type BringingBack = { readonly isOpen: boolean; readonly dropped: readonly File[]; readonly nth: number };

/** Opens what was put aside again, unless another file was dropped. */
const withDropped = (now: BringingBack | null, dropped: readonly File[]): BringingBack =>
  now !== null && dropped.length === 0 ? { ...now, isOpen: true } : { isOpen: true, dropped, nth: (now?.nth ?? 0) + 1 };

/** The document in the middle, with its contents on one side and what it answers on the other. */
export function WritingScreen({
  details,
  connection,
  snapshot,
  left,
  onLeftTaken,
}: {
  readonly details: DocumentDetails;
  readonly connection: DocumentConnection;
  readonly snapshot: ConnectionSnapshot;
  /** What the person wrote for an earlier epoch of the document, to be dealt with. */
  readonly left: LeftBehind | null;
  readonly onLeftTaken: () => void;
}) {
  const t = useTranslations('drafting');
  const check = useTranslations('checks');
  const words = useTranslations('suggestions');
  const said = useTranslations('comments');
  const versions = useTranslations('versions');
  const copies = useTranslations('importing.copy');
  const [mode, setMode] = useState<Mode>(details.mayWrite || !details.maySuggest ? 'edit' : 'suggest');
  const [zone, setZone] = useState<Zone>('text');
  const [isFinding, setFinding] = useState(false);
  const [isCommanding, setCommanding] = useState(false);
  const [isLinking, setLinking] = useState(false);
  const [isNamingDecision, setNamingDecision] = useState(false);
  const [bringingBack, setBringingBack] = useState<BringingBack | null>(null);
  const [recording, setRecording] = useState<Recording>(null);
  const meeting = useMeetingOf(details);
  const [beside, setBeside] = useState<Beside | null>(null);
  const isChecking = beside === 'checks';
  const checksPanel = useRef<HTMLElement>(null);
  const suggestionsPanel = useRef<HTMLElement>(null);
  const versionsPanel = useRef<HTMLElement>(null);
  const suggestionCard = useRef<HTMLDivElement>(null);
  const personKeys = useRef<PersonKeys['current']>(null);
  const slashKeys = useRef<SlashKeys['current']>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const proposeOrder = useRef<(() => void) | null>(null);
  proposeOrder.current = () => setRecording('order');
  // Who was asked to review suggests, and writes nothing else.
  const isWriting = (details.mayWrite ? mode !== 'read' : details.maySuggest && mode === 'suggest') && snapshot.refusal === null;
  const motion = useClauses(details.source?.document ?? null).data ?? null;

  const { editor, takenAway, takeBack, leaveTakenAway } = useYrkaEditor({ connection, details, isWriting, personKeys, slashKeys, proposeOrder });
  const makeWordCopyHere = useWordCopyHere(editor, details, { save: snapshot.save, motion });
  const suggestions = useSuggestions(editor, details, mode === 'suggest');
  useSuggestionKeys(suggestions, {
    panel: suggestionsPanel,
    card: suggestionCard,
    onOpenPanel: () => {
      setBeside('suggestions');
      setZone('suggestions');
    },
  });
  const checks = useChecks(editor, details, { motion, ...meeting }, isChecking || zone === 'checks');
  const comments = useComments(
    editor,
    details,
    { epoch: connection.epoch, arrivals: snapshot.comments },
    {
      isOpen: beside === 'comments' || zone === 'comments',
      onOpen: () => {
        setBeside('comments');
        setZone('comments');
      },
      onLeave: () => leaveComments(),
      writing: isWriting ? (mode === 'suggest' ? 'suggest' : 'edit') : null,
    },
  );
  const changes = useChanges(editor, { documentId: details.id, connection, isWriting, onGo: () => setZone('text') });
  const writers = useAskingWriters(editor, details);
  const showBeside = (panel: Beside) => {
    setBeside(panel);
    setZone(panel);
    const panels = { comments: comments.panel, checks: checksPanel, suggestions: suggestionsPanel, versions: versionsPanel };
    // When a dialog has given the focus back.
    requestAnimationFrame(() => requestAnimationFrame(() => focusIn(panels[panel].current)));
  };
  useScreenKeys({
    save: () => {
      announce(t('save.automatic'));
      setSavedHint(true);
    },
    find: details.mayWrite ? () => setFinding(true) : null,
    askForCommand: () => setCommanding(true),
    stepChecks: checks.step,
    toChecks: () => showBeside('checks'),
  });

  // They come by the connection, which is not always there when the answer is.
  const [isShowingSuggestions, setShowingSuggestions] = useState(false);
  const suggestionCount = suggestions.all.length;
  useEffect(() => {
    if (!isShowingSuggestions) return;
    const frame = requestAnimationFrame(() => {
      focusIn(suggestionsPanel.current);
      if (suggestionCount > 0) setShowingSuggestions(false);
    });
    return () => cancelAnimationFrame(frame);
  }, [isShowingSuggestions, suggestionCount]);

  const [isSavedHint, setSavedHint] = useState(false);
  useEffect(() => {
    if (!isSavedHint) return;
    const timer = setTimeout(() => setSavedHint(false), 4_000);
    return () => clearTimeout(timer);
  }, [isSavedHint]);

  // Beside the text from the beginning, where there is room for them and for nothing else. What comes later moves nothing.
  const areWaiting = comments.openCount > 0 || comments.fresh !== null;
  const hasRoom = details.source === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as it is when the comments have come
  useEffect(() => {
    if (comments.isLoaded && areWaiting && hasRoom && matchMedia('(min-width: 75.0625rem)').matches) setBeside((now) => now ?? 'comments');
  }, [comments.isLoaded]);

  // The very same ones at each render: what stands around the text is then drawn again only when something of it is another.
  const showText = useCallback(() => setZone('text'), []);
  const bar = useRef<HTMLDivElement>(null);
  useLeftByBack(zone !== 'text' && matchMedia('(max-width: 48rem)').matches, () => {
    showText();
    requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus());
  });
  const find = useCallback(() => setFinding(true), []);
  const keys = markKeys(useWordKeys()[0]);
  useKeysOfWord(editor, find);
  const nameDecision = useCallback(() => setNamingDecision(true), []);
  const recordHappening = useCallback(() => setRecording('happening'), []);
  const bringBackFiles = useCallback((dropped: readonly File[]) => setBringingBack((now) => withDropped(now, dropped)), []);
  const bringBackNothingYet = useCallback(() => setBringingBack((now) => withDropped(now, [])), []);

  if (editor === null) return null;
  // A § stands under the meeting's own heading and has none above its title.
  const label =
    details.kind === 'minutesItem'
      ? null
      : details.statementKind === null
        ? details.template.documentLabels[details.kind]
        : statementWords[details.statementKind].label;
  const mark = pageMarkOf(details.stage);
  const hasAnswers = motion !== null && details.kind !== 'motion';
  const askForDecision = details.kind === 'motion' ? null : nameDecision;
  const mayBringBack = (details.mayWrite || details.maySuggest) && snapshot.refusal === null;
  const bringBack = mayBringBack ? bringBackNothingYet : null;
  const showBroughtBack = (what: 'suggestions' | 'comments') => {
    setBringingBack(null);
    setBeside(what);
    setZone(what);
    if (what === 'comments') return;
    if (!isWriting) setMode(details.mayWrite ? 'edit' : 'suggest');
    setShowingSuggestions(true);
  };
  const showPlace = (blockId: string) => {
    setBringingBack((now) => now && { ...now, isOpen: false });
    showText();
    announce(copies('staysOpen'));
    // When the dialog has given the focus back.
    requestAnimationFrame(() => requestAnimationFrame(() => jumpTo(editor, blockId)));
  };
  const toggle = (panel: Beside) => () => {
    setBeside(beside === panel ? null : panel);
    showText();
  };
  const backToText = () => {
    showText();
    requestAnimationFrame(() => editor.view.focus());
  };
  const leaveComments = () => {
    showText();
    // When the text is on the screen again.
    requestAnimationFrame(() => {
      if (comments.currentId === null || !comments.go(comments.currentId)) editor.view.focus();
    });
  };
  const closeBeside = () => {
    setBeside(null);
    backToText();
  };
  const shows = (panel: Beside) => beside === panel || zone === panel;
  const hasSuggestions = isWriting && (suggestions.all.length > 0 || mode === 'suggest' || beside === 'suggestions');

  const zones: readonly Zone[] = [
    'outline',
    'text',
    ...(hasAnswers ? (['answers'] as const) : []),
    ...(comments.isThere ? (['comments'] as const) : []),
    ...(hasSuggestions ? (['suggestions'] as const) : []),
    'checks',
    ...(details.readsVersions ? (['versions'] as const) : []),
  ];
  const pageCommands: readonly Command[] = [
    ...(details.mayWrite ? [{ id: 'find', name: t('tools.find'), keys: keys.find, run: find }] : []),
    ...(comments.maySpeak ? [{ id: 'comment', name: said('comment'), keys: 'Ctrl+Alt+M', run: () => comments.begin('selection') }] : []),
    ...zones.filter(isBeside).map((panel) => ({ id: panel, name: t(`zones.${panel}`), run: () => showBeside(panel) })),
    ...modesOf(details)
      .filter((other) => other !== mode)
      .map((other) => ({ id: `mode-${other}`, name: t(`mode.${other}`), run: () => setMode(other) })),
  ];
  const counts: Partial<Record<Zone, number>> = { comments: comments.openCount, checks: checks.findings.length, suggestions: suggestions.all.length };

  return (
    <AnsweredMotionContext value={motion}>
      <MeetingContext value={meeting}>
        <div
          className={css.screen}
          data-zone={zone}
          data-answers={hasAnswers || beside !== null || undefined}
          data-beside={beside ?? undefined}
          data-shows={isWriting ? undefined : 'text'}
        >
          <DocumentHeader
            editor={editor}
            details={details}
            awareness={connection.awareness}
            snapshot={snapshot}
            mode={mode}
            onModeChange={setMode}
            isSavedHint={isSavedHint}
            onBringBack={bringBack}
            makeWordCopyHere={makeWordCopyHere}
            tools={
              <>
                {meeting.attendance !== null && (
                  <AttendanceButton
                    editor={editor}
                    isOpen={recording === 'attendance'}
                    onToggle={() => setRecording(recording === 'attendance' ? null : 'attendance')}
                  />
                )}
                {comments.isThere && (
                  <CountButton
                    label={said('title')}
                    count={comments.openCount}
                    of={comments.unreadCount > 0 ? said('openUnread', { count: comments.unreadCount }) : said('open')}
                    isNew={comments.unreadCount > 0}
                    isOpen={beside === 'comments'}
                    onToggle={toggle('comments')}
                  />
                )}
                {hasSuggestions && (
                  <CountButton
                    label={words('title')}
                    count={suggestions.all.length}
                    of={words('toDecide')}
                    isOpen={beside === 'suggestions'}
                    onToggle={toggle('suggestions')}
                  />
                )}
                <CountButton label={check('title')} count={checks.findings.length} of={check('toLookAt')} isOpen={isChecking} onToggle={toggle('checks')} />
                {details.readsVersions && (
                  <Button variant="quiet" className={css.versionsButton ?? ''} aria-expanded={beside === 'versions'} onPress={toggle('versions')}>
                    {versions('title')}
                  </Button>
                )}
              </>
            }
          />
          {isWriting && (
            <Toolbar
              editor={editor}
              kind={details.kind}
              isLinking={isLinking}
              onLinkingChange={setLinking}
              onFind={find}
              onRecord={details.kind === 'minutesItem' ? recordHappening : null}
              onEarlierDecision={askForDecision}
            />
          )}
          <nav className={css.left} aria-label={t('outline.title')}>
            <DocumentOutline editor={editor} details={details} onJump={showText} />
            <OtherDocuments details={details} />
            <WordCopy details={details} isWhole onBringBack={bringBack} makeHere={makeWordCopyHere} />
          </nav>
          <section className={css.middle} aria-label={t('paper')}>
            <Notices details={details} snapshot={snapshot} />
            <ReceivedStatements editor={editor} details={details} isWriting={isWriting} />
            {left !== null && <UnsentOffer editor={editor} connection={connection} left={left} mayPutIn={isWriting} onTaken={onLeftTaken} />}
            {details.kind === 'minutesItem' && <ReportDrift editor={editor} details={details} isWriting={isWriting} />}
            <ChangesBand changes={changes} onLeave={() => editor.view.focus()} />
            {mode === 'suggest' && details.mayWrite && <p className={css.suggesting}>{words('suggesting')}</p>}
            {isWriting && (
              <RescueBanners
                editor={editor}
                documentId={details.id}
                awareness={connection.awareness}
                arrivals={snapshot.rescues}
                takenAway={takenAway}
                onTakeBack={takeBack}
                onLeave={leaveTakenAway}
              />
            )}
            {isFinding && <FindBar editor={editor} mayReplace={isWriting} onClose={() => setFinding(false)} />}
            <div ref={sheet} className={css.sheet} data-kind={details.kind} data-printed data-mark={mark === null ? undefined : markWords[mark]}>
              <Letterhead template={details.template} label={label} />
              <PartHeadings kind={details.kind} template={details.template}>
                <EditorContent editor={editor} className={css.text} />
              </PartHeadings>
              {mayBringBack && bringingBack?.isOpen !== true && <CopyDrop onFiles={bringBackFiles} />}
              {(isWriting || comments.maySpeak || writers.ask !== null) && !isLinking && !isFinding && (
                <SelectionToolbar
                  editor={editor}
                  isWriting={isWriting}
                  onLink={() => setLinking(true)}
                  onComment={comments.maySpeak ? () => comments.begin('selection') : null}
                  onWriters={writers.ask}
                />
              )}
              {details.kind === 'minutesItem' && <Recorder editor={editor} details={details} isWriting={isWriting} open={recording} onOpen={setRecording} />}
              {isWriting && (
                <>
                  <BlockHandle editor={editor} sheet={sheet} onWriters={writers.ask} />
                  <SlashMenu editor={editor} keys={slashKeys} onEarlierDecision={askForDecision} />
                  <PersonPicker editor={editor} keys={personKeys} />
                  {!shows('suggestions') && (
                    <SuggestionCard editor={editor} suggestions={suggestions} card={suggestionCard} isSuggesting={mode === 'suggest'} />
                  )}
                </>
              )}
            </div>
            {details.kind !== 'minutesItem' && details.kind !== 'writtenStatement' && <Attachments documentId={details.id} />}
          </section>
          {(hasAnswers || shows('comments') || shows('checks') || shows('suggestions') || shows('versions')) && (
            <aside className={css.right} aria-label={t('beside')}>
              {shows('comments') && (
                <div className={css.comments}>
                  <CommentsPanel editor={editor} comments={comments} details={details} onGo={showText} onClose={closeBeside} onLeave={leaveComments} />
                </div>
              )}
              {shows('suggestions') && (
                <div className={css.suggestions}>
                  <SuggestionsPanel
                    suggestions={suggestions}
                    mayDecide={isWriting && details.mayWrite}
                    panel={suggestionsPanel}
                    onGo={showText}
                    onClose={closeBeside}
                    onLeave={backToText}
                  />
                </div>
              )}
              {shows('versions') && (
                <div className={css.versions}>
                  <VersionsPanel details={details} panel={versionsPanel} onClose={closeBeside} onLeave={backToText} />
                </div>
              )}
              {shows('checks') && (
                <div className={css.checks}>
                  <ChecksPanel
                    checks={checks}
                    kind={details.kind}
                    template={details.template}
                    mayMend={isWriting}
                    isSuggesting={mode === 'suggest'}
                    panel={checksPanel}
                    onGo={showText}
                    onClose={closeBeside}
                    onLeave={backToText}
                  />
                </div>
              )}
              {hasAnswers && motion !== null && (
                <div className={css.answers}>
                  <AnsweredClauses editor={editor} documentId={details.id} motion={motion} mayAnswer={isWriting && details.mayWrite} onJump={showText} />
                </div>
              )}
            </aside>
          )}
          <PrintKey documentId={details.id} isStored={['unknown', 'saved', 'saving'].includes(snapshot.save.kind)} />
          {writers.dialog}
          {bringingBack !== null && (
            <ChangedCopyDialog
              key={bringingBack.nth}
              details={details}
              dropped={bringingBack.dropped}
              suggestions={suggestions}
              mayDecide={isWriting && details.mayWrite}
              isOpen={bringingBack.isOpen}
              onShow={showPlace}
              onPlaced={showBroughtBack}
              onClose={() => setBringingBack(null)}
            />
          )}
          {isCommanding && (
            <DocumentCommands
              editor={editor}
              details={details}
              isWriting={isWriting}
              page={pageCommands}
              onLink={() => setLinking(true)}
              onRecord={isWriting && details.kind === 'minutesItem' ? recordHappening : null}
              onEarlierDecision={askForDecision}
              onJump={showText}
              onClose={() => setCommanding(false)}
            />
          )}
          {isNamingDecision && <EarlierDecisionDialog editor={editor} matterId={details.matterId} onClose={() => setNamingDecision(false)} />}
          <div ref={bar} className={css.bar} role="group" aria-label={t('zones.label')}>
            {zones.map((name) => (
              <button key={name} type="button" className={css.tab} aria-pressed={zone === name} onClick={() => setZone(name)}>
                {t(`zones.${name}`)}
                {(counts[name] ?? 0) > 0 && <span className={css.tabCount}> {counts[name]}</span>}
              </button>
            ))}
          </div>
        </div>
      </MeetingContext>
    </AnsweredMotionContext>
  );
}

/** The finding that is shown in the text, else the first, else what the panel is called. */
function focusIn(panel: HTMLElement | null): void {
  const found = ['[aria-current] [data-sentence]', '[data-sentence]', 'h2'].flatMap((selector) => [...(panel?.querySelectorAll<HTMLElement>(selector) ?? [])]);
  found[0]?.focus();
}
