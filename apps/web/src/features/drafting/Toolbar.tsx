import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { activeFormats, addClause, bindingOf, insertables, type InsertableId, insertBlock, isInTable } from '@yrka/editor';
import type { DocumentKind } from '@yrka/schema';
import { Bold, ChevronDown, Ellipsis, Italic, Link, List, ListOrdered, Plus, Quote, Redo2, Search, Undo2 } from 'lucide-react';
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as AriaButton, DialogTrigger, Toolbar as AriaToolbar } from 'react-aria-components';
import { useTranslations } from '../../i18n/index.ts';
import { IconButton, Menu, MenuItem, MenuSection, MenuTrigger, Popover, useWordKeys } from '../../ui/index.ts';
import { focusText, run, runFromMenu } from './commands.ts';
import { LinkForm } from './LinkForm.tsx';
import { insertableStyles, markCommands, markKeys, styleCommands, styleKeys, tableCommands } from './textCommands.ts';
import css from './Toolbar.module.css';

/** As Recorder.tsx listens to it. */
const recordingKey = 'F4';

type ToolbarProps = {
  readonly editor: Editor;
  readonly kind: DocumentKind;
  readonly isLinking: boolean;
  readonly onLinkingChange: (isLinking: boolean) => void;
  readonly onFind: () => void;
  /** Records what happens at a meeting; null in a document of another kind. */
  readonly onRecord: (() => void) | null;
  /** Asks for an earlier decision to put in; null in a document that names none. */
  readonly onEarlierDecision: (() => void) | null;
};

