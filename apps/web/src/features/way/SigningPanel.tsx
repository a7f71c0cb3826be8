import type { DocumentDetails, Lock } from '@yrka/server/api';
import { Check } from 'lucide-react';
import { useActOnDocument, useLock, useSession } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button } from '../../ui/index.ts';
import css from './DocumentWay.module.css';
import { Technical } from './Technical.tsx';

/** Who has signed the locked text and who has not, and one's own part in it. */
export function SigningPanel({ details }: { readonly details: DocumentDetails }) {
  const t = useTranslations('way.signing');
  const people = useTranslations('people');
  const moments = useMoments();
  const failure = useFailureWords();
  const { data: session } = useSession();
  const { data } = useLock(details.id);
  const perform = useActOnDocument(details.id);
  const person = session?.person ?? null;
  if (data === undefined || data.lock === null || person === null) return null;
  const { sha256 } = data.lock;

  const own = data.signatures.find(({ isOwn }) => isOwn);
  const rows = signers(data);
  const signing = rows.filter(({ kind }) => kind === 'signs');
  const may = (act: DocumentDetails['acts'][number]) => details.acts.includes(act);
  const sign = (act: 'sign' | 'support') =>
    perform.mutate({ act, body: { sha256 } }, { onSuccess: () => announce(t(act === 'sign' ? 'announceSigned' : 'announceSupported')) });

  return (
    <section className={css.panel} aria-label={t('heading')}>
      <h2 className={css.heading}>{t('heading')}</h2>
      {signing.length === 0 ? (
        <p>{t('nobodyAsked')}</p>
      ) : (
        <p>{t('progress', { signed: String(signing.filter(({ at }) => at !== null).length), asked: String(signing.length) })}</p>
      )}
      <ul className={css.signers}>
        {rows.map(({ personId, name, party, kind, at }) => (
          <li key={personId} className={css.signer} data-signed={at !== null || undefined}>
            <span className={css.mark}>{at !== null && <Check aria-hidden />}</span>
            <span>{party === null ? name : people('withParty', { name, party })}</span>{' '}
            <span className={css.when}>
              {at === null ? t(kind === 'signs' ? 'waiting' : 'maySupport') : t(kind === 'signs' ? 'signed' : 'supports', { when: moments.short(at) })}
            </span>
          </li>
        ))}
      </ul>
      {person.role === 'guest' && !may('support') && <p className={css.note}>{t('guest')}</p>}
      {may('support') && own === undefined && <p className={css.note}>{t('substitute')}</p>}
      {perform.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(perform.error)}
        </Banner>
      )}
      <div className={css.links}>
        {own === undefined && may('sign') && (
          <Button variant={may('support') ? 'plain' : 'primary'} isPending={perform.isPending} onPress={() => sign('sign')}>
            {t(may('support') ? 'signAsServing' : 'sign')}
          </Button>
        )}
        {own === undefined && may('support') && (
          <Button variant="primary" isPending={perform.isPending} onPress={() => sign('support')}>
            {t('support')}
          </Button>
        )}
        {own !== undefined && may('withdrawSignature') && (
          <Button variant="quiet" isPending={perform.isPending} onPress={() => perform.mutate({ act: 'withdrawSignature' })}>
            {t(own.kind === 'signs' ? 'withdraw' : 'withdrawSupport')}
          </Button>
        )}
      </div>
      <Technical documentId={details.id} />
    </section>
  );
}

type Signer = Lock['asked'][number] & { readonly at: string | null };

/** Those who are asked, in the motion's order, then others who have signed all the same. */
function signers({ signatures, asked }: Lock): readonly Signer[] {
  const at = (id: string) => signatures.find(({ personId }) => personId === id)?.at ?? null;
  const named = new Set(asked.map(({ personId }) => personId));
  return [...asked.map((signer) => ({ ...signer, at: at(signer.personId) })), ...signatures.filter(({ personId }) => !named.has(personId))];
}
