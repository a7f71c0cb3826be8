import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { parseSync } from 'vite';

/** Attributes that are read out or shown. */
const spokenAttributes: ReadonlySet<string> = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-placeholder',
  'aria-valuetext',
  'title',
  'alt',
  'placeholder',
  'label',
  'description',
  'closeLabel',
  'error',
]);

/** The paper's own words: a clause begins with att whatever the language of the interface is. */
const paperWords: ReadonlySet<string> = new Set(['att']);

type SyntaxNode = { readonly type: string; readonly [key: string]: unknown };
const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Words that a component would show without asking the catalogues. */
function wordsIn(node: SyntaxNode): readonly string[] {
  const own =
    node.type === 'JSXText'
      ? [String(node.value)]
      : node.type === 'JSXElement' || node.type === 'JSXFragment'
        ? childrenOf(node, 'children').flatMap(literalsOf)
        : node.type === 'JSXAttribute' && isNode(node.name) && spokenAttributes.has(String(node.name.name)) && isNode(node.value)
          ? [...literalsOf(node.value)]
          : [];
  const inside = Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
  return [...own.filter((text) => /\p{L}/u.test(text) && !paperWords.has(text.trim())), ...inside.flatMap(wordsIn)];
}

/** The strings that an attribute's value, or what stands in braces between tags, comes to; both arms of a condition. */
function literalsOf(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return childrenOf(node, 'quasis').map(({ value }) => (typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : ''));
    case 'JSXExpressionContainer':
      return isNode(node.expression) ? literalsOf(node.expression) : [];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].filter(isNode).flatMap(literalsOf);
    case 'LogicalExpression':
      return isNode(node.right) ? literalsOf(node.right) : [];
    default:
      return [];
  }
}

const childrenOf = (node: SyntaxNode, key: string): readonly SyntaxNode[] => {
  const children = node[key];
  return Array.isArray(children) ? children.filter(isNode) : [];
};

function wordsInSource(source: string): readonly string[] {
  const { program } = parseSync('component.tsx', source);
  // The parser's own types name every node apart; here only their shape matters.
  const tree: unknown = program;
  return isNode(tree) ? wordsIn(tree) : [];
}

test('the check finds words between tags, in attributes and in the arms of a condition', () => {
  expect(wordsInSource('const a = <p aria-label="Hej" className="x">Text {t("a")} {n > 1 ? "många" : t("b")}</p>;')).toEqual(['många', 'Hej', 'Text ']);
});

test('every word on the screen comes from the catalogues', () => {
  const root = join(import.meta.dirname, '..');
  const files = globSync(join(root, '**/*.tsx')).filter((file) => !file.endsWith('.test.tsx'));
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) => wordsInSource(readFileSync(file, 'utf8')).map((words) => `${relative(root, file)}: ${words.trim()}`));
  expect(found).toEqual([]);
});
