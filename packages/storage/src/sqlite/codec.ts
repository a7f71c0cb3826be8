/** A row as it stands in the file. */
export type Stored<Row> = { [K in keyof Row]: StoredValue<Row[K]> };
type StoredValue<Value> = Value extends Date | boolean ? number : Value extends string | number | Uint8Array | null ? Value : string;

/**
 * SQLite has no instants, truth values or structures: columns hold milliseconds since 1970, 0 and
 * 1, and JSON. A codec says which columns of a table are which, once for both directions.
 */
export type Codec<Row> = {
  encode(row: Row): Stored<Row>;
  encodePart(row: Partial<Row>): Partial<Stored<Row>>;
  decode(stored: Stored<Row>): Row;
};

type Kinds<Row> = {
  readonly instants?: readonly (keyof Row & string)[];
  readonly flags?: readonly (keyof Row & string)[];
  readonly json?: readonly (keyof Row & string)[];
};

type Kind = 'instant' | 'flag' | 'json';

export function codec<Row extends object>({ instants = [], flags = [], json = [] }: Kinds<Row>): Codec<Row> {
  const kinds = new Map<string, Kind>([
    ...instants.map((name) => [name, 'instant'] as const),
    ...flags.map((name) => [name, 'flag'] as const),
    ...json.map((name) => [name, 'json'] as const),
  ]);
  // Column by column on a copy, and no new object of entries: whoever opens a document has a handful of rows read.
  const mapped = (row: object, change: (kind: Kind | undefined, value: unknown) => unknown) => {
    const copy: Record<string, unknown> = { ...row };
    for (const name in copy) if (copy[name] !== null) copy[name] = change(kinds.get(name), copy[name]);
    return copy;
  };
  return {
    // A record forgets which name has which type; Kinds<Row> knows.
    encode: (row) => mapped(row, encoded) as Stored<Row>,
    encodePart: (row) => mapped(row, encoded) as Partial<Stored<Row>>,
    decode: (stored) => mapped(stored, decoded) as Row,
  };
}

function encoded(kind: Kind | undefined, value: unknown): unknown {
  if (kind === 'json') return JSON.stringify(value);
  if (value instanceof Date) return value.getTime();
  return kind === 'flag' ? Number(value) : value;
}

function decoded(kind: Kind | undefined, value: unknown): unknown {
  if (kind === 'instant') return new Date(value as number);
  if (kind === 'flag') return value === 1;
  if (kind === 'json') return JSON.parse(value as string) as unknown;
  return Buffer.isBuffer(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : value;
}
