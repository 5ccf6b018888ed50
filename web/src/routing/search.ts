import { type Path, paths } from '../paths';

const anything = () => true;

const HERE = 'http://here.invalid';

/** An address of this app alone: whoever sends a link must not choose where a sign-in ends. */
const ownAddress = (value: string) =>
  value.startsWith('/') && URL.canParse(value, HERE) && new URL(value, HERE).origin === HERE;

/** What may stand behind the question mark of an address, and when it counts. */
const searches = {
  [paths.signIn]: { back: ownAddress },
  [paths.reportProblem]: { page: anything, reference: anything },
  [paths.newPerformance]: { kind: anything },
} satisfies Partial<Record<Path, Record<string, (value: string) => boolean>>>;

export type SearchPath = keyof typeof searches;
export type Search<P extends SearchPath> = { [name in keyof (typeof searches)[P]]?: string };

/** What an address says behind its question mark, as far as its page knows it. */
export function searchOf<P extends SearchPath>(path: P, search: string): Search<P> {
  const given = new URLSearchParams(search);
  const known = Object.entries(searches[path]).flatMap(([name, counts]) => {
    const value = given.get(name);
    return value !== null && counts(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(known) as Search<P>;
}
