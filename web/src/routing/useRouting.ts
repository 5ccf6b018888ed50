import { createContext, useContext, useSyncExternalStore } from 'react';
import type { RouteParams } from 'regexparam';
import type { ParamPath } from '../paths';
import type { Place } from './route';
import type { Router } from './router';
import { type Search, searchOf, type SearchPath } from './search';

export const RouterContext = createContext<Router | null>(null);

export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (router === null) throw new Error('there is a router around every page');
  return router;
}

export function useShown() {
  const router = useRouter();
  return useSyncExternalStore(router.subscribe, router.shown);
}

/** Goes to a page from within the code: after something was saved, for one. */
export const useNavigate = () => useRouter().navigate;

const nowhere: Place = { pathname: '', search: '' };

export const usePlace = (): Place => useShown()?.place ?? nowhere;

/** The parameters in the address of the page that is shown, which is the page of this path. */
export function useParams<P extends ParamPath>(path: P): RouteParams<P> {
  const match = useShown()?.match;
  if (match?.route.path !== path) throw new Error(`this is not the page of ${path}`);
  return match.params as RouteParams<P>;
}

/** What the address of the page that is shown says behind its question mark. */
export const useSearch = <P extends SearchPath>(path: P): Search<P> => searchOf(path, usePlace().search);
