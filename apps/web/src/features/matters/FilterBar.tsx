import type { MatterList } from '@yrka/server/api';
import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { usePlanning } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { IconButton, SelectField } from '../../ui/index.ts';
import css from './FilterBar.module.css';
import { counts, type Filter, filters, type ListChoice, sorts } from './filtering.ts';

type Props = {
  readonly list: MatterList;
  readonly choice: ListChoice;
  /** How many are shown. */
  readonly found: number;
  readonly onChange: (next: Partial<ListChoice>) => void;
};

/** Search, filter and order of the list; the address keeps all of it. */
export function FilterBar({ list, choice, found, onChange }: Props) {
  const t = useTranslations('matters');
  const planning = usePlanning();
  const numbers = counts(list.matters);
  const parties = [...new Set(list.matters.flatMap(({ movers }) => movers.map(({ party }) => party)))].filter((party) => party !== null).toSorted();
  const used = new Set(list.matters.flatMap(({ bodies }) => bodies));
  const bodies = planning.data?.bodies.filter(({ id }) => used.has(id)) ?? [];
  // Its place is kept while their names are on their way, that the list does not move.
  const mayFilterBodies = bodies.length > 0 || choice.body !== '' || (planning.isPending && used.size > 0);
  const offered = filters.filter((filter) => filter === choice.filter || filter === 'open' || filter === 'all' || numbers[filter] > 0);
  return (
    <search className={css.bar}>
      <SearchField value={choice.search} onChange={(search) => onChange({ search })} />
      <fieldset className={css.filters}>
        <legend className={css.legend}>{t('show')}</legend>
        {offered.map((filter) => (
          <FilterButton key={filter} filter={filter} isChosen={filter === choice.filter} count={numbers[filter]} onPress={() => onChange({ filter })} />
        ))}
      </fieldset>
      <div className={css.selects}>
        {(parties.length > 1 || choice.party !== '') && (
          <SelectField
            isQuiet
            label={t('party')}
            value={choice.party}
            onChange={(party) => onChange({ party })}
            options={[['', t('everyParty')] as const, ...parties.map((party) => [party, party] as const)]}
          />
        )}
        {mayFilterBodies && (
          <SelectField
            isQuiet
            label={t('body')}
            value={choice.body}
            onChange={(body) => onChange({ body })}
            options={[['', t('everyBody')] as const, ...bodies.map(({ id, shortName }) => [id, shortName] as const)]}
          />
        )}
        <SelectField
          isQuiet
          label={t('sort')}
          value={choice.sort}
          onChange={(value) => onChange({ sort: sorts.find((sort) => sort === value) ?? 'changed' })}
          options={sorts.map((sort) => [sort, t(`sorts.${sort}`)] as const)}
        />
      </div>
      <p role="status" className={css.count}>
        {t('counted', { count: found })}
      </p>
    </search>
  );
}

function FilterButton({
  filter,
  isChosen,
  count,
  onPress,
}: {
  readonly filter: Filter;
  readonly isChosen: boolean;
  readonly count: number;
  readonly onPress: () => void;
}) {
  const t = useTranslations('matters');
  return (
    <button type="button" className={css.filter} aria-pressed={isChosen} onClick={onPress}>
      {t(`filter.${filter}`)} <span className={css.number}>{count}</span>
    </button>
  );
}

/** How long nobody has typed before it is asked for. */
const pauseMs = 250;

function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useTranslations('matters');
  const [typed, setTyped] = useState(value);
  // What the address says wins when it changes from elsewhere: the way back, a link.
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  });
  return (
    <div className={css.search}>
      <Search aria-hidden className={css.icon} />
      <input
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        className={css.input}
        aria-label={t('search')}
        placeholder={t('search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== '') setTyped('');
          if (event.key === 'Enter') onChange(typed.trim());
        }}
      />
      {typed !== '' && (
        <IconButton label={t('searchClear')} onPress={() => setTyped('')}>
          <X aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
