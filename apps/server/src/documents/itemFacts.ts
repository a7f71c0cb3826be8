import { type RecipientPurpose, recipientPurposes } from '@yrka/schema';
import type { Node } from 'prosemirror-model';

export type ItemRecipient = { readonly id: string; readonly name: string; readonly purpose: RecipientPurpose | null };
export type ItemFacts = {
  /** As it stands: "§ 47"; null for none. */
  readonly paragraphNumber: string | null;
  readonly body: string | null;
  /** The day of its meeting, as it stands: "25 november 2026"; null for none. */
  readonly date: string | null;
  readonly recipients: readonly ItemRecipient[];
  /** The register's people whom it names as its verifiers. */
  readonly verifierIds: readonly string[];
};

/** What an item of the minutes says of itself: its number, its body, its day, who verifies it, and whom the decision is sent to. */
export function itemFacts(content: Node): ItemFacts {
  const fields = new Map<unknown, string>();
  const recipients: ItemRecipient[] = [];
  const verifierIds = new Set<string>();
  content.descendants((node, _position, parent) => {
    if (parent?.type.name === 'personList' && parent.attrs.role === 'verifiers' && typeof node.attrs.personId === 'string')
      verifierIds.add(node.attrs.personId);
    const words = node.isTextblock ? node.textContent.trim() : '';
    if (words === '') return !node.isTextblock;
    if (node.type.name === 'field' && !fields.has(node.attrs.name)) fields.set(node.attrs.name, words);
    if (node.type.name === 'recipient' && typeof node.attrs.id === 'string')
      recipients.push({ id: node.attrs.id, name: words, purpose: recipientPurposes.find((purpose) => purpose === node.attrs.purpose) ?? null });
    return false;
  });
  return {
    paragraphNumber: fields.get('paragraphNumber') ?? null,
    body: fields.get('body') ?? null,
    date: fields.get('date') ?? null,
    recipients,
    verifierIds: [...verifierIds],
  };
}
