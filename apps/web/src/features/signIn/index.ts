export { AccountPage } from './AccountPage.tsx';
export { LinkPage } from './LinkPage.tsx';
export { SetUpPage } from './SetUpPage.tsx';
export { SignInPage } from './SignInPage.tsx';
