import { type DocumentKind, templateById } from '@yrka/schema';
import { useSession } from '../../api/index.ts';

/** What this municipality calls the kind of document, "Tjänsteskrivelse"; a sample is called as its own municipality does, "Tjänsteutlåtande". '' until it is known. */
export function useDocumentLabel(): (kind: DocumentKind, templateId: string | undefined) => string {
  const { data: session } = useSession();
  return (kind, templateId) => (templateById(templateId ?? '')?.documentLabels ?? session?.municipality.documentLabels)?.[kind] ?? '';
}
