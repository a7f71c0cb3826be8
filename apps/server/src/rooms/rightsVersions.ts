/**
 * Of which version a document's rights and stage are: a word that is another whenever somebody's
 * rights in it, or where it stands, may have changed. After a restart it is another as well, since
 * nobody knows what was told before.
 */
export class RightsVersions {
  readonly #begun = crypto.randomUUID();
  #everywhere = 0;
  readonly #of = new Map<string, number>();

  of(documentId: string): string {
    return `${this.#begun}.${this.#everywhere}.${this.#of.get(documentId) ?? 0}`;
  }

  /** Something has changed, in one document or in all. */
  raise(documentId?: string): void {
    if (documentId === undefined) this.#everywhere++;
    else this.#of.set(documentId, (this.#of.get(documentId) ?? 0) + 1);
  }
}
