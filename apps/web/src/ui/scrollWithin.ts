/** Brings an element into sight in the pane that scrolls around it, and leaves the page where it is. */
export function scrollWithin(element: Element): void {
  let pane = element.parentElement;
  while (pane !== null && !/^(?:auto|scroll)$/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement;
  if (pane === null) return;
  const [inside, outside] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  const air = Math.min(64, outside.height / 6);
  if (inside.top < outside.top + air) pane.scrollTop -= outside.top + air - inside.top;
  else if (inside.bottom > outside.bottom - air) pane.scrollTop += Math.min(inside.bottom - outside.bottom + air, inside.top - outside.top - air);
}
