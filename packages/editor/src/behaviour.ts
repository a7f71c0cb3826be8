import { Plugin, PluginKey } from '@tiptap/pm/state';
import { blockIds } from './blockIds.ts';
import { changes } from './changes.ts';
import { emptying } from './emptying.ts';
import { following } from './following.ts';
import { footnotes } from './footnotes.ts';
import { inserting } from './inserting.ts';
import { keyPlugin } from './keys.ts';
import { lines } from './lines.ts';
import type { YrkaEditorOptions } from './options.ts';
import { clipboard } from './pasting/clipboard.ts';
import { commentsShown, findingsShown } from './pointing.ts';
import { scrolling } from './scrolling.ts';
import { searching } from './searching.ts';
import { currentBlock, placeholders, spelling, sumRows } from './showing.ts';
import { slash } from './slash.ts';
import { suggesting } from './suggesting/suggesting.ts';
import { typing } from './typing.ts';
import { walking } from './walking.ts';

/** The plugins behind `yrkaExtensions`, in the order in which they are asked. */
export function behaviour(options: YrkaEditorOptions): Plugin[] {
  const {
    strings,
    documentKind,
    clausesBeginWithAtt = true,
    decisionsBeginWithAtt = true,
    onSlashKey,
    onSuggestionRefused,
    suggestionWords,
    suggestsAs,
  } = options;
  return [
    following(),
    // The open menu has the keys before anybody else.
    slash(onSlashKey),
    lines(),
    walking(),
    keyPlugin(),
    typing(),
    emptying(),
    clipboard(options),
    inserting({ kind: documentKind, clausesBeginWithAtt, decisionsBeginWithAtt }),
    blockIds(),
    scrolling(),
    searching(),
    ...commentsShown.plugins(),
    ...findingsShown.plugins(),
    changes(),
    placeholders(strings),
    currentBlock(),
    spelling(),
    footnotes(strings),
    sumRows(strings.sum),
    paper(),
    // After all that completes what a person does: it is the whole that is suggested.
    suggesting(onSuggestionRefused, suggestionWords, suggestsAs),
  ];
}

/** The paper is Swedish whatever the interface is, and its spelling is checked as such. */
const paper = () => new Plugin({ key: new PluginKey('yrkaPaper'), props: { attributes: { lang: 'sv', spellcheck: 'true' } } });
