import { Fragment } from 'react';
import { useTranslations } from '../i18n/index.ts';
import { useWordKeys } from '../ui/index.ts';
import { keyList, keysOfWord, printedKeys } from './key-list.ts';
import css from './WordsPage.module.css';

/** Only to print ⌘ where there is one; nothing depends on it. */
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** All keys, by what one is doing. `heading`: of the groups, one below what they stand in. */
export function KeyTables({ heading: GroupHeading }: { readonly heading: 'h2' | 'h3' }) {
  const t = useTranslations('keys');
  const [areWords] = useWordKeys();
  const names = { Shift: t('name.Shift'), Backspace: t('name.Backspace'), Delete: t('name.Delete') };
  return (
    <div className={css.words}>
      <p>{t('intro')}</p>
      {keyList.map(({ group, keys }) => (
        <section key={group}>
          <GroupHeading>{t(`group.${group}`)}</GroupHeading>
          <table className={css.table} aria-label={t(`group.${group}`)}>
            <thead className={css.unseen}>
              <tr>
                <th scope="col">{t('key')}</th>
                <th scope="col">{t('does')}</th>
              </tr>
            </thead>
            <tbody>
              {keys.map((row) => (
                <tr key={row.does}>
                  <th scope="row">
                    {(areWords ? (keysOfWord[row.does] ?? row.keys) : row.keys).map((key) => (
                      <Combination key={key} parts={printedKeys(key, isMac, names)} />
                    ))}
                  </th>
                  <td>{t(row.does)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

function Combination({ parts }: { readonly parts: readonly string[] }) {
  return (
    <span className={css.combination}>
      {parts.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && '+'}
          <kbd>{part}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
