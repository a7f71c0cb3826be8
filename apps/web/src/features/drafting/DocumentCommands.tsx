import type { Editor } from '@tiptap/core';
import type { Command as TextCommand } from '@tiptap/pm/state';
import { activeFormats, bindingOf, insertables, insertBlock, isInTable } from '@yrka/editor';
import type { DocumentDetails } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';
import { type Command, CommandDialog, type CommandGroup, useWordKeys } from '../../ui/index.ts';
import { focusText, runFromMenu } from './commands.ts';
import { jumpTo } from './jump.ts';
import { type OutlineEntry, outlineOf } from './outline.ts';
import { insertableStyles, markCommands, markKeys, styleCommands, styleKeys, tableCommands } from './textCommands.ts';

type DocumentCommandsProps = {
  readonly editor: Editor;
  readonly details: DocumentDetails;
  readonly isWriting: boolean;
  /** What the page can do that is not done to the text. */
  readonly page: readonly Command[];
  readonly onLink: () => void;
  /** Records what happens at a meeting; null in a document of another kind. */
  readonly onRecord: (() => void) | null;
  /** Asks for an earlier decision to put in; null in a document that names none. */
  readonly onEarlierDecision: (() => void) | null;
  readonly onJump: () => void;
  readonly onClose: () => void;
};

/** All that can be done in the document where the caret is, and the places that one can go to, by their names. */
export function DocumentCommands({ page, details, editor, isWriting, onJump, onClose, ...asks }: DocumentCommandsProps) {
  const t = useTranslations('drafting');
  const frame = useTranslations('frame');
  const keys = markKeys(useWordKeys()[0]);
  const jump = (entry: OutlineEntry) => {
    onJump();
    jumpTo(editor, entry.key);
    focusText(editor);
  };
  const entries = outlineOf(editor.state.doc, details.kind, details.template, !isWriting).filter(({ words }) => words !== '');
  const groups: readonly CommandGroup[] = [
    { id: 'page', title: t('commands.page'), commands: page },
    ...(isWriting ? textGroups(editor, t, keys, asks) : []),
    {
      id: 'go',
      title: t('commands.go'),
      commands: entries.map((entry) => ({
        id: `go-${entry.key}`,
        name: entry.number === null ? entry.words : t('outline.clause', { number: String(entry.number), words: entry.words }),
        run: () => jump(entry),
      })),
    },
  ];
  return (
    <CommandDialog
      title={t('commands.title')}
      closeLabel={frame('close')}
      placeholder={t('commands.hint')}
      none={t('commands.none')}
      groups={groups.filter(({ commands }) => commands.length > 0)}
      onClose={onClose}
    />
  );
}

function textGroups(
  editor: Editor,
  t: ReturnType<typeof useTranslations<'drafting'>>,
  keys: ReturnType<typeof markKeys>,
  { onLink, onRecord, onEarlierDecision }: Pick<DocumentCommandsProps, 'onLink' | 'onRecord' | 'onEarlierDecision'>,
): readonly CommandGroup[] {
  const { level, takesMarks } = activeFormats(editor.state);
  const translatedKeys = { bullets: t('tools.bulletsKeys'), numbers: t('tools.numbersKeys'), quote: t('tools.quoteKeys') };
  const takeBack = (direction: 'undo' | 'redo') => {
    bindingOf(editor.state)?.[direction]();
    focusText(editor);
  };
  const insert = insertables(editor.state)
    .filter(({ id, available }) => available && !insertableStyles.has(id))
    .map(({ id }) => ({ id: `insert-${id}`, name: t(`insertable.${id}`), run: () => void runFromMenu(editor, insertBlock(id)) }));
  return [
    {
      id: 'insert',
      title: t('tools.insert'),
      commands: [
        ...insert,
        ...(onEarlierDecision === null ? [] : [{ id: 'earlierDecision', name: t('insertable.earlierDecision'), run: onEarlierDecision }]),
        ...(takesMarks ? [{ id: 'link', name: t('tools.link'), run: onLink }] : []),
        ...(onRecord === null ? [] : [{ id: 'happening', name: t('tools.happening'), keys: 'F4', run: onRecord }]),
      ],
    },
    {
      id: 'style',
      title: t('tools.style'),
      commands: [
        ...(level === null ? [] : named(editor, styleCommands, (id) => t(`tools.${id}`), { ...styleKeys, ...translatedKeys })),
        ...(takesMarks ? named(editor, markCommands, (id) => t(`tools.${id}`), keys) : []),
        { id: 'undo', name: t('tools.undo'), keys: 'Ctrl+Z', run: () => takeBack('undo') },
        { id: 'redo', name: t('tools.redo'), keys: 'Ctrl+Y', run: () => takeBack('redo') },
      ],
    },
    { id: 'table', title: t('table.label'), commands: isInTable(editor.state) ? named(editor, tableCommands, (id) => t(`table.${id}`), {}) : [] },
  ];
}

function named<Id extends string>(
  editor: Editor,
  commands: Readonly<Record<Id, TextCommand>>,
  name: (id: Id) => string,
  keys: Readonly<Partial<Record<NoInfer<Id>, string>>>,
): readonly Command[] {
  return (Object.keys(commands) as Id[]).map((id) => {
    const printed = keys[id];
    return { id, name: name(id), run: () => void runFromMenu(editor, commands[id]), ...(printed === undefined ? {} : { keys: printed }) };
  });
}
