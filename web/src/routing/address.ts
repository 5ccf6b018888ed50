import { inject, type RouteParams } from 'regexparam';
import type { ParamPath, PlainPath } from '../paths';
import type { Search, SearchPath } from './search';

interface Plain {
  to: PlainPath;
  params?: undefined;
  search?: undefined;
}

type WithParams = {
  [P in ParamPath]: { to: P; params: RouteParams<P>; search?: undefined };
}[ParamPath];

type WithSearch = {
  [P in SearchPath]: { to: P; params?: undefined; search?: Search<P> };
}[SearchPath];

/** Where a link leads: an address of the app with all that it asks for. */
export type Target = Plain | WithParams | WithSearch;

/** The address of a target, as it stands in the address bar. */
export function addressOf({ to, params, search }: Target): string {
  const values = Object.entries<string>(params ?? {}).map(([name, value]) => [
    name,
    encodeURIComponent(value),
  ]);
  const path = inject<string>(to, Object.fromEntries(values) as Record<string, string>);
  const given = Object.entries<string | undefined>(search ?? {}).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given as [string, string][]).toString();
  return query === '' ? path : `${path}?${query}`;
}
