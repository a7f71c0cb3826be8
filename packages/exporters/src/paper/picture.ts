/** A picture's bytes as they are. */
export type Picture = { readonly bytes: Uint8Array<ArrayBuffer>; readonly format: 'png' | 'jpg' };
