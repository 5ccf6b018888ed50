import { type ReactNode, useLayoutEffect } from 'react';
import { ProblemError } from '../api/problem';
import { PageFailed, PageLoading } from '../ui/PageStates';
import { Caught } from './Caught';
import type { Router, Shown } from './router';
import { RouterContext, useRouter, useShown } from './useRouting';

/** The page of the address bar, whichever it is. */
export function Pages({ router }: { router: Router }) {
  return (
    <RouterContext value={router}>
      <Screen />
    </RouterContext>
  );
}

function Screen() {
  const { settle } = useRouter();
  const shown = useShown();
  const pathname = shown?.place.pathname;
  const there = shown !== null && shown.Page !== null;
  useLayoutEffect(() => {
    if (there) settle();
  }, [settle, pathname, there]);

  if (shown === null) return null;
  const { Frame } = shown;
  const content = <Content {...shown} />;
  return Frame === null ? content : <Frame>{content}</Frame>;
}

function Content({ place, Page, data, failure }: Shown): ReactNode {
  const { retry } = useRouter();
  const failed = (error: unknown) => (
    <PageFailed error={error} retry={() => (mayBeOld(error) ? window.location.reload() : void retry())} />
  );
  if (failure !== undefined) return failed(failure);
  if (Page === null) return <PageLoading />;
  return (
    // Another address is another page, even where the code is the same: nothing typed goes along.
    <Caught key={place.pathname} fallback={failed}>
      <Page data={data as never} />
    </Caught>
  );
}

/** Whether the code of this tab may be older than what the server still has. Offline, nothing newer is to be had. */
const mayBeOld = (error: unknown) => !(error instanceof ProblemError) && window.navigator.onLine;
