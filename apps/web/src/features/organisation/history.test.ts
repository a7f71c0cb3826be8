import { describe, expect, it } from 'vitest';
import { begunWith, type History, madeAgain, onOtherGround, stepped, takenBack } from './history.ts';

const typed = (history: History<string>, ...letters: readonly string[]) =>
  letters.reduce((before, letter) => stepped(before, before.now + letter, 'heading'), history);

describe('what one does on the template', () => {
  it('is taken back and made again, letters in one place as one step', () => {
    const written = stepped(typed(stepped(begunWith('a'), 'b', null), 'c', 'd'), 'moved', null);
    expect(written.now).toBe('moved');
    const back = takenBack(written);
    expect(back.now).toBe('bcd');
    expect(takenBack(back).now).toBe('b');
    expect(takenBack(takenBack(takenBack(back))).now).toBe('a');
    expect(madeAgain(takenBack(back)).now).toBe('bcd');
    expect(madeAgain(madeAgain(takenBack(back))).now).toBe('moved');
    expect(madeAgain(written)).toBe(written);
  });

  it('cannot be made again once something else is done, and typing goes on with no step that was taken back to', () => {
    const back = takenBack(typed(begunWith('a'), 'b'));
    const other = typed(back, 'c');
    expect(madeAgain(other)).toBe(other);
    expect(takenBack(other).now).toBe('a');
  });

  it("keeps somebody else's change when one's own is taken back", () => {
    const mine = stepped(begunWith(['mine: old', 'theirs: old']), ['mine: new', 'theirs: old'], null);
    const moved = onOtherGround(mine, ([own = '']) => [own, 'theirs: new']);
    expect(takenBack(moved).now).toEqual(['mine: old', 'theirs: new']);
  });
});
