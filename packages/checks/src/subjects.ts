/**
 * [MOT5] Whether a title names two subjects: two phrases that each begin with a change ("tryggare
 * gångvägar och bättre cykelparkering"), or two with "om". One change in two things ("belysning på
 * gångvägar och cykelbanor") is one subject.
 */
export function hasManySubjects(title: string): boolean {
  const subject = /(?<!\p{L})(?:om|angående|gällande)\s+(.+)$/isu.exec(title)?.[1] ?? title;
  if (/(?<!\p{L})(?:samt|och)\s+(?:om|angående)\s+\p{L}/iu.test(subject)) return true;
  const parts = subject.split(/(?:,\s*|\s+)(?:samt|och)\s+/iu);
  return parts.length > 1 && parts.every((part) => change.test(part.trim()));
}

const change =
  /^(?:att\s+)?(?:bättre|fler|färre|mer|mindre|högre|lägre|större|nya|nytt|ny|ökad|ökat|ökade|minskad|minskat|minskade|stärkt|stärkta|förbättrad|förbättrat|förbättrade|utökad|utökat|utökade|sänkt|sänkta|höjd|höjda|gratis|avgiftsfri|avgiftsfria|avgiftsfritt|införande|inrättande|avskaffande|utbyggnad|upprustning|renovering|\p{L}{3,}are)\s+\p{L}{3,}/iu;
