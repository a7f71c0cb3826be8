import type { DocumentDetails, Writers } from '@yrka/server/api';
import { type Passage, useActOnDocument, useWriters } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, Dialog, DialogActions } from '../../ui/index.ts';
import css from './Writers.module.css';

type WritersDialogProps = {
  readonly details: DocumentDetails;
  readonly passages: readonly Passage[];
  readonly onClose: () => void;
};

/** Who wrote some words, where an author has asked for that; else what it would mean to ask. */
export function WritersDialog({ details, passages, onClose }: WritersDialogProps) {
  const t = useTranslations('writers');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const { data, error } = useWriters(details.id, passages);
  const perform = useActOnDocument(details.id);
  const problem = perform.error ?? error;
  return (
    <Dialog title={t('title')} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {data?.areShown === false && <p className={css.words}>{t('offMeans')}</p>}
      {data?.areShown === true && (
        <>
          <Pieces pieces={data.pieces} />
          <p className={css.note}>{t('onMeans')}</p>
        </>
      )}
      {problem !== null && (
        <Banner tone="danger" isAnnounced>
          {failure(problem)}
        </Banner>
      )}
      <DialogActions>
        {data !== undefined && (
          <Button
            variant={data.areShown ? 'quiet' : 'primary'}
            isPending={perform.isPending}
            onPress={() => perform.mutate({ act: data.areShown ? 'hideWriters' : 'showWriters' })}
          >
            {t(data.areShown ? 'turnOff' : 'turnOn')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

type Piece = Writers['pieces'][number];

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  const t = useTranslations('writers');
  const lineOf = useLine();
  if (pieces.length === 0) return <p className={css.words}>{t('nothing')}</p>;
  return (
    <ol className={css.pieces} aria-label={t('list')}>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same words may come twice, and nothing here has a state of its own
        <li key={index} className={css.piece}>
          <q className={css.quote}>{quoteOf(piece.text)}</q>
          <p className={css.whose}>{lineOf(piece)}</p>
        </li>
      ))}
    </ol>
  );
}

/** Who typed it or where it came from, who accepted it, who moved it here; each with its time. */
function useLine(): (piece: Piece) => string {
  const t = useTranslations('writers');
  const moments = useMoments();
  return ({ wrote, source, moved, accepted }) => {
    const told = (deed: NonNullable<Piece['wrote']>) => ({ name: deed.person?.name ?? t('somebody'), when: moments.long(deed.to) });
    const origin =
      wrote === null ? t('unknown') : source === null ? t('wrote', told(wrote)) : t(wrote.person === null ? `from.${source}` : `fromBy.${source}`, told(wrote));
    return [origin, accepted && t('accepted', told(accepted)), moved && t('moved', told(moved))].filter((words) => words !== null).join(' ');
  };
}

/** Longer words are told by how they begin and end. */
const longestQuote = 160;

function quoteOf(text: string): string {
  const words = text.replaceAll('\ufffc', ' ').replace(/\s+/g, ' ').trim();
  return words.length <= longestQuote ? words : `${words.slice(0, longestQuote - 40).trimEnd()} … ${words.slice(-40).trimStart()}`;
}
