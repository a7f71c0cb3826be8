import { pagesOf } from '../../api/index.ts';
import { Preparing } from './Preparing.tsx';
import { usePrint, usePrintKey } from './usePrint.ts';

type PrintKeyProps = {
  readonly documentId: string;
  /** Whether the server has all that stands here. */
  readonly isStored: boolean;
};

const asItStands = {};
/** As print.css has it: much as the paper is, and without a network. */
const byBrowser = () => window.print();

/** Ctrl+P in a document prints its pages, and where they cannot be had what is on the screen. */
export function PrintKey({ documentId, isStored }: PrintKeyProps) {
  const { print, isPreparing } = usePrint(pagesOf(documentId), asItStands, byBrowser);
  usePrintKey(isStored ? print : byBrowser, false);
  return isPreparing ? <Preparing /> : null;
}
