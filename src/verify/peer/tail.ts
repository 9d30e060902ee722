/** The end of a log of any length. */

/** What was added since the last `take`, cut to its last `limit` bytes. */
interface Tail {
  readonly add: (chunk: Buffer) => void;
  readonly take: () => string;
}

/** One that is empty. */
export function createTail(limit: number): Tail {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= 4 * limit) return;
      const kept = Buffer.concat(chunks).subarray(-limit);
      chunks = [kept];
      size = kept.length;
    },
    take: () => {
      const text = Buffer.concat(chunks).subarray(-limit).toString('utf8');
      chunks = [];
      size = 0;
      return text;
    },
  };
}
