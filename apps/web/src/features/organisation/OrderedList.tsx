import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, IconButton } from '../../ui/index.ts';
import css from './OrderedList.module.css';

type Props<Name extends string> = {
  /** What it is a list of. */
  readonly name: string;
  /** Side by side as in a head, or below each other as the parts of a text. */
  readonly look: 'facts' | 'parts';
  readonly names: readonly Name[];
  /** What else could stand in it. */
  readonly possible: readonly Name[];
  /** What is always there. */
  readonly needed: Name | null;
  readonly called: (name: Name) => string;
  /** What is added, above its buttons. */
  readonly addLabel: string;
  readonly mayEdit: boolean;
  readonly onChange: (names: readonly Name[]) => void;
  /** What one sees of each; `move` takes it so many places on, as its buttons do, and leaves the focus where it is. */
  readonly children: (name: Name, move: (places: number) => void) => ReactNode;
};

/** Where the focus goes when what was pressed is no longer there, or can no longer be pressed. */
type Press = { readonly name: string; readonly was: 'up' | 'down' | 'out' | 'in' | 'key' };
const next: Readonly<Record<Press['was'], readonly string[]>> = {
  up: ['up', 'down'],
  down: ['down', 'up'],
  out: ['in'],
  in: ['words', 'up', 'down', 'out'],
  key: ['words'],
};

/** What stands in a document in its order; moved by buttons, as attributes of a list are for who uses no mouse. */
export function OrderedList<Name extends string>({ name, look, names, possible, needed, called, addLabel, mayEdit, onChange, children }: Props<Name>) {
  const t = useTranslations('organisation.template');
  const list = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState<Press | null>(null);
  const missing = possible.filter((one) => !names.includes(one));

  useEffect(() => {
    if (pressed === null) return;
    const item = list.current?.querySelector(`[data-item="${pressed.name}"]`);
    for (const does of next[pressed.was]) {
      const found = item?.querySelector<HTMLElement>(does === 'words' ? 'textarea' : `[data-does="${does}"]:enabled`);
      if (found === null || found === undefined) continue;
      found.focus();
      break;
    }
  }, [pressed]);

  function move(from: number, to: number, was: Press['was']): void {
    const [moved] = names.slice(from, from + 1);
    if (moved === undefined || to < 0 || to >= names.length) return;
    onChange(names.toSpliced(from, 1).toSpliced(to, 0, moved));
    setPressed({ name: moved, was });
    announce(t('moved', { part: called(moved), place: to + 1, places: names.length }));
  }

  return (
    <div ref={list} className={css.ordered} data-look={look} role="group" aria-label={name}>
      <ol className={css.items}>
        {names.map((one, index) => (
          <li key={one} className={css.item} data-item={one}>
            {children(one, (places) => move(index, index + places, 'key'))}
            {mayEdit && (
              <span className={css.actions}>
                <IconButton label={t('moveUp', { part: called(one) })} isDisabled={index === 0} onPress={() => move(index, index - 1, 'up')} data-does="up">
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  label={t('moveDown', { part: called(one) })}
                  isDisabled={index === names.length - 1}
                  onPress={() => move(index, index + 1, 'down')}
                  data-does="down"
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  label={t('leaveOut', { part: called(one) })}
                  isDisabled={one === needed}
                  onPress={() => {
                    onChange(names.filter((own) => own !== one));
                    setPressed({ name: one, was: 'out' });
                    announce(t('leftOut', { part: called(one) }));
                  }}
                  data-does="out"
                >
                  <X aria-hidden />
                </IconButton>
              </span>
            )}
          </li>
        ))}
      </ol>
      {mayEdit && missing.length > 0 && (
        <ul className={css.missing} aria-label={addLabel}>
          {missing.map((one) => (
            <li key={one} data-item={one}>
              <Button
                variant="quiet"
                icon={<Plus aria-hidden />}
                onPress={() => {
                  onChange([...names, one]);
                  setPressed({ name: one, was: 'in' });
                }}
                data-does="in"
              >
                {called(one)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
