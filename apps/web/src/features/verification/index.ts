export { SendingPage } from './SendingPage.tsx';
export { useVerificationOf, VerificationWay } from './VerificationWay.tsx';
