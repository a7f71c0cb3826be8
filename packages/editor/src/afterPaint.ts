/** How long work waits in a tab that paints nothing. */
const unpaintedMs = 100;

let waiting: (() => void)[] = [];
let frame = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let channel: MessageChannel | null = null;

/**
 * Calls `work` when the next frame has been painted, or soon in a tab that paints nothing: what a
 * key press has to do that nobody waits to see. Everything asked for before the frame runs together.
 * Returns what takes the wish back.
 */
export function afterPaint(work: () => void): () => void {
  waiting.push(work);
  if (timer === undefined) {
    frame = requestAnimationFrame(() => {
      // A message that is sent in a frame is received when the frame has been laid out and painted.
      channel ??= openChannel();
      channel.port2.postMessage(null);
    });
    timer = setTimeout(run, unpaintedMs);
  }
  return () => {
    waiting = waiting.filter((other) => other !== work);
  };
}

function openChannel(): MessageChannel {
  const opened = new MessageChannel();
  opened.port1.onmessage = run;
  return opened;
}

function run(): void {
  cancelAnimationFrame(frame);
  clearTimeout(timer);
  timer = undefined;
  const works = waiting;
  waiting = [];
  for (const work of works) {
    try {
      work();
    } catch (error) {
      // One that fails must not keep others' words from being sent; it is told as any uncaught error.
      reportError(error);
    }
  }
}
