import { useNavigate } from '@tanstack/react-router';
import { Node } from '@tiptap/pm/model';
import { schema } from '@yrka/schema';
import type { Reading } from '@yrka/server/api';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { attachFile, useImportFile } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, ButtonLink, CheckField, PageHeading, SelectField, Sides } from '../../ui/index.ts';
import { StillPaper } from '../drafting/index.ts';
import { Original } from './Original.tsx';
import css from './ReadingView.module.css';
import { blocksOf, passagesOf } from './sources.ts';
import { countsOf } from './understood.ts';
import type { Found, ReadingState } from './useReading.ts';

type ReadingViewProps = {
  readonly reading: ReadingState;
  readonly found: Found;
  readonly back: ReactNode;
  /** The matter that it goes into; null for one of its own. */
  readonly matter: { readonly id: string; readonly diarienummer: string | null } | null;
};

/** What was understood of a file, beside it: the lines to the left, the document that they become to the right. */
export function ReadingView({ reading, found, back, matter }: ReadingViewProps) {
  const t = useTranslations('importing');
  const failure = useFailureWords();
  const navigate = useNavigate();
  const accept = useImportFile();
  const { file, wish } = found;
  const { kind, kinds, template, templates, unplaced, furniture, original, diarienummer } = found.reading;
  const document_ = useMemo(() => Node.fromJSON(schema, found.reading.document), [found]);
  const passages = useMemo(() => passagesOf(document_, found.reading), [document_, found]);
  const blocks = useMemo(() => blocksOf(document_, template, kind), [document_, template, kind]);
  const loose = useMemo(() => passages.flatMap(({ sort, position }) => (sort === 'unplaced' && position !== null ? [position] : [])), [passages]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [keeps, setKeeps] = useState(true);
  const [side, setSide] = useState<'original' | 'document'>('document');
  const [left, setLeft] = useState<{ readonly documentId: string; readonly why: string } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const counts = countsOf(document_);
  const mayHave = kinds.includes(kind);
  const current = hovered ?? chosen;

  const again = (changed: Partial<Found['wish']>) => {
    setChosen(null);
    reading.read(file, { ...wish, ...changed });
  };
  const point = (position: number | null) => setHovered(position);
  const choose = (position: number | null) => {
    setHovered(null);
    setChosen(position);
  };

  function toNextLoose(): void {
    const next = loose.find((position) => position > (chosen ?? -1)) ?? loose[0];
    if (next === undefined) return;
    choose(next);
    setSide('original');
    list.current?.focus();
  }

  /** The arrows walk the blocks of the paper; what each came from is read out. */
  function onPaperKey(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const at = blocks.findIndex(({ position }) => position === chosen);
    const block = blocks[at < 0 ? 0 : Math.min(blocks.length - 1, Math.max(0, at + by))];
    if (block === undefined) return;
    choose(block.position);
    const lines = passages.filter(({ position }) => position === block.position).flatMap((passage) => passage.lines.map(({ line }) => line));
    const words = `${t(`block.${block.name}`)}: ${block.words}`;
    announce(lines.length === 0 ? words : t('cameFrom', { words, lines: rangeOf(lines) }));
  }

  async function save(): Promise<void> {
    // The kind that is shown is the kind that is made, also where it was found out.
    const made = await accept.mutateAsync({ file, wishes: { matterId: reading.matterId, kind, templateId: template.id } }).catch(() => null);
    if (made === null) return; // said above the buttons
    const { documentId } = made;
    const problem = keeps && original === 'kept' ? await attachFile(documentId, file).then(() => null, failure) : null;
    if (problem !== null) setLeft({ documentId, why: problem });
    else await navigate({ to: '/dokument/$documentId', params: { documentId } });
  }

  if (left !== null)
    return (
      <div className={css.left}>
        <PageHeading title={t('created')} above={back} />
        <Banner tone="warning" isAnnounced>
          {t('notKept', { name: file.name, why: left.why })}
        </Banner>
        <ButtonLink variant="primary" to="/dokument/$documentId" params={{ documentId: left.documentId }}>
          {t('open')}
        </ButtonLink>
      </div>
    );

  return (
    <div className={css.view}>
      <PageHeading title={file.name} above={back} below={<Understood counts={counts} loose={unplaced.length} pages={furniture.length} />} />
      <div className={css.tools}>
        <SelectField
          label={t('kind')}
          value={kind}
          onChange={(value) => again({ kind: value })}
          options={[...new Set<Reading['kind']>([kind, ...kinds])].map((one) => [one, t(`kinds.${one}`)] as const)}
        />
        <SelectField
          label={t('template')}
          value={template.id}
          onChange={(value) => again({ templateId: value, kind })}
          options={templates.map(({ id, municipality }) => [id, municipality] as const)}
        />
        <div className={css.accept}>
          <div className={css.actions}>
            <Button variant="quiet" onPress={reading.leave}>
              {t('another')}
            </Button>
            <Button variant="primary" onPress={() => void save()} isPending={accept.isPending} isDisabled={!mayHave}>
              {t(matter === null ? 'acceptMatter' : 'accept')}
            </Button>
          </div>
          <p className={css.next}>{t(matter === null ? 'acceptMatterMeans' : 'acceptMeans')}</p>
        </div>
      </div>
      <div className={css.original}>
        {original === 'kept' ? (
          <CheckField isSelected={keeps} onChange={setKeeps}>
            {t('keep')}
          </CheckField>
        ) : (
          <p className={css.next}>{t(`original.${original}`)}</p>
        )}
      </div>
      {!mayHave && <Banner tone="warning">{t(matter === null ? 'kindNotMine' : 'kindNotHere', { kind: t(`kinds.${kind}`).toLowerCase() })}</Banner>}
      {matter !== null && differ(diarienummer, matter.diarienummer) && (
        <Banner tone="warning">{t('otherNumber', { read: diarienummer ?? '', matter: matter.diarienummer ?? '' })}</Banner>
      )}
      {accept.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(accept.error)}
        </Banner>
      )}
      {reading.failed !== null && (
        <Banner tone="danger" isAnnounced>
          {failure(reading.failed.error)}
        </Banner>
      )}
      <Sides
        label={t('sides')}
        sides={[
          ['original', t('originalPane')],
          ['document', t('document')],
        ]}
        shown={side}
        onShow={setSide}
      />
      <div className={css.panes} data-side={side} aria-busy={reading.underWay !== null}>
        <section className={css.pane} data-pane="original" aria-label={t('originalPane')}>
          <div className={css.paneHead}>
            <h2>{t('originalPane')}</h2>
            {loose.length > 0 && (
              <Button variant="quiet" onPress={toNextLoose}>
                {t('nextLoose')}
              </Button>
            )}
          </div>
          <Original passages={passages} current={current} onPoint={point} onChoose={choose} list={list} />
        </section>
        <section className={css.pane} data-pane="document" aria-label={t('document')}>
          <div className={css.paneHead}>
            <h2>{t('document')}</h2>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and its blocks are walked by the arrows */}
          <div className={css.paper} tabIndex={0} role="group" aria-label={t('paperKeys')} onKeyDown={onPaperKey}>
            <StillPaper
              kind={kind}
              template={template}
              content={found.reading.document}
              label={t('document')}
              current={current}
              marked={loose}
              onPoint={point}
              onPress={choose}
            />
          </div>
        </section>
      </div>
    </div>
  );
}

function Understood({ counts, loose, pages }: { readonly counts: ReturnType<typeof countsOf>; readonly loose: number; readonly pages: number }) {
  const t = useTranslations('importing');
  return (
    <div className={css.understood}>
      <p>{counts.length === 0 ? t('nothingCounted') : counts.map(({ block, count }) => t(`counted.${block}`, { count })).join(', ')}</p>
      <p className={loose > 0 ? css.loose : undefined}>{t('unplaced', { count: loose })}</p>
      {pages > 0 && <p className={css.quiet}>{t('furniture', { count: pages })}</p>}
    </div>
  );
}

/** "12–14" for lines that follow one another, "12, 15" for others. */
function rangeOf(lines: readonly number[]): string {
  const [first, last] = [lines[0] ?? 0, lines.at(-1) ?? 0];
  return last - first === lines.length - 1 && last > first ? `${first}–${last}` : lines.join(', ');
}

/** Whether two numbers are those of two matters: how they are set apart says nothing. */
function differ(one: string | null, other: string | null): boolean {
  const plain = (number: string) => number.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  return one !== null && other !== null && plain(one) !== plain(other);
}
