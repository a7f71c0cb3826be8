import { Check } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import {
  Header,
  Keyboard,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  MenuSection as AriaMenuSection,
  type MenuSectionProps as AriaMenuSectionProps,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Text,
} from 'react-aria-components';
import css from './Menu.module.css';
import popover from './Popover.module.css';

export { MenuTrigger };

export type MenuProps<T extends object> = Omit<AriaMenuProps<T>, 'className'> & {
  readonly placement?: PopoverProps['placement'];
  readonly beside?: MenuBeside;
};

/** For a button that is not a `MenuTrigger`'s, such as one that is also dragged by. */
export type MenuBeside = { readonly trigger: RefObject<HTMLElement | null>; readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void };

/** The second child of a `MenuTrigger`, of which the first is a Button or IconButton; or alone, with `beside`. */
export function Menu<T extends object>({ placement = 'bottom start', beside, ...props }: MenuProps<T>) {
  const place = beside === undefined ? {} : { triggerRef: beside.trigger, isOpen: beside.isOpen, onOpenChange: beside.onOpenChange };
  const alone = beside === undefined ? {} : { autoFocus: 'first' as const, onClose: () => beside.onOpenChange(false) };
  return (
    <Popover offset={4} placement={placement} className={popover.popover ?? ''} {...place}>
      <AriaMenu {...alone} {...props} className={css.menu ?? ''} />
    </Popover>
  );
}

export type MenuItemProps = Omit<AriaMenuItemProps, 'children' | 'className'> & {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly description?: string;
  /** The keys that do the same: "Alt+↑". */
  readonly keys?: string;
};

export function MenuItem({ children, icon, description, keys, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem {...props} className={css.item ?? ''} {...(typeof children === 'string' ? { textValue: children } : {})}>
      {({ isSelected, selectionMode }) => (
        <>
          {selectionMode !== 'none' && <span className={css.mark}>{isSelected && <Check aria-hidden />}</span>}
          {icon !== undefined && <span className={css.mark}>{icon}</span>}
          <span className={css.words}>
            <Text slot="label">{children}</Text>
            {description !== undefined && (
              <Text slot="description" className={css.description ?? ''}>
                {description}
              </Text>
            )}
          </span>
          {/* Drawn by the style sheet: as text of the item it would be read as a part of the name that the name lacks. */}
          {keys !== undefined && <Keyboard className={css.keys ?? ''} data-keys={keys} />}
        </>
      )}
    </AriaMenuItem>
  );
}

export function MenuSection<T extends object>({
  title,
  children,
  ...props
}: Omit<AriaMenuSectionProps<T>, 'children' | 'className'> & { readonly title?: string; readonly children: ReactNode }) {
  return (
    <AriaMenuSection {...props} className={css.section ?? ''}>
      {title !== undefined && <Header className={css.title ?? ''}>{title}</Header>}
      {children}
    </AriaMenuSection>
  );
}
