import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { looksTheSame } from './looksTheSame.ts';

const icon = (props: object = {}) => createElement('svg', { 'aria-hidden': true, ...props });

describe('what a control is given', () => {
  it('looks the same when its icon was written out anew, alone or among words', () => {
    expect(looksTheSame({ label: 'Ångra', children: icon() }, { label: 'Ångra', children: icon() })).toBe(true);
    expect(looksTheSame({ children: ['Fler ', icon()] }, { children: ['Fler ', icon()] })).toBe(true);
    expect(looksTheSame({ children: createElement('span', null, icon()) }, { children: createElement('span', null, icon()) })).toBe(true);
  });

  it('looks otherwise with another word, state or icon, with more and with less', () => {
    expect(looksTheSame({ label: 'Ångra' }, { label: 'Gör om' })).toBe(false);
    expect(looksTheSame({ isDisabled: true }, { isDisabled: false })).toBe(false);
    expect(looksTheSame({ children: icon() }, { children: icon({ className: 'small' }) })).toBe(false);
    expect(looksTheSame({ children: icon() }, { children: createElement('span', { 'aria-hidden': true }) })).toBe(false);
    expect(looksTheSame({ children: icon({ key: 'a' }) }, { children: icon({ key: 'b' }) })).toBe(false);
    expect(looksTheSame({ label: 'Ångra' }, { label: 'Ångra', isDisabled: false })).toBe(false);
    expect(looksTheSame({ label: 'Ångra', isDisabled: undefined }, { label: 'Ångra', keys: undefined })).toBe(false);
    expect(looksTheSame({ children: ['a', 'b'] }, { children: ['a'] })).toBe(false);
  });

  it('does something else when a function is another, also one of an icon', () => {
    expect(looksTheSame({ onFocus: () => 1 }, { onFocus: () => 1 })).toBe(false);
    expect(looksTheSame({ children: icon({ onClick: () => 1 }) }, { children: icon({ onClick: () => 1 }) })).toBe(false);
  });
});
