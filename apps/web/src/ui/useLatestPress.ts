import { useCallback, useLayoutEffect, useRef } from 'react';
import type { ButtonProps } from 'react-aria-components';

type Press = NonNullable<ButtonProps['onPress']>;

/** Always the very same function, which does what it was given last: what is pressed needs no new drawing because of it. */
export function useLatestPress(onPress: Press | undefined): { readonly onPress?: Press } {
  const latest = useRef(onPress);
  useLayoutEffect(() => {
    latest.current = onPress;
  });
  const press = useCallback<Press>((event) => latest.current?.(event), []);
  return onPress === undefined ? {} : { onPress: press };
}
