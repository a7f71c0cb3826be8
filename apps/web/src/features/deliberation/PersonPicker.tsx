import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { personRoles, type PersonRole } from '@yrka/schema';
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { isSameItemPerson, ownLostYrkande } from '@yrka/formal-text';
import type { Person as RegisterPerson } from '@yrka/server/api';
import { usePeople } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce, PartyBadge } from '../../ui/index.ts';
import { type Candidates, candidatesAt, isNamed } from './candidates.ts';
import { type Around, factsOf, useAround } from './documentFacts.ts';
import { fillPerson, firstChoice, personAt, type PersonKeys, type PersonPlace, toOwnWords } from './personField.ts';
import css from './PersonPicker.module.css';

const maxShown = 6;

/**
 * Under the person that the caret is in: those of the register whose name begins so, and party
 * and role for somebody who is not in it. The caret never leaves the text while one chooses.
 */
export function PersonPicker({ editor, keys }: { readonly editor: Editor; readonly keys: PersonKeys }) {
  const t = useTranslations('deliberation.person');
  const listId = useId();
  const place = useEditorState({ editor, selector: () => personAt(editor.state), equalityFn: samePlace });
  const [isFocused, setFocused] = useState(false);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const update = () =>
      setFocused(!editor.isDestroyed && editor.isEditable && (editor.view.hasFocus() || panel.current?.contains(document.activeElement) === true));
    update();
    document.addEventListener('focusin', update);
    document.addEventListener('focusout', update);
    return () => {
      document.removeEventListener('focusin', update);
      document.removeEventListener('focusout', update);
    };
  }, [editor]);

  const name = place?.name.trim() ?? '';
  const isChosen = place !== null && place.node.attrs.personId !== null;
  const { data } = usePeople(name);
  const around = useAround();
  const candidates = useEditorState({ editor, selector: () => (personAt(editor.state) === null ? null : candidatesAt(editor.state, around)) });
  const people = place === null || isChosen || candidates === null ? [] : offered(candidates, name, data?.people ?? []);
  // Nobody is pointed at before a letter was typed: Enter then still means Enter.
  const beginning = name === '' ? -1 : 0;
  const isShown = place !== null && isFocused && dismissed !== place.from && (people.length > 0 || (name !== '' && !isChosen));

  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another list, which begins at its beginning
  useEffect(() => setActive(beginning), [name, place?.from]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: Escape is said of one person's place, and no other's
  useEffect(() => setDismissed(null), [place?.from]);
  useEffect(() => {
    if (isShown && people.length > 0) announce(t('matchCount', { count: people.length }));
  }, [isShown, people.length, t]);

  // Who listens hears which one is chosen although the caret stays in the text.
  useEffect(() => {
    if (editor.isDestroyed) return;
    const { dom } = editor.view;
    if (!isShown || people.length === 0 || active < 0) return;
    dom.setAttribute('aria-controls', listId);
    dom.setAttribute('aria-activedescendant', `${listId}-${active}`);
    return () => {
      dom.removeAttribute('aria-controls');
      dom.removeAttribute('aria-activedescendant');
    };
  }, [editor, isShown, people.length, active, listId]);

  const choose = (index: number): boolean => {
    const person = people[index];
    const here = personAt(editor.state);
    if (person === undefined || here === null) return false;
    editor.view.dispatch(fillPerson(editor.state, here, person));
    proposeOwnYrkande(editor, person, around);
    announce(t('picked', { name: person.name }));
    const next = firstChoice(editor.view);
    if (next === null) {
      editor.view.dispatch(toOwnWords(editor.state));
      editor.view.focus();
    }
    // At once: the next letter may come before the next frame, and is the choice's.
    else next.focus();
    return true;
  };

  useEffect(() => {
    keys.current = (event) => {
      if (!isShown) return false;
      if (event.key === 'Escape') {
        setDismissed(place?.from ?? null);
        return true;
      }
      if (event.key === 'Tab' && !event.shiftKey && people.length === 0) {
        const field = panel.current?.querySelector<HTMLElement>('input, select');
        field?.focus();
        return field !== null && field !== undefined;
      }
      if (people.length === 0) return false;
      if (event.key === 'ArrowDown') setActive((active + 1) % people.length);
      else if (event.key === 'ArrowUp') setActive((Math.max(active, 0) + people.length - 1) % people.length);
      else if (event.key === 'Enter' && !event.shiftKey && active >= 0) return choose(active);
      else return false;
      return true;
    };
    return () => {
      keys.current = null;
    };
  });

  if (!isShown || place === null) return null;
  return (
    <div ref={panel} className={css.panel} data-person-picker="">
      <Placed editor={editor} at={place.from + 1} panel={panel} />
      {people.length > 0 ? (
        <ul id={listId} role="listbox" aria-label={t('matches')} className={css.list} data-options="">
          {people.map((person, index) => (
            <li
              key={person.id ?? person.name}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={css.option}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(index)}
            >
              <span className={css.name}>{person.name}</span>
              {person.party !== null && <PartyBadge party={person.party} />}
              {person.title !== null && <span className={css.title}>{person.title}</span>}
            </li>
          ))}
        </ul>
      ) : (
        <FreePerson editor={editor} place={place} />
      )}
    </div>
  );
}

