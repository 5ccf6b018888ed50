import { sha256 } from './upload/digest';

/**
 * Names one sending of a form with these contents: sent again after a lost answer it is the same
 * request, with other contents another one.
 */
export async function requestKey(requestId: string, body: unknown): Promise<string> {
  const digest = await sha256(new Blob([JSON.stringify(body)]));
  return `${requestId}-${digest.slice(0, 16)}`;
}
