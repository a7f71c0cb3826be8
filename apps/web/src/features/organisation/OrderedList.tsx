import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, IconButton } from '../../ui/index.ts';
import css from './Organisation.module.css';

type Props<Name extends string> = {
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
  /** What one sees of each. */
  readonly children: (name: Name) => ReactNode;
};

/** Where the focus goes when what was pressed is no longer there, or can no longer be pressed. */
type Press = { readonly name: string; readonly was: 'up' | 'down' | 'out' | 'in' };
const next: Readonly<Record<Press['was'], readonly string[]>> = { up: ['up', 'down'], down: ['down', 'up'], out: ['in'], in: ['up', 'down'] };

/** What stands in a document in its order; moved by buttons, as attributes of a list are for who uses no mouse. */
export function OrderedList<Name extends string>({ names, possible, needed, called, addLabel, mayEdit, onChange, children }: Props<Name>) {
  const t = useTranslations('organisation.municipality');
  const list = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState<Press | null>(null);
  const missing = possible.filter((name) => !names.includes(name));

  useEffect(() => {
    if (pressed === null) return;
    const button = (does: string) => list.current?.querySelector<HTMLButtonElement>(`[data-item="${pressed.name}"] [data-does="${does}"]:enabled`);
    for (const does of next[pressed.was]) {
      const found = button(does);
      if (found === null || found === undefined) continue;
      found.focus();
      break;
    }
  }, [pressed]);

  function move(from: number, to: number): void {
    const [name] = names.slice(from, from + 1);
    if (name === undefined) return;
    onChange(names.toSpliced(from, 1).toSpliced(to, 0, name));
    setPressed({ name, was: to < from ? 'up' : 'down' });
    announce(t('moved', { part: called(name), place: to + 1, places: names.length }));
  }

  return (
    <div ref={list} className={css.ordered}>
      <ol className={css.parts}>
        {names.map((name, index) => (
          <li key={name} className={css.part} data-item={name}>
            {children(name)}
            {mayEdit && (
              <span className={css.partActions}>
                <IconButton label={t('moveUp', { part: called(name) })} isDisabled={index === 0} onPress={() => move(index, index - 1)} data-does="up">
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  label={t('moveDown', { part: called(name) })}
                  isDisabled={index === names.length - 1}
                  onPress={() => move(index, index + 1)}
                  data-does="down"
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  label={t('leaveOut', { part: called(name) })}
                  isDisabled={name === needed}
                  onPress={() => {
                    onChange(names.filter((own) => own !== name));
                    setPressed({ name, was: 'out' });
                  }}
                >
                  <X aria-hidden />
                </IconButton>
              </span>
            )}
          </li>
        ))}
      </ol>
      {mayEdit && missing.length > 0 && (
        <ul className={css.chips} aria-label={addLabel}>
          {missing.map((name) => (
            <li key={name} data-item={name}>
              <Button
                variant="quiet"
                icon={<Plus aria-hidden />}
                onPress={() => {
                  onChange([...names, name]);
                  setPressed({ name, was: 'in' });
                }}
                data-does="in"
              >
                {called(name)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
