export function findChromium(): string | null;
export function chromiumHere(): string | null;
