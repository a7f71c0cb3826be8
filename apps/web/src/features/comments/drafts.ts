import { audiences } from '@yrka/policies';
import type { CommentList } from '@yrka/server/api';
import { isBlockId, newBlockId } from '@yrka/schema';

export type CommentAnchor = NonNullable<CommentList['threads'][number]['anchor']>;

/** A comment that is not sent yet. It has its id from the beginning, so that sent twice it is one. */
export type Draft = { readonly id: string; readonly text: string };
export type Audience = CommentList['threads'][number]['audience'];
export type NewThreadDraft = Draft & { readonly anchor: CommentAnchor | null; readonly audience: Audience; readonly wording: string | null };

/** Where an unsent comment is kept, in this tab and no longer than it: it may be of a draft that one loses the right to. */
export class Drafts {
  readonly #prefix: string;

  constructor(personId: string, documentId: string) {
    this.#prefix = `yrka/comments/${personId}/${documentId}/`;
  }

  /** What was being written: an answer to a thread, a change of a comment. */
  read(of: string): Draft {
    const kept = this.#read(of);
    return { id: isBlockId(kept?.id) ? kept.id : newBlockId(), text: typeof kept?.text === 'string' ? kept.text : '' };
  }

  keep(of: string, draft: Draft): void {
    if (draft.text.trim() === '') this.forget(of);
    else this.#write(of, draft);
  }

  /** The thread that was being begun; null for none. */
  readThread(): NewThreadDraft | null {
    const kept = this.#read('new');
    // Written here by `keepThread`, or by an older page: an anchor that is none is refused by the server.
    return kept === null || kept.anchor === undefined
      ? null
      : {
          ...this.read('new'),
          anchor: kept.anchor as CommentAnchor | null,
          audience: audiences.find((one) => one === kept.audience) ?? 'readers',
          wording: typeof kept.wording === 'string' ? kept.wording : null,
        };
  }

  keepThread(draft: NewThreadDraft): void {
    this.#write('new', draft);
  }

  forget(of: string): void {
    try {
      sessionStorage.removeItem(this.#prefix + of);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  #read(of: string): Record<string, unknown> | null {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(this.#prefix + of) ?? 'null');
      return typeof kept === 'object' ? (kept as Record<string, unknown> | null) : null;
    } catch {
      return null; // Nothing that can be read was kept.
    }
  }

  #write(of: string, draft: object): void {
    try {
      sessionStorage.setItem(this.#prefix + of, JSON.stringify(draft));
    } catch {
      // Full, or refused: then it is in the field alone.
    }
  }
}
