import type { FileHandle } from 'node:fs/promises';

/** Collects bytes for a file; whoever fills it flushes it now and then. */
export type ByteWriter = {
  /** Lets `fill` write at most `size` bytes into the output from `at`; it returns where they end. */
  write(size: number, fill: (output: Buffer, at: number) => number): void;
  flush(): Promise<void>;
};

/** Writes to the end of an open file. */
export function createByteWriter(file: FileHandle): ByteWriter {
  let output: Buffer = Buffer.allocUnsafe(1024 * 1024);
  let length = 0;
  return {
    write: (size, fill) => {
      if (output.length - length < size) output = grown(output, length, size);
      length = fill(output, length);
    },
    flush: async () => {
      if (length > 0) await file.writeFile(output.subarray(0, length));
      length = 0;
    },
  };
}

function grown(output: Buffer, length: number, size: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(2 * output.length, length + size));
  output.copy(larger, 0, 0, length);
  return larger;
}
