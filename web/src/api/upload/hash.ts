import { sha256 } from './digest';

/** What the worker says back. */
export type HashAnswer = { sha256: string } | { unreadable: true };

/** The worker's whole work: a file may have vanished or changed since it was chosen. */
export async function answerHash(file: Blob): Promise<HashAnswer> {
  try {
    return { sha256: await sha256(file) };
  } catch {
    return { unreadable: true };
  }
}

/** The hash of a file, made in a worker so that the page stays quick on a slow phone. */
export function hashInWorker(file: Blob, signal: AbortSignal): Promise<string> {
  const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    const settle = (answer: HashAnswer) =>
      'sha256' in answer ? resolve(answer.sha256) : reject(new Error('the file cannot be read'));
    // Its code cannot be had while the line is broken: the page does it then, and waits for the line after.
    worker.addEventListener('error', () => void answerHash(file).then(settle));
    worker.addEventListener('message', ({ data }: MessageEvent<HashAnswer>) => settle(data));
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
