import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/**
 * The built web app. Files whose names hold a hash never change; the page that names them is asked
 * for anew each time. Scripts and style sheets are sent as they were compressed when they were built
 * (`name.br`, `name.gz`), to who takes that. Any other address that a person goes to is the app's own to show.
 *
 * @param folder what `vite build` wrote; null, or a folder without index.html, gives one page that says so
 */
export function webApp(folder: string | null): Hono {
  const app = new Hono();
  if (folder === null || !existsSync(join(folder, 'index.html'))) {
    return app.get('*', (c) => (isNavigation(c.req.header('Accept')) ? c.html(notBuilt, 503) : c.notFound()));
  }
  const files = serveStatic({ root: folder, precompressed: true });
  const page = serveStatic({ root: folder, path: 'index.html' });
  return app
    .get('*', async (c, next) => withCaching(await files(c, next), isHashed(c.req.path) ? 'public, max-age=31536000, immutable' : 'no-cache'))
    .get('*', async (c, next) => (isNavigation(c.req.header('Accept')) ? withCaching(await page(c, next), 'no-cache') : c.notFound()));
}

/** Sets the header of a file that was found; without one, `found` is whatever came of going on. */
function withCaching<R>(found: R, caching: string): R {
  if (found instanceof Response) found.headers.set('Cache-Control', caching);
  return found;
}

/** Vite puts everything with a hash in its name into one folder, and nothing else. */
const isHashed = (path: string) => path.startsWith('/assets/');

/** A missing script or picture must be a missing one, not a page. */
const isNavigation = (accept: string | undefined) => accept?.includes('text/html') === true;

// The only Swedish of the server: with no web app there is nothing else to say it.
const notBuilt = `<!doctype html>
<html lang="sv">
<meta charset="utf-8">
<title>Yrka</title>
<h1>Webbappen är inte byggd</h1>
<p>Servern är igång, men det finns ingen webbapp att visa. Kör <code>npm start</code> i projektets mapp, så byggs den.</p>
</html>
`;
