import type { Finding } from '@yrka/checks';
import type { DocumentKind, MunicipalityTemplate } from '@yrka/schema';
import { X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, IconButton } from '../../ui/index.ts';
import css from './ChecksPanel.module.css';
import { FindingList } from './FindingList.tsx';
import type { Checks } from './useChecks.ts';

type ChecksPanelProps = {
  readonly checks: Checks;
  readonly kind: DocumentKind;
  readonly template: MunicipalityTemplate;
  readonly mayMend: boolean;
  readonly panel: RefObject<HTMLElement | null>;
  /** Before the text is shown, where only one thing is shown at a time. */
  readonly onGo: () => void;
  readonly onClose: () => void;
  /** Escape: back to where one writes. */
  readonly onLeave: () => void;
};

/** Kontroll beside the text. */
export function ChecksPanel({ checks, kind, template, mayMend, panel, onGo, onClose, onLeave }: ChecksPanelProps) {
  const t = useTranslations('checks');
  const { findings, hiddenCount } = checks;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onLeave();
  };
  const go = (finding: Finding) => {
    onGo();
    checks.go(finding);
  };
  return (
    <section ref={panel} className={css.panel} aria-label={t('title')} onKeyDown={onKeyDown}>
      <div className={css.head}>
        {/* Focus comes here when what one pressed is gone. */}
        <h2 className={css.heading} tabIndex={-1}>
          {t('title')}
        </h2>
        <IconButton label={t('close')} className={css.close ?? ''} onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <p className={css.about}>{t('about')}</p>
      {findings.length === 0 ? (
        <p>{t(hiddenCount === 0 ? 'nothing' : 'nothingLeft')}</p>
      ) : (
        <FindingList
          findings={findings}
          kind={kind}
          template={template}
          currentId={checks.currentId}
          onGo={go}
          onHide={(finding) => keepingFocus(panel, () => checks.hide(finding))}
          {...(mayMend && { onMend: (finding: Finding) => keepingFocus(panel, () => checks.mend(finding)) })}
        />
      )}
      {hiddenCount > 0 && (
        <p className={css.hidden}>
          {t('hidden', { count: hiddenCount })}
          <Button variant="quiet" onPress={checks.showHidden}>
            {t('showHidden')}
          </Button>
        </p>
      )}
    </section>
  );
}

/** What was pressed goes with its line: the focus goes to the sentence that takes its place, else to the heading. */
function keepingFocus(panel: RefObject<HTMLElement | null>, act: () => void): void {
  const items = [...(panel.current?.querySelectorAll('li') ?? [])];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  act();
  if (at < 0) return;
  requestAnimationFrame(() => {
    const left = panel.current?.querySelectorAll<HTMLElement>('[data-sentence]') ?? [];
    const next = left[Math.min(at, left.length - 1)] ?? panel.current?.querySelector('h2');
    next?.focus();
  });
}
