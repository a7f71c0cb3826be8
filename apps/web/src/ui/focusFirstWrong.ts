/** Moves the focus to the first field that a form refused, whose words are then read: who does not see the page heard nothing of it. */
export function focusFirstWrong(form: HTMLFormElement): void {
  // When what was wrong has been drawn.
  requestAnimationFrame(() => {
    const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"], fieldset[data-invalid] input');
    if (wrong !== document.activeElement) wrong?.focus();
  });
}
