import { isValidElement } from 'react';

/**
 * Whether a control that is given these looks as it did: an icon that a render writes out anew is the same icon.
 * A function is the same only if it is the very same one.
 */
export function looksTheSame(before: object, now: object): boolean {
  const names = Object.keys(now);
  return (
    names.length === Object.keys(before).length && names.every((name) => name in before && isSame(before[name as keyof object], now[name as keyof object]))
  );
}

function isSame(before: unknown, now: unknown): boolean {
  if (Object.is(before, now)) return true;
  if (Array.isArray(before) && Array.isArray(now)) return before.length === now.length && before.every((one, at) => isSame(one, now[at]));
  return (
    isValidElement<object>(before) && isValidElement<object>(now) && before.type === now.type && before.key === now.key && looksTheSame(before.props, now.props)
  );
}
