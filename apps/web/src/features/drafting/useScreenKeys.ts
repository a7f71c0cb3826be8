import { useEffect, useRef } from 'react';

export type ScreenKeys = {
  readonly save: () => void;
  /** null where there is nothing to search in. */
  readonly find: (() => void) | null;
  readonly askForCommand: () => void;
  readonly stepChecks: (by: 1 | -1) => void;
  readonly toChecks: () => void;
};

/** The keys of the page around the text, wherever the focus is. */
export function useScreenKeys(keys: ScreenKeys): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = actOf(event, now.current);
      if (act === null) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function actOf(event: KeyboardEvent, { save, find, askForCommand, stepChecks, toChecks }: ScreenKeys): (() => void) | null {
  const { altKey, shiftKey } = event;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (altKey) return null;
    if (key === 's') return save;
    return key === 'h' || (key === 'f' && shiftKey) ? find : null;
  }
  if (key === 'f8') return altKey ? toChecks : () => stepChecks(shiftKey ? -1 : 1);
  // As in Word, where it is the same. By its place: a Mac writes another letter with Alt.
  return event.code === 'KeyQ' && altKey && !shiftKey && !isInDialog(event) ? askForCommand : null;
}

/** What is asked there is answered first. */
const isInDialog = ({ target }: KeyboardEvent): boolean => target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
