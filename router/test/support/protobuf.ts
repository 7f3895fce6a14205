/** One message of the protobuf wire format: the values of each field, numbers as they are and everything else as bytes. */
export type Message = {
  numbers(field: number): bigint[];
  bytes(field: number): Buffer[];
  texts(field: number): string[];
  messages(field: number): Message[];
};

export function readMessage(buffer: Buffer): Message {
  const numbers: [number, bigint][] = [];
  const pieces: [number, Buffer][] = [];
  let place = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = buffer.readUInt8(place++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => buffer.subarray(place, (place += length));
  while (place < buffer.length) {
    const key = Number(varint());
    const field = key >> 3;
    const type = key & 7;
    if (type === 0) numbers.push([field, varint()]);
    else if (type === 1) numbers.push([field, take(8).readBigUInt64LE()]);
    else if (type === 2) pieces.push([field, take(Number(varint()))]);
    else if (type === 5) numbers.push([field, BigInt(take(4).readUInt32LE())]);
    else throw new Error(`wire type ${type}`);
  }
  const of = <Value>(entries: readonly [number, Value][], wanted: number) =>
    entries.flatMap(([field, value]) => (field === wanted ? [value] : []));
  return {
    numbers: (field) => of(numbers, field),
    bytes: (field) => of(pieces, field),
    texts: (field) => of(pieces, field).map((piece) => piece.toString('utf8')),
    messages: (field) => of(pieces, field).map(readMessage),
  };
}
