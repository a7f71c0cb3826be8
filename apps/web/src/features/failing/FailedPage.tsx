import { ApiError } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Button, ButtonLink, EmptyState } from '../../ui/index.ts';

type FailedPageProps = { readonly title: string; readonly error: unknown; readonly onRetry: () => void };

/** In place of a page that could not be fetched: to try it again helps nobody whom it is not open to, or where there is none, who is led on. */
export function FailedPage({ title, error, onRetry }: FailedPageProps) {
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const isRefused = error instanceof ApiError && (error.code === 'noRight' || error.code === 'notFound');
  return (
    <EmptyState title={title} action={isRefused ? <ButtonLink to="/">{frame('toMatters')}</ButtonLink> : <Button onPress={onRetry}>{frame('retry')}</Button>}>
      {failure(error)}
    </EmptyState>
  );
}
