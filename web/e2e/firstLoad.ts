import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BASE_URL } from './people.ts';

const DIST = new URL('../dist', import.meta.url).pathname;

/** The pages that people open first, most of them on a phone. */
export const measuredPages = [
  { name: 'sign-in', role: null, path: '/sign-in' },
  { name: 'student dashboard', role: 'student', path: '/dashboard' },
  { name: 'certification queue', role: 'course_teacher', path: '/certifications' },
] as const;

/** The most JavaScript that one of them may load before it can be used, in kB, gzipped. */
export const MOST_KB = 150;

/** What the scripts among some addresses are together, in kB, gzipped as the gateway would send them. */
export function scriptsKb(addresses: readonly string[]): number {
  // The browser's own viewer of PDF documents has scripts too, which no one waits for.
  const ours = addresses
    .map((address) => new URL(address))
    .filter(({ origin }) => origin === new URL(BASE_URL).origin);
  const zipped = ours.map(({ pathname }) => gzipSync(readFileSync(join(DIST, pathname))).length);
  return zipped.reduce((sum, bytes) => sum + bytes, 0) / 1000;
}
