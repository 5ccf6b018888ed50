import type { Reservation } from '../types';

export type UploadTarget = NonNullable<Reservation['upload']>;

/**
 * Puts the bytes where the reservation says and answers the status, 0 if the line broke. It is an
 * `XMLHttpRequest` since `fetch` reports no progress of what it sends; it carries no session.
 */
export function sendFile(
  target: UploadTarget,
  file: Blob,
  onSent: (fraction: number) => void,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(target.method, target.url);
    for (const [name, value] of Object.entries(target.headers)) request.setRequestHeader(name, String(value));
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onSent(event.loaded / event.total);
    });
    request.addEventListener('load', () => resolve(request.status));
    request.addEventListener('error', () => resolve(0));
    request.addEventListener('abort', () => reject(signal.reason));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
