/** The fields of a protobuf message by their number: numbers, and the bytes of texts and messages. */
export type Fields = ReadonlyMap<number, readonly (bigint | Buffer)[]>;

/** Reads one message of protobuf's wire format, whatever its type. */
export function readFields(message: Buffer): Fields {
  const fields = new Map<number, (bigint | Buffer)[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const bytes = (length: number): Buffer => message.subarray(at, (at += length));
  const value = (wireType: bigint): bigint | Buffer => {
    if (wireType === 0n) return varint();
    if (wireType === 1n) return bytes(8);
    if (wireType === 2n) return bytes(Number(varint()));
    if (wireType === 5n) return bytes(4);
    throw new Error(`a wire type ${wireType} is not known`);
  };
  while (at < message.length) {
    const tag = varint();
    const number = Number(tag >> 3n);
    const values = fields.get(number) ?? [];
    values.push(value(tag & 7n));
    fields.set(number, values);
  }
  return fields;
}

/** The messages under a field. */
export function messages(fields: Fields, number: number): Fields[] {
  return (fields.get(number) ?? []).map((value) => readFields(Buffer.isBuffer(value) ? value : Buffer.alloc(0)));
}

/** The bytes under a field; empty if there are none. */
export function bytesOf(fields: Fields, number: number): Buffer {
  const [value] = fields.get(number) ?? [];
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}
