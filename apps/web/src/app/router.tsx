import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NoticeSettingsPage, NoticesPage } from '../features/notices/index.ts';
import { BrokenPage } from './BrokenPage.tsx';
import { Frame } from './Frame.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { PagePending } from './PagePending.tsx';
import { SignInRoute } from './SignInRoute.tsx';

/** The code of each page, fetched when it is first gone to. */
const pages = {
  matters: () => import('./HomeRoute.tsx'),
  unanswered: () => import('../features/matters/index.ts'),
  matter: () => import('./MatterRoute.tsx'),
  document: () => import('./DocumentRoute.tsx'),
  filing: () => import('./FilingRoute.tsx'),
  sending: () => import('./SendingRoute.tsx'),
  publishing: () => import('./PublishingRoute.tsx'),
  receipt: () => import('./ReceiptRoute.tsx'),
  version: () => import('./VersionRoute.tsx'),
  comparison: () => import('./ComparisonRoute.tsx'),
  quotation: () => import('./QuotationRoute.tsx'),
  importing: () => import('../features/importing/index.ts'),
  takingIn: () => import('../features/taking-in/index.ts'),
  readIntoMatter: () => import('./ReadIntoMatterRoute.tsx'),
  invitation: () => import('./InvitationRoute.tsx'),
  organisation: () => import('../features/organisation/index.ts'),
  keys: () => import('./KeysPage.tsx'),
  accessibility: () => import('./AccessibilityPage.tsx'),
  auditLog: () => import('./AuditLogRoute.tsx'),
  draftLog: () => import('./DraftLogRoute.tsx'),
  signIn: () => import('../features/signIn/index.ts'),
} as const;

/** Fetches the pages that one works in, so that a tunnel does not stand between the list and the text. */
export function fetchPagesAhead(): void {
  for (const page of [pages.matters, pages.document, pages.matter]) {
    page().catch(() => {}); // what cannot be fetched now is fetched, or its absence explained, when it is gone to
  }
}

const rootRoute = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage });

/** The words of an address that are texts; anything else is as if it were not there. */
function wordsOf<Name extends string>(search: Readonly<Record<string, unknown>>, names: readonly Name[]): { readonly [N in Name]?: string | undefined } {
  // A number in an address is read as one: the name of a body or a search may well be "2027".
  const said = names.filter((name) => typeof search[name] === 'string' || typeof search[name] === 'number').map((name) => [name, String(search[name])]);
  return Object.fromEntries(said) as { readonly [N in Name]?: string };
}

const mattersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search) => wordsOf(search, ['visa', 'ordning', 'parti', 'organ', 'sok']),
  component: lazyRouteComponent(pages.matters, 'HomeRoute'),
});
const unansweredRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/obesvarade',
  validateSearch: (search) => wordsOf(search, ['avskriv']),
  component: lazyRouteComponent(pages.unanswered, 'UnansweredPage'),
});
const batchRoute = createRoute({ getParentRoute: () => rootRoute, path: '/arets-arenden', component: lazyRouteComponent(pages.unanswered, 'BatchPage') });
const matterRoute = createRoute({ getParentRoute: () => rootRoute, path: '/arenden/$matterId', component: lazyRouteComponent(pages.matter, 'MatterRoute') });
const documentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dokument/$documentId',
  component: lazyRouteComponent(pages.document, 'DocumentRoute'),
});
const filingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dokument/$documentId/lamna-in',
  component: lazyRouteComponent(pages.filing, 'FilingRoute'),
});
const versionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dokument/$documentId/versioner/$version',
  component: lazyRouteComponent(pages.version, 'VersionRoute'),
});
/** `$after` is a version, or `nu`. */
const comparisonRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dokument/$documentId/jamfor/$before/$after',
  component: lazyRouteComponent(pages.comparison, 'ComparisonRoute'),
});
const quotationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dokument/$documentId/citat',
  component: lazyRouteComponent(pages.quotation, 'QuotationRoute'),
});
const sendingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dokument/$documentId/justering',
  component: lazyRouteComponent(pages.sending, 'SendingRoute'),
});
const publishingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dokument/$documentId/publicering',
  component: lazyRouteComponent(pages.publishing, 'PublishingRoute'),
});
const receiptRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dokument/$documentId/kvitto',
  component: lazyRouteComponent(pages.receipt, 'ReceiptRoute'),
});
const importingRoute = createRoute({ getParentRoute: () => rootRoute, path: '/las-in', component: lazyRouteComponent(pages.importing, 'ImportPage') });
const takingInRoute = createRoute({ getParentRoute: () => rootRoute, path: '/las-in-arende', component: lazyRouteComponent(pages.takingIn, 'TakeInPage') });
const readIntoMatterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/arenden/$matterId/las-in',
  component: lazyRouteComponent(pages.readIntoMatter, 'ReadIntoMatterRoute'),
});
const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbjudan/$token',
  component: lazyRouteComponent(pages.invitation, 'InvitationRoute'),
});
const keysRoute = createRoute({ getParentRoute: () => rootRoute, path: '/tangenter', component: lazyRouteComponent(pages.keys, 'KeysPage') });
const accessibilityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tillganglighet',
  component: lazyRouteComponent(pages.accessibility, 'AccessibilityPage'),
});