/** The quiet row at the top, for those who look for it: only what this document may contain. Alt+F10 leads here, Escape back. */
export const Toolbar = memo(function Toolbar({ editor, kind, isLinking, onLinkingChange, onFind, onRecord, onEarlierDecision }: ToolbarProps) {
  const t = useTranslations('drafting.tools');
  const keys = markKeys(useWordKeys()[0]);
  const bar = useRef<HTMLDivElement>(null);
  const formats = useEditorState({ editor, selector: () => activeFormats(editor.state) });
  const history = useEditorState({ editor, selector: () => historyOf(editor) });
  const inTable = useEditorState({ editor, selector: () => isInTable(editor.state) });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'F10' && event.altKey) {
        event.preventDefault();
        bar.current?.querySelector<HTMLElement>('button:not([disabled])')?.focus();
      } else if (event.key === 'Escape' && bar.current?.contains(document.activeElement) === true) {
        editor.view.focus();
      }
    };
    // On the window and before all others: an open tooltip keeps Escape to itself.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [editor]);

  const takeBack = (direction: 'undo' | 'redo') => {
    const binding = bindingOf(editor.state);
    if (direction === 'undo') binding?.undo();
    else binding?.redo();
    editor.view.focus();
  };
  const closeLink = () => {
    onLinkingChange(false);
    focusText(editor);
  };
  const level = formats.level ?? 0;
  const shown: keyof typeof styleCommands = formats.quotation ? 'quote' : level === 0 ? 'text' : `heading${level === 1 ? 1 : level === 2 ? 2 : 3}`;
  const style = t(shown);
  const isParagraph = formats.level !== null;

  return (
    <div className={css.place} ref={bar}>
      <AriaToolbar aria-label={t('label')} className={css.bar ?? ''}>
        <Tool label={t('undo')} keys="Ctrl+Z" isDisabled={!history.mayUndo} onPress={() => takeBack('undo')}>
          <Undo2 aria-hidden />
        </Tool>
        <Tool label={t('redo')} keys="Ctrl+Y" isDisabled={!history.mayRedo} onPress={() => takeBack('redo')}>
          <Redo2 aria-hidden />
        </Tool>
        <Rule />
        <MenuTrigger>
          <AriaButton className={css.style ?? ''} isDisabled={!isParagraph} aria-label={`${t('style')}: ${style}`}>
            <span>{isParagraph ? style : t('style')}</span>
            <ChevronDown aria-hidden />
          </AriaButton>
          <Menu
            aria-label={t('style')}
            selectionMode="single"
            selectedKeys={[shown]}
            disallowEmptySelection
            onAction={(key) => runFromMenu(editor, styleCommands[key as keyof typeof styleCommands])}
          >
            <MenuItem id="text" keys={styleKeys.text}>
              {t('text')}
            </MenuItem>
            <MenuItem id="heading1" keys={styleKeys.heading1}>
              {t('heading1')}
            </MenuItem>
            <MenuItem id="heading2" keys={styleKeys.heading2}>
              {t('heading2')}
            </MenuItem>
            <MenuItem id="heading3" keys={styleKeys.heading3}>
              {t('heading3')}
            </MenuItem>
            <MenuItem id="quote" keys={t('quoteKeys')}>
              {t('quote')}
            </MenuItem>
          </Menu>
        </MenuTrigger>
        <Rule />
        <Tool
          label={t('bold')}
          room="tablet"
          keys={keys.bold}
          isPressed={formats.strong}
          isDisabled={!formats.takesMarks}
          onPress={() => run(editor, markCommands.bold)}
        >
          <Bold aria-hidden />
        </Tool>
        <Tool
          label={t('italic')}
          room="tablet"
          keys={keys.italic}
          isPressed={formats.emphasis}
          isDisabled={!formats.takesMarks}
          onPress={() => run(editor, markCommands.italic)}
        >
          <Italic aria-hidden />
        </Tool>
        <DialogTrigger isOpen={isLinking} onOpenChange={onLinkingChange}>
          <IconButton label={t('link')} isDisabled={!formats.takesMarks} className={css.wide ?? ''}>
            <Link aria-hidden />
          </IconButton>
          <Popover label={t('link')}>
            <LinkForm editor={editor} address={formats.link} onClose={closeLink} />
          </Popover>
        </DialogTrigger>
        <Tool
          label={t('bullets')}
          keys={t('bulletsKeys')}
          room="wide"
          isPressed={formats.list === 'bullet'}
          isDisabled={!isParagraph}
          onPress={() => run(editor, styleCommands.bullets)}
        >
          <List aria-hidden />
        </Tool>
        <Tool
          label={t('numbers')}
          keys={t('numbersKeys')}
          room="wide"
          isPressed={formats.list === 'ordered'}
          isDisabled={!isParagraph}
          onPress={() => run(editor, styleCommands.numbers)}
        >
          <ListOrdered aria-hidden />
        </Tool>
        <Tool
          label={t('quote')}
          keys={t('quoteKeys')}
          room="wide"
          isPressed={formats.quotation}
          isDisabled={!isParagraph}
          onPress={() => run(editor, styleCommands.quote)}
        >
          <Quote aria-hidden />
        </Tool>
        <Rule />
        <InsertMenu editor={editor} onEarlierDecision={onEarlierDecision} />
        {inTable && <TableMenu editor={editor} />}
        {kind === 'motion' && !inTable && (
          <AriaButton className={css.style ?? ''} onPress={() => run(editor, addClause)}>
            <span>{t('clause')}</span>
          </AriaButton>
        )}
        {onRecord !== null && !inTable && (
          <AriaButton className={css.style ?? ''} onPress={onRecord} aria-keyshortcuts={recordingKey}>
            <span>{t('happening')}</span>
            <kbd aria-hidden>{recordingKey}</kbd>
          </AriaButton>
        )}
        <span className={css.space} />
        <Tool label={t('find')} keys={keys.find} room="wide" onPress={onFind}>
          <Search aria-hidden />
        </Tool>
        <span className={css.narrow}>
          <MenuTrigger>
            <IconButton label={t('more')}>
              <Ellipsis aria-hidden />
            </IconButton>
            <Menu
              aria-label={t('more')}
              onAction={(key) => {
                if (key === 'find') onFind();
                else if (key === 'link') onLinkingChange(true);
                else runFromMenu(editor, { ...markCommands, ...styleCommands }[key as keyof typeof markCommands | keyof typeof styleCommands]);
              }}
            >
              <MenuItem id="bold" isDisabled={!formats.takesMarks}>
                {t('bold')}
              </MenuItem>
              <MenuItem id="italic" isDisabled={!formats.takesMarks}>
                {t('italic')}
              </MenuItem>
              <MenuItem id="bullets" isDisabled={!isParagraph}>
                {t('bullets')}
              </MenuItem>
              <MenuItem id="numbers" isDisabled={!isParagraph}>
                {t('numbers')}
              </MenuItem>
              <MenuItem id="quote" isDisabled={!isParagraph}>
                {t('quote')}
              </MenuItem>
              <MenuItem id="link" isDisabled={!formats.takesMarks}>
                {t('link')}
              </MenuItem>
              <MenuItem id="find">{t('find')}</MenuItem>
            </Menu>
          </MenuTrigger>
        </span>
      </AriaToolbar>
    </div>
  );
});

