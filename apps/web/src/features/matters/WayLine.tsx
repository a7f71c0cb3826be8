import type { MatterSummary } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';
import { StepLine } from '../../ui/index.ts';
import { matterStep, waySteps } from './matter-way.ts';

export function WayLine({ matter }: { readonly matter: MatterSummary }) {
  const t = useTranslations('matters.way');
  const current = waySteps.indexOf(matterStep(matter));
  const steps = waySteps.map((step) => t(step));
  return <StepLine steps={steps} current={current} label={t('label', { step: current + 1, steps: steps.length, name: steps[current] ?? '' })} />;
}
