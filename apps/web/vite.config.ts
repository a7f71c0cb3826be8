import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** In development the pages come from Vite and everything else from the server beside it. */
const server = `http://127.0.0.1:${process.env.PORT ?? '4780'}`;

export default defineConfig({
  plugins: [react(), onlyOurLanguages(), compressedBeside()],
  server: {
    host: '127.0.0.1',
    proxy: {
      // The server compares Origin with Host, so the host that the browser named must reach it unchanged.
      '/api': { target: server, changeOrigin: false },
      '/ws': { target: server, changeOrigin: false, ws: true },
    },
  },
  build: {
    // Browsers that know light-dark(), on which the colours stand (tokens.css).
    target: ['chrome123', 'firefox128', 'safari17.5'],
    // A font in a data: address would need a weaker content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The first scripts are some 300 kB on the wire; half of them is react-dom and react-aria.
    chunkSizeWarningLimit: 700,
  },
});

/** react-aria speaks some thirty languages; the interface two. What the others would say is 200 kB of script. */
function onlyOurLanguages(): Plugin {
  const otherLanguage = /react-(?:aria|stately|aria-components)\/dist\/private\/intl\/.*(?<!sv-SE|en-US)\.mjs$/;
  return { name: 'only-our-languages', enforce: 'pre', load: (id) => (otherLanguage.test(id) ? 'export default {}' : null) };
}

/** Beside each script and style sheet, what is sent of it to a browser that takes it compressed: a third. The server sends them (web.ts). */
function compressedBeside(): Plugin {
  return {
    name: 'compressed-beside',
    apply: 'build',
    writeBundle: ({ dir = '' }, bundle) => {
      for (const name of Object.keys(bundle).filter((file) => /\.(?:js|css)$/.test(file))) {
        const file = join(dir, name);
        const bytes = readFileSync(file);
        // The two last levels of brotli take twenty times as long, for a fifteenth.
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