function InsertMenu({ editor, onEarlierDecision }: Pick<ToolbarProps, 'editor' | 'onEarlierDecision'>) {
  const t = useTranslations('drafting');
  // What may be put in is asked for where the caret is when one opens it.
  const [isOpen, setOpen] = useState(false);
  const offered = isOpen ? insertables(editor.state).filter(({ id, available }) => available && !insertableStyles.has(id)) : [];
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className={css.style ?? ''} aria-label={t('tools.insert')}>
        <Plus aria-hidden />
        <span className={css.words}>{t('tools.insert')}</span>
      </AriaButton>
      <Menu
        aria-label={t('tools.insert')}
        onAction={(key) => (key === 'earlierDecision' ? onEarlierDecision?.() : runFromMenu(editor, insertBlock(key as InsertableId)))}
      >
        <MenuSection title={t('tools.insertHint')}>
          {offered.map(({ id }) => (
            <MenuItem key={id} id={id}>
              {t(`insertable.${id}`)}
            </MenuItem>
          ))}
          {onEarlierDecision !== null && <MenuItem id="earlierDecision">{`${t('insertable.earlierDecision')}…`}</MenuItem>}
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}

const tableMenu = [['rowAbove', 'rowBelow', 'columnLeft', 'columnRight'], ['headerRow'], ['removeRow', 'removeColumn', 'removeTable']] as const;

/** Rows and columns, for as long as the caret is in a table. */
function TableMenu({ editor }: { readonly editor: Editor }) {
  const t = useTranslations('drafting.table');
  return (
    <MenuTrigger>
      <AriaButton className={css.style ?? ''}>
        <span>{t('label')}</span>
        <ChevronDown aria-hidden />
      </AriaButton>
      <Menu aria-label={t('label')} onAction={(key) => runFromMenu(editor, tableCommands[key as keyof typeof tableCommands])}>
        {tableMenu.map((group) => (
          <MenuSection key={group[0]} aria-label={t(`groups.${group[0]}`)}>
            {group.map((id) => (
              <MenuItem key={id} id={id}>
                {t(id)}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

function Tool({
  label,
  keys,
  isPressed,
  isDisabled = false,
  room = 'phone',
  onPress,
  children,
}: {
  readonly label: string;
  readonly keys?: string;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  /** The narrowest screen that has room for it; on narrower ones it is in the menu at the end. */
  readonly room?: 'phone' | 'tablet' | 'wide';
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  return (
    <IconButton
      label={label}
      isDisabled={isDisabled}
      onPress={onPress}
      className={room === 'phone' ? '' : (css[room] ?? '')}
      {...(keys === undefined ? {} : { keys })}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
    >
      {children}
    </IconButton>
  );
}

function historyOf(editor: Editor): { readonly mayUndo: boolean; readonly mayRedo: boolean } {
  const undoManager = bindingOf(editor.state)?.undoManager;
  return { mayUndo: (undoManager?.undoStack.length ?? 0) > 0, mayRedo: (undoManager?.redoStack.length ?? 0) > 0 };
}

function Rule() {
  return <span aria-hidden className={css.rule} />;
}
