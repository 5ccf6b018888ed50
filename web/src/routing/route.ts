import { parse } from 'regexparam';
import type { ComponentType, FC, ReactNode } from 'react';
import type { Path } from '../paths';

/** Where the browser is. */
export interface Place {
  /** Without search and fragment. */
  pathname: string;
  search: string;
}

export type Frame = ComponentType<{ children: ReactNode }>;

/** The code of a page, which takes what was read for it. */
export type PageCode = FC<{ data: never }>;

/** What is found at the door of a page: another address, another page in its place, or nothing. */
export type Entrance = { redirect: string } | { instead: FC } | null;

/** A page of the app: its address, its code and texts, and who may come in. */
export interface Route {
  path: Path;
  /** Areas of its texts, fetched together with its code. */
  texts: readonly string[];
  /** Left out where the door always leads elsewhere. */
  page?: () => Promise<{ default: PageCode }>;
  /** What stands around it, and stays when the next page has the same. */
  frame?: () => Promise<Frame>;
  /** Decides before anything is shown. While a decision takes time, the code is fetched already. */
  enter?: (place: Place) => Entrance | Promise<Entrance>;
  /** What has to be read before the page is shown, handed to it as `data`. */
  data?: () => Promise<unknown>;
}

export interface Match {
  route: Route;
  params: Readonly<Record<string, string>>;
}

/** The first route of an address, with its parameters. */
export function match(routes: readonly Route[], pathname: string): Match | null {
  for (const route of routes) {
    const { keys, pattern } = parse(route.path);
    const found = pattern.exec(pathname);
    if (found === null) continue;
    const values = found.slice(1).map(decoded);
    if (values.includes(null)) return null;
    return { route, params: Object.fromEntries(keys.map((key, place) => [key, values[place] ?? ''])) };
  }
  return null;
}

/** A part of an address in clear; `null` for what no address of ours is. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
