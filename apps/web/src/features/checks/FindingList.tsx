import { type Finding, lawAddress } from '@yrka/checks';
import type { DocumentKind, MunicipalityTemplate } from '@yrka/schema';
import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, IconButton } from '../../ui/index.ts';
import css from './FindingList.module.css';
import { type FindingWords, useFindingWords } from './findingWords.ts';

export type FindingListProps = {
  readonly findings: readonly Finding[];
  readonly kind: DocumentKind;
  readonly template: MunicipalityTemplate;
  /** The one whose words are shown in the text; null for none. */
  readonly currentId?: string | null;
  /** Shows the place in the text. Without it the sentences are words, not buttons. */
  readonly onGo?: (finding: Finding) => void;
  /** Carries out the fix. Without it none is offered. */
  readonly onMend?: (finding: Finding) => void;
  /** Makes the fix a suggestion, where `maySuggest` says that it can be one. */
  readonly onSuggest?: (finding: Finding) => void;
  readonly maySuggest?: (finding: Finding) => boolean;
  /** Lets one write other words as a suggestion, where there is no fix and `mayReword` says that there are words. */
  readonly onReword?: (finding: Finding) => void;
  readonly mayReword?: (finding: Finding) => boolean;
  readonly onHide?: (finding: Finding) => void;
};

/** What there is to say, a line each, in the order of the document: in the panel, and on the page where one files. */
export function FindingList({
  findings,
  kind,
  template,
  currentId = null,
  onGo,
  onMend,
  onSuggest,
  maySuggest,
  onReword,
  mayReword,
  onHide,
}: FindingListProps) {
  const t = useTranslations('checks');
  const words = useFindingWords(kind, template);
  const list = useRef<HTMLOListElement>(null);

  // The arrows go from sentence to sentence, past the buttons of each.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const sentences = [...(list.current?.querySelectorAll<HTMLElement>('[data-sentence]') ?? [])];
    const at = sentences.findIndex((sentence) => sentence.closest('li')?.contains(document.activeElement) === true);
    const next = sentences[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <ol ref={list} className={css.list} aria-label={t('list')} onKeyDown={onKeyDown}>
      {findings.map((finding) => (
        <Item
          key={finding.id}
          finding={finding}
          words={words}
          isCurrent={finding.id === currentId}
          onGo={onGo}
          onMend={onMend}
          onSuggest={finding.fix !== null && maySuggest?.(finding) === true ? onSuggest : undefined}
          onReword={mayReword?.(finding) === true ? onReword : undefined}
          onHide={onHide}
        />
      ))}
    </ol>
  );
}

type ItemProps = {
  readonly finding: Finding;
  readonly words: FindingWords;
  readonly isCurrent: boolean;
} & { readonly [Act in 'onGo' | 'onMend' | 'onSuggest' | 'onReword' | 'onHide']: FindingListProps[Act] | undefined };

function Item({ finding, words, isCurrent, onGo, onMend, onSuggest, onReword, onHide }: ItemProps) {
  const t = useTranslations('checks');
  const [isExplained, setExplained] = useState(false);
  const reasonId = useId();
  const sentence = words.sentence(finding);
  const { fix, severity } = finding;
  const law = lawAddress(finding.source);
  return (
    <li className={css.item} data-severity={severity} aria-current={isCurrent || undefined}>
      {onGo === undefined ? (
        <p className={css.sentence}>{sentence}</p>
      ) : (
        <button type="button" className={css.sentence} data-sentence={finding.id} onClick={() => onGo(finding)}>
          {sentence}
        </button>
      )}
      <div className={css.acts}>
        {fix !== null && (onMend !== undefined || onSuggest !== undefined) && (
          <div className={css.fixes}>
            {onMend !== undefined && (
              <Button onPress={() => onMend(finding)} aria-label={`${words.mend(fix)}: ${sentence}`}>
                {words.mend(fix)}
              </Button>
            )}
            {onSuggest !== undefined && (
              <Button
                variant={onMend === undefined ? 'plain' : 'quiet'}
                onPress={() => onSuggest(finding)}
                aria-label={t('suggestOf', { mend: words.mend(fix), sentence })}
              >
                {t('suggest')}
              </Button>
            )}
          </div>
        )}
        {onReword !== undefined && (
          <div className={css.fixes}>
            <Button onPress={() => onReword(finding)} aria-label={t('rewordOf', { sentence })}>
              {t('suggest')}
            </Button>
          </div>
        )}
        <div className={css.about}>
          <Button
            variant="quiet"
            aria-expanded={isExplained}
            aria-controls={reasonId}
            aria-label={t('whyOf', { sentence })}
            onPress={() => setExplained(!isExplained)}
          >
            {t('why')}
          </Button>
          {onHide !== undefined && (
            <IconButton label={t('hideOf', { sentence })} className={css.hide ?? ''} onPress={() => onHide(finding)}>
              <X aria-hidden />
            </IconButton>
          )}
        </div>
      </div>
      <div id={reasonId} className={css.reason} hidden={!isExplained}>
        <p>{words.reason(finding)}</p>
        <p className={css.source}>
          {law === null ? (
            words.source(finding)
          ) : (
            <a href={law} target="_blank" rel="noreferrer">
              {words.source(finding)}
            </a>
          )}
        </p>
      </div>
    </li>
  );
}