const signInRoute = createRoute({ getParentRoute: () => rootRoute, path: '/logga-in', component: SignInRoute });
const linkRoute = createRoute({ getParentRoute: () => rootRoute, path: '/logga-in/lank', component: lazyRouteComponent(pages.signIn, 'LinkPage') });
const accountRoute = createRoute({ getParentRoute: () => rootRoute, path: '/mitt-konto', component: lazyRouteComponent(pages.signIn, 'AccountPage') });

const noticesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/aviseringar', component: NoticesPage });
const noticeSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/aviseringar/installningar',
  component: NoticeSettingsPage,
});
const auditLogRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/handelselogg',
  component: lazyRouteComponent(pages.auditLog, 'AuditLogRoute'),
  // What it is searched for, so that a matter or a person can link to what was done.
  validateSearch: ({ om }: Record<string, unknown>): { readonly om?: string } => (typeof om === 'string' || typeof om === 'number' ? { om: String(om) } : {}),
});
const draftLogRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/arenden/$matterId/handelser',
  component: lazyRouteComponent(pages.draftLog, 'DraftLogRoute'),
});
const organisationRoutes = [
  createRoute({ getParentRoute: () => rootRoute, path: '/organisation', component: lazyRouteComponent(pages.organisation, 'MunicipalityPage') }),
  createRoute({ getParentRoute: () => rootRoute, path: '/organisation/dokumentmall', component: lazyRouteComponent(pages.organisation, 'TemplatePage') }),
  createRoute({ getParentRoute: () => rootRoute, path: '/organisation/sammantraden', component: lazyRouteComponent(pages.organisation, 'MeetingsPage') }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/organisation/sammantraden/las-in',
    component: lazyRouteComponent(pages.organisation, 'ReadMeetingsPage'),
  }),
  createRoute({ getParentRoute: () => rootRoute, path: '/organisation/partier', component: lazyRouteComponent(pages.organisation, 'PartiesPage') }),
  createRoute({ getParentRoute: () => rootRoute, path: '/organisation/register', component: lazyRouteComponent(pages.organisation, 'RegisterPage') }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/organisation/register/las-in',
    component: lazyRouteComponent(pages.organisation, 'ReadRegisterPage'),
  }),
] as const;

/** Addresses are Swedish: they are read, spoken and mailed by the people who use them. */
const routeTree = rootRoute.addChildren([
  mattersRoute,
  unansweredRoute,
  batchRoute,
  matterRoute,
  documentRoute,
  importingRoute,
  takingInRoute,
  readIntoMatterRoute,
  invitationRoute,
  keysRoute,
  accessibilityRoute,
  signInRoute,
  linkRoute,
  accountRoute,
  noticesRoute,
  noticeSettingsRoute,
  auditLogRoute,
  draftLogRoute,
  versionRoute,
  comparisonRoute,
  quotationRoute,
  filingRoute,
  sendingRoute,
  publishingRoute,
  receiptRoute,
  ...organisationRoutes,
]);

export function createAppRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultPendingComponent: PagePending,
    defaultPendingMs: 200,
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
