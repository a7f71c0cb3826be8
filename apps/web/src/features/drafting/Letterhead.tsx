import { memo } from 'react';
import { writeArms } from '@yrka/formal-text';
import type { MunicipalityTemplate } from '@yrka/schema';
import { armsAddress } from '../../api/index.ts';
import css from './WritingScreen.module.css';

/** What stands at the head of the paper: what kind of document it is, beside the municipality's arms and name where it has arms. */
export const Letterhead = memo(function Letterhead({ template, label }: { readonly template: MunicipalityTemplate; readonly label: string | null }) {
  const kind = label !== null && (
    <p className={css.label} lang="sv">
      {label}
    </p>
  );
  if (template.arms === null)
    return (
      <>
        <p className={css.printedName} lang="sv">
          {template.municipality}
        </p>
        {kind}
      </>
    );
  return (
    <div className={css.letterhead} lang="sv">
      <img src={armsAddress(template.arms)} alt={writeArms(template.municipality)} className={css.arms} />
      <p className={css.municipality}>{template.municipality}</p>
      {kind}
    </div>
  );
});
