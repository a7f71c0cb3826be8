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

export function codec<Row extends object>({ instants = [], flags = [], json = [] }: Kinds<Row>): Codec<Row> {
  const kinds = new Map<string, 'instant' | 'flag' | 'json'>([
    ...instants.map((name) => [name, 'instant'] as const),
    ...flags.map((name) => [name, 'flag'] as const),
    ...json.map((name) => [name, 'json'] as const),
  ]);
  const mapped = (row: object, change: (kind: 'instant' | 'flag' | 'json' | undefined, value: unknown) => unknown) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : change(kinds.get(name), value)]));
  const encoded = (row: object) =>
    mapped(row, (kind, value) => (kind === 'json' ? JSON.stringify(value) : value instanceof Date ? value.getTime() : kind === 'flag' ? Number(value) : value));
  return {
    // Object.fromEntries forgets which name has which type; Kinds<Row> knows.
    encode: (row) => encoded(row) as Stored<Row>,
    encodePart: (row) => encoded(row) as Partial<Stored<Row>>,
    decode: (stored) =>
      mapped(stored, (kind, value) => {
        if (kind === 'instant') return new Date(value as number);
        if (kind === 'flag') return value === 1;
        if (kind === 'json') return JSON.parse(value as string) as unknown;
        return Buffer.isBuffer(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : value;
      }) as Row,
  };
}
