/**
 * Keeps worker threads from starting a program when this process is about to end: they live on for a moment after the main
 * thread has killed everything, and what they see of that, an implementation that is gone, makes them start the next one.
 */
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

const key = 'auxopt-start-gate';
/** Where in the shared memory stands how many threads are starting something, and whether the gate is closed. */
const [starting, isClosed] = [0, 1];
/** In milliseconds: no start takes so long, and no process that ends lives so long. */
const patience = 2000;

let shared: Int32Array | undefined;

/** The memory that the main thread shares with its workers; it asks for it before it starts them. */
export function openGate(): Int32Array {
  if (shared !== undefined) return shared;
  const inherited: unknown = getEnvironmentData(key);
  const memory = inherited instanceof SharedArrayBuffer ? inherited : new SharedArrayBuffer(8);
  if (memory !== inherited) setEnvironmentData(key, memory);
  shared = new Int32Array(memory);
  return shared;
}

/** Starts something, unless the gate is closed: then a worker thread waits for the end of the process. */
export function throughGate<Started>(start: () => Started): Started {
  const gate = openGate();
  Atomics.add(gate, starting, 1);
  try {
    if (isMainThread || Atomics.load(gate, isClosed) === 0) return start();
  } finally {
    Atomics.sub(gate, starting, 1);
    Atomics.notify(gate, starting);
  }
  Atomics.wait(gate, isClosed, 1, patience);
  // somebody else has caught the signal, and the process lives on after all
  Atomics.store(gate, isClosed, 0);
  return start();
}

/** Closes the gate for all workers, and waits for those that are in it. */
export function closeGate(): void {
  const gate = openGate();
  Atomics.store(gate, isClosed, 1);
  const end = Date.now() + patience;
  for (let left = patience; left > 0; left = end - Date.now()) {
    const count = Atomics.load(gate, starting);
    if (count === 0) return;
    Atomics.wait(gate, starting, count, left);
  }
}
