/** What a process writes: bytes into lines, and the end of a log. Own code, because a line that is too long must be noticed before it is collected. */

/** A consumer of chunks that calls `onLine` for every line with its line feed, and `onOverflow` once for a line longer than `limit` bytes. */
export function createLineSplitter(
  limit: number,
  onLine: (line: Buffer) => void,
  onOverflow: () => void,
): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let size = 0;
  let isOver = false;
  return (chunk) => {
    let from = 0;
    while (!isOver) {
      const end = chunk.indexOf(10, from);
      const piece = chunk.subarray(from, end < 0 ? chunk.length : end + 1);
      size += piece.length;
      if (size > limit) {
        isOver = true;
        parts = [];
        onOverflow();
        return;
      }
      if (end < 0) {
        if (piece.length > 0) parts.push(piece);
        return;
      }
      const line = parts.length === 0 ? piece : Buffer.concat([...parts, piece]);
      parts = [];
      size = 0;
      from = end + 1;
      onLine(line);
    }
  };
}

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
