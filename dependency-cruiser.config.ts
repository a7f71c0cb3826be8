import type { IConfiguration } from 'dependency-cruiser';

// The import directions of the layout, as a test (tests/directions).
const lib = (...names: string[]) => names.map((name) => `node_modules/(\\.pnpm/)?${name.replace('/', '[/+]')}`).join('|');

const onlyWorkspace = (name: string, allowed: string[]) => ({
  name: `${name}-imports-only-what-it-may`,
  severity: 'error' as const,
  from: { path: `^packages/${name}/src`, pathNot: '\\.(test|suite)\\.tsx?$|ForTests\\.ts$' },
  to: { path: '^packages/', pathNot: [`^packages/${name}/`, ...allowed.map((other) => `^packages/${other}/`)] },
});

const config: IConfiguration = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'packages-never-import-apps', severity: 'error', from: { path: '^packages/' }, to: { path: '^apps/' } },
    {
      name: 'apps-never-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: ['^apps/$1/', '^apps/server/src/api\\.ts$'] },
    },
    {
      // Thin: what it does with data is the packages' own, and it has no part in what people do with each other.
      name: 'the-command-is-thin-over-the-packages',
      severity: 'error',
      from: { path: '^apps/cli/src' },
      to: { path: '^packages/', pathNot: '^packages/(storage|schema|ydoc|checks|importers|exporters)/src/index\\.ts$' },
    },
    {
      name: 'features-stay-out-of-each-other',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/[^/]+/', pathNot: ['^apps/web/src/features/$1/', '^apps/web/src/features/[^/]+/index\\.ts$'] },
    },
    { name: 'ui-knows-no-domain', severity: 'error', from: { path: '^apps/web/src/ui/' }, to: { path: '^(packages/|apps/web/src/(features|api|app)/)' } },
    onlyWorkspace('schema', []),
    onlyWorkspace('ydoc', ['schema']),
    onlyWorkspace('policies', ['schema']),
    onlyWorkspace('formal-text', ['schema']),
    onlyWorkspace('protocol', ['schema']),
    // Rows hold the names of spaces, stages and roles, whose home is policies.
    onlyWorkspace('storage', ['schema', 'policies']),
    onlyWorkspace('importers', ['schema', 'formal-text']),
    onlyWorkspace('checks', ['schema', 'formal-text']),
    onlyWorkspace('comparison', ['schema']),
    onlyWorkspace('exporters', ['schema', 'formal-text']),
    onlyWorkspace('editor', ['schema', 'ydoc', 'formal-text']),
    onlyWorkspace('test-builders', ['schema']),
    {
      name: 'schema-needs-only-prosemirror-model',
      severity: 'error',
      from: { path: '^packages/schema/src', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules', pathNot: lib('prosemirror-model', 'orderedmap') },
    },
    {
      name: 'only-ydoc-touches-y-types',
      severity: 'error',
      from: {
        path: '^packages/(schema|policies|formal-text|protocol|storage|importers|exporters|checks|comparison|test-builders)/src',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: lib('yjs') },
    },
    {
      name: 'the-core-has-no-screen',
      severity: 'error',
      from: { path: '^packages/(schema|ydoc|policies|formal-text|protocol|storage|importers|exporters|checks|comparison)/src', pathNot: '\\.test\\.ts$' },
      to: { path: lib('react', '@tiptap/', 'prosemirror-view') },
    },
    {
      name: 'tests-stay-tests',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src', pathNot: '^packages/test-builders/|\\.(test|suite)\\.tsx?$|ForTests\\.ts$|socketPair\\.ts$' },
      to: { path: '^packages/test-builders/|\\.(test|suite)\\.tsx?$|ForTests\\.ts$|socketPair\\.ts$' },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\.css$|^virtual:' } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|\\.css$' },
    // The compiler-only imports count too: a type is knowledge of the other.
    moduleSystems: ['es6'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  },
};

export default config;
