import type { Finding } from '@yrka/checks';
import type { DocumentKind, MunicipalityTemplate } from '@yrka/schema';
import type { RefObject } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, keepingFocus, SidePanel } from '../../ui/index.ts';
import css from './ChecksPanel.module.css';
import { FindingList } from './FindingList.tsx';
import type { Checks } from './useChecks.ts';

type ChecksPanelProps = {
  readonly checks: Checks;
  readonly kind: DocumentKind;
  readonly template: MunicipalityTemplate;
  readonly mayMend: boolean;
  /** What is written becomes suggestions anyway: then a fix is offered as one only. */
  readonly isSuggesting: boolean;
  readonly panel: RefObject<HTMLElement | null>;
  /** Before the text is shown, where only one thing is shown at a time. */
  readonly onGo: () => void;
  readonly onClose: () => void;
  /** Escape: back to where one writes. */
  readonly onLeave: () => void;
};

/** Kontroll beside the text. */
export function ChecksPanel({ checks, kind, template, mayMend, isSuggesting, panel, onGo, onClose, onLeave }: ChecksPanelProps) {
  const t = useTranslations('checks');
  const { findings, hiddenCount } = checks;
  const go = (finding: Finding) => {
    onGo();
    checks.go(finding);
  };
  return (
    <SidePanel title={t('title')} about={t('about')} closeLabel={t('close')} panel={panel} onClose={onClose} onLeave={onLeave}>
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
          {...(mayMend && {
            onSuggest: (finding: Finding) => keepingFocus(panel, () => checks.suggest(finding)),
            maySuggest: checks.maySuggest,
          })}
          {...(mayMend &&
            isSuggesting && {
              onReword: (finding: Finding) => {
                onGo();
                checks.reword(finding);
              },
              mayReword: checks.mayReword,
            })}
          {...(mayMend && !isSuggesting && { onMend: (finding: Finding) => keepingFocus(panel, () => checks.mend(finding)) })}
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
    </SidePanel>
  );
}