/** The meeting's own people first, then others of the register; each once. */
function offered({ first, areProposed, areOthersOffered }: Candidates, name: string, registered: readonly RegisterPerson[]): readonly OfferedPerson[] {
  if (name === '' && !areProposed) return [];
  const ours = first
    .filter((person) => isNamed(person, name))
    .map((person) => {
      const known = registered.find((one) => isSameItemPerson({ ...one, personId: one.id }, person));
      return {
        id: person.personId ?? known?.id ?? null,
        name: person.name,
        party: person.party,
        title: known?.title ?? null,
        role: documentRole(known?.role ?? ''),
      };
    });
  const others = name === '' || !areOthersOffered ? [] : registered.filter((one) => !ours.some(({ id }) => id === one.id));
  return [...ours, ...others.map(({ id, name: called, party, title, role }) => ({ id, name: called, party, title, role: documentRole(role) }))].slice(
    0,
    maxShown,
  );
}

type OfferedPerson = {
  readonly id: string | null;
  readonly name: string;
  readonly party: string | null;
  readonly title: string | null;
  readonly role: PersonRole | null;
};

/** Whoever reserves mostly does so in favour of what they moved themselves; it can be chosen otherwise. */
function proposeOwnYrkande(editor: Editor, person: OfferedPerson, around: Around): void {
  const { doc, tr, selection } = editor.state;
  for (let depth = selection.$from.depth; depth > 0; depth--) {
    const event = selection.$from.node(depth);
    if (event.type.name !== 'reservation') continue;
    if (event.attrs.inFavourOf !== null || event.attrs.form === 'blank') return;
    const own = ownLostYrkande(doc, factsOf(doc, around).sentences, person);
    if (own !== null) editor.view.dispatch(tr.setNodeAttribute(selection.$from.before(depth), 'inFavourOf', own));
    return;
  }
}

/** Party and role of somebody who is not in the register. */
function FreePerson({ editor, place }: { readonly editor: Editor; readonly place: PersonPlace }) {
  const t = useTranslations('deliberation.person');
  const set = (name: 'party' | 'role', value: string) => editor.view.dispatch(editor.state.tr.setNodeAttribute(place.from, name, value === '' ? null : value));
  const hasRole = 'role' in place.node.attrs;

  const leave = (event: ReactKeyboardEvent<HTMLElement>) => {
    const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('input, select')];
    const isLast = event.target === controls.at(-1);
    const isBack = event.key === 'Escape' || (event.key === 'Tab' && event.shiftKey && event.target === controls[0]);
    if (!isBack && !(event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey && isLast))) return;
    event.preventDefault();
    const next = isBack ? null : firstChoice(editor.view);
    if (next === null) editor.view.focus();
    else next.focus();
  };

  return (
    <div className={css.free} onKeyDown={leave}>
      <p className={css.hint}>{t('freely', { name: place.name })}</p>
      <label className={css.field}>
        {t('party')}
        <input
          size={4}
          maxLength={20}
          placeholder={t('partyHint')}
          value={(place.node.attrs.party as string | null) ?? ''}
          spellCheck={false}
          onChange={(event) => set('party', event.target.value)}
        />
      </label>
      {hasRole && (
        <label className={css.field}>
          {t('role')}
          <select value={(place.node.attrs.role as string | null) ?? ''} onChange={(event) => set('role', event.target.value)}>
            <option value="">{t('roles.none')}</option>
            {personRoles.map((role) => (
              <option key={role} value={role}>
                {t(`roles.${role}`)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** Keeps the panel under the name it belongs to, inside what it is positioned in. */
function Placed({ editor, at, panel }: { readonly editor: Editor; readonly at: number; readonly panel: { readonly current: HTMLElement | null } }) {
  useLayoutEffect(() => {
    const place = () => {
      const element = panel.current;
      const around = element?.offsetParent;
      if (element === null || !(around instanceof HTMLElement) || editor.isDestroyed || at > editor.state.doc.content.size) return;
      // An empty name has no coordinates of its own, but a place.
      const person = editor.view.nodeDOM(at - 1);
      const start = person instanceof HTMLElement ? person.getBoundingClientRect() : editor.view.coordsAtPos(at);
      const origin = around.getBoundingClientRect();
      const left = Math.min(start.left - origin.left, origin.width - element.offsetWidth - 8);
      element.style.insetInlineStart = `${Math.max(8, left)}px`;
      element.style.insetBlockStart = `${start.bottom - origin.top + 6}px`;
    };
    place();
    // An event that has just been opened shows its people two frames later.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(place);
    });
    return () => cancelAnimationFrame(frame);
  });
  return null;
}

function samePlace(a: PersonPlace | null, b: PersonPlace | null): boolean {
  return a === b || (a !== null && b !== null && a.from === b.from && a.node === b.node);
}

/** A reviewer is nobody in particular at a meeting. */
function documentRole(role: string): PersonRole | null {
  return (personRoles as readonly string[]).includes(role) ? (role as PersonRole) : null;
}
