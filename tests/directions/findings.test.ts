import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = `${import.meta.dirname}/../../`;

test('[checks FIN1] nothing that files, finalises, verifies or keeps a document asks for findings', () => {
  const paths = globSync('{apps/server,packages/{editor,policies,protocol,schema,storage,ydoc}}/{package.json,src/**/*.ts}', {
    cwd: root,
    exclude: ['**/node_modules/**'],
  });
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter((path) => /["']@yrka\/checks["']/.test(readFileSync(root + path, 'utf8')))).toEqual([]);
});
