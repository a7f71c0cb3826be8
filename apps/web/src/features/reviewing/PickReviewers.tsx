import type { Review } from '@yrka/server/api';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { IconButton, PersonLine, PersonList, TextField } from '../../ui/index.ts';
import css from './Reviewing.module.css';

export type Candidate = Review['candidates'][number];

/** More are found by typing on. */
const mostShown = 6;

type PickReviewersProps = {
  readonly candidates: readonly Candidate[];
  readonly chosen: readonly Candidate[];
  readonly onChange: (chosen: readonly Candidate[]) => void;
  readonly error: string | undefined;
  /** Whether nobody was asked yet: then it is where one begins. */
  readonly isFirst: boolean;
};

/** People of the register, found by their names, one after the other. */
export function PickReviewers({ candidates, chosen, onChange, error, isFirst }: PickReviewersProps) {
  const t = useTranslations('reviewing');
  const [query, setQuery] = useState('');
  // Whoever was pressed is gone from where they stood: one goes on with the next name.
  const field = useRef<HTMLInputElement>(null);
  const words = query.trim().toLocaleLowerCase('sv');
  const left = candidates.filter(({ id }) => chosen.every((one) => one.id !== id));
  const found = words === '' ? [] : left.filter(({ name }) => ` ${name.toLocaleLowerCase('sv')}`.includes(` ${words}`)).slice(0, mostShown);
  const choose = (id: string | undefined) => {
    const one = found.find((candidate) => candidate.id === id);
    if (one === undefined) return;
    onChange([...chosen, one]);
    setQuery('');
    field.current?.focus();
  };
  const leaveOut = (id: string) => {
    onChange(chosen.filter((one) => one.id !== id));
    field.current?.focus();
  };
  return (
    <>
      {chosen.length > 0 && (
        <ul className={css.chosen} aria-label={t('chosen')}>
          {chosen.map((one) => (
            <li key={one.id} className={css.row}>
              <PersonLine person={lineOf(one)} />
              <IconButton label={t('leaveOut', { name: one.name })} onPress={() => leaveOut(one.id)}>
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {candidates.length === 0 ? (
        <p className={css.hint}>{t('noCandidates')}</p>
      ) : (
        <TextField
          label={t('whom')}
          description={t('whomHelp')}
          inputRef={field}
          value={query}
          onChange={setQuery}
          error={error}
          autoComplete="off"
          autoFocus={isFirst}
          onKeyDown={(event) => {
            // Enter takes who is found first; it shares nothing while a name is being typed.
            if (event.key !== 'Enter' || words === '') return;
            event.preventDefault();
            choose(found[0]?.id);
          }}
        />
      )}
      <PersonList label={t('found')} people={found.map(lineOf)} onChoose={choose} />
      {words !== '' && found.length === 0 && (
        <p className={css.hint} role="status">
          {t('nobody')}
        </p>
      )}
    </>
  );
}

const lineOf = ({ id, name, party, title }: Candidate) => ({ id, name, party, about: title ?? '' });
