import { useEffect } from 'react';
import { Autocomplete, Header, Input, Keyboard, ListBox, ListBoxItem, ListBoxSection, SearchField, Text } from 'react-aria-components';
import { announce } from './announce.tsx';
import css from './CommandDialog.module.css';
import { Dialog } from './Dialog.tsx';
import { isNamedBy } from './isNamedBy.ts';
import menu from './Menu.module.css';

/** Something that can be done, by the name that one looks for it by. */
export type Command = {
  readonly id: string;
  readonly name: string;
  /** The keys that do the same: "Ctrl+B". */
  readonly keys?: string;
  readonly run: () => void;
};

export type CommandGroup = { readonly id: string; readonly title: string; readonly commands: readonly Command[] };

export type CommandDialogProps = {
  readonly title: string;
  readonly closeLabel: string;
  /** In the field, before anything is written there. */
  readonly placeholder: string;
  /** Said where nothing has such a name. */
  readonly none: string;
  readonly groups: readonly CommandGroup[];
  readonly onClose: () => void;
};

/** What one may do here, found by writing the beginning of a word of its name. The dialog is gone when it is done. */
export function CommandDialog({ title, closeLabel, placeholder, none, groups, onClose }: CommandDialogProps) {
  const commands = groups.flatMap((group) => group.commands);
  return (
    <Dialog title={title} closeLabel={closeLabel} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Autocomplete filter={isNamedBy}>
        <SearchField autoFocus aria-label={title}>
          {/* A screen reader passes its letters on to such a one, and reads what the arrows lead to. */}
          <Input role="combobox" aria-expanded aria-haspopup="listbox" className={css.input ?? ''} placeholder={placeholder} />
        </SearchField>
        <ListBox
          aria-label={title}
          className={css.list ?? ''}
          renderEmptyState={() => <None words={none} />}
          onAction={(key) => {
            onClose();
            commands.find(({ id }) => id === key)?.run();
          }}
        >
          {groups.map((group) => (
            <ListBoxSection key={group.id} className={menu.section ?? ''}>
              <Header className={menu.title ?? ''}>{group.title}</Header>
              {group.commands.map(({ id, name, keys }) => (
                <ListBoxItem key={id} id={id} textValue={name} className={menu.item ?? ''}>
                  <Text slot="label" className={menu.words ?? ''}>
                    {name}
                  </Text>
                  {keys !== undefined && <Keyboard className={menu.keys ?? ''} data-keys={keys} />}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Autocomplete>
    </Dialog>
  );
}

/** Said as well: who writes in the field hears nothing of an empty list. */
function None({ words }: { readonly words: string }) {
  useEffect(() => announce(words), [words]);
  return <p className={css.none}>{words}</p>;
}
