import { type ReactNode, useLayoutEffect } from 'react';
import { ProblemError, unreachable } from '../api/problem';
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
  if (failure instanceof ProblemError) return <PageFailed error={failure} retry={() => void retry()} />;
  if (failure !== undefined) return <PageFailed error={unreachable()} retry={() => again(retry)} />;
  if (Page === null) return <PageLoading />;
  return (
    // Another address is another page, even where the code is the same: nothing typed goes along.
    <Caught key={place.pathname} fallback={() => <PageFailed error={undefined} retry={reload} />}>
      <Page data={data as never} />
    </Caught>
  );
}

const reload = () => window.location.reload();

/** Code that cannot be had may be older than what the server still has; offline, nothing newer is to be had. */
const again = (retry: () => Promise<void>) => (window.navigator.onLine ? reload() : void retry());
