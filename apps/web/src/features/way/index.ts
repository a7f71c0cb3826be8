export { DocumentWay } from './DocumentWay.tsx';
export { FilingPage } from './FilingPage.tsx';
export { LateWork } from './LateWork.tsx';
export { PaperLinks } from './PaperLinks.tsx';
export { ReceiptPage } from './ReceiptPage.tsx';
export { Technical } from './Technical.tsx';
export { WayMenu } from './WayMenu.tsx';
