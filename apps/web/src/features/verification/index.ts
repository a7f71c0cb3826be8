export { SendingPage } from './SendingPage.tsx';
export { VerificationWay } from './VerificationWay.tsx';
