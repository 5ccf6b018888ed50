import type { FC } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { paths } from '../paths';
import type { AddressBar } from './addressBar';
import type { Frame, Route } from './route';
import { Router } from './router';

const NotFound: FC = () => null;
const Closed: FC = () => null;
const SignIn: FC = () => null;
const Files: FC = () => null;
const Outcomes: FC = () => null;
const Around: Frame = () => null;
const around = () => Promise.resolve(Around);

/** An address bar with its history; `back` is what the browser's button does. */
function playedBar(first: string): AddressBar & { entries: string[]; settled: number; back: () => void } {
  let moved = () => {};
  const bar = {
    entries: [first],
    settled: 0,
    place: () => {
      const { pathname, search } = new URL(bar.entries.at(-1) ?? '/', 'http://here.invalid');
      return { pathname, search };
    },
    push: (address: string) => void bar.entries.push(address),
    replace: (address: string) => void bar.entries.splice(-1, 1, address),
    onMove: (listener: () => void) => void (moved = listener),
    settle: () => void (bar.settled += 1),
    back: () => {
      bar.entries.pop();
      moved();
    },
  };
  return bar;
}

/** Lets go of what was held back. */
type Release<T> = (value: T) => void;
const held = <T>(): [Promise<T>, Release<T>] => {
  let release: Release<T> = () => {};
  return [new Promise<T>((resolve) => (release = resolve)), release];
};

const code = (Page: FC) => Promise.resolve({ default: Page });
const calm = () => new Promise((resolve) => setTimeout(resolve));

describe('the router', () => {
  let signedIn: boolean;
  let files: () => Promise<{ default: FC }>;
  let wait: () => Promise<void>;
  const texts = vi.fn(() => Promise.resolve());

  beforeEach(() => {
    signedIn = true;
    files = () => code(Files);
    wait = () => new Promise(() => {});
    texts.mockClear();
  });

  function at(address: string) {
    const enter: Route['enter'] = async () => (signedIn ? null : { redirect: paths.signIn });
    const routes: Route[] = [
      { path: paths.signIn, texts: ['session'], page: () => code(SignIn) },
      { path: paths.files, texts: ['files'], page: () => files(), frame: around, enter },
      { path: paths.outcomes, texts: ['outcomes'], page: () => code(Outcomes), frame: around, enter },
      { path: paths.settings, texts: [], page: () => code(Files), enter: () => ({ instead: Closed }) },
      { path: paths.guide, texts: [], enter: () => ({ redirect: paths.questions }) },
      { path: paths.questions, texts: [], enter: () => ({ redirect: paths.guide }) },
      { path: paths.documents, texts: [], page: () => code(Files), data: () => Promise.resolve([1]) },
    ];
    const bar = playedBar(address);
    return { bar, router: new Router(routes, NotFound, { bar, texts, pause: () => wait() }) };
  }

  it('shows a page with its frame, its texts and what it reads', async () => {
    const { router } = at(paths.files);
    await router.start();
    expect(router.shown()).toMatchObject({ Page: Files, Frame: Around, place: { pathname: paths.files } });
    expect(texts).toHaveBeenCalledWith(['files']);
    await router.navigate({ to: paths.documents });
    expect(router.shown()).toMatchObject({ Page: Files, Frame: null, data: [1] });
  });

  it('shows what an address that leads nowhere, or is not for everybody, has', async () => {
    const { router } = at('/nowhere');
    await router.start();
    expect(router.shown()?.Page).toBe(NotFound);
    await router.navigate({ to: paths.settings });
    expect(router.shown()?.Page).toBe(Closed);
  });

  it('sends elsewhere at the door, and leaves no entry to come back to', async () => {
    signedIn = false;
    const { bar, router } = at(paths.documents);
    await router.start();
    await router.navigate({ to: paths.files });
    expect(router.shown()?.Page).toBe(SignIn);
    expect(bar.entries).toEqual([paths.documents, paths.signIn]);
  });

  it('does not go round in circles', async () => {
    const { router } = at(paths.guide);
    await router.start();
    expect(router.shown()).toMatchObject({ Page: null, failure: expect.any(Error) as Error });
  });

  it('shows the page that was chosen last, however long an earlier one takes', async () => {
    const [arrived, arrive] = held<{ default: FC }>();
    files = () => arrived;
    const { router } = at(paths.outcomes);
    await router.start();
    const first = router.navigate({ to: paths.files });
    await router.navigate({ to: paths.documents });
    arrive({ default: SignIn });
    await first;
    expect(router.shown()?.place.pathname).toBe(paths.documents);
  });

  it('stays where it is when one goes back before the next page came', async () => {
    const [arrived, arrive] = held<{ default: FC }>();
    files = () => arrived;
    const { bar, router } = at(paths.outcomes);
    await router.start();
    const away = router.navigate({ to: paths.files });
    bar.back();
    arrive({ default: Files });
    await away;
    expect(router.shown()?.Page).toBe(Outcomes);
    expect(bar.settled).toBe(1);
  });

  it('keeps the page until the next one is there, and says that it loads only after a while', async () => {
    const [arrived, arrive] = held<{ default: FC }>();
    const [waited, late] = held<undefined>();
    const { router } = at(paths.outcomes);
    await router.start();
    files = () => arrived;
    wait = () => waited;
    const going = router.navigate({ to: paths.files });
    await calm();
    expect(router.shown()?.Page).toBe(Outcomes);
    late(undefined);
    await calm();
    expect(router.shown()).toMatchObject({ Page: null, Frame: Around, place: { pathname: paths.files } });
    expect(router.shown()?.failure).toBeUndefined();
    arrive({ default: Files });
    await going;
    expect(router.shown()?.Page).toBe(Files);
  });

  it('fetches the code while the door is still being asked, and ahead of a click', async () => {
    const fetched = vi.fn(() => code(Files));
    files = fetched;
    const { router } = at(paths.documents);
    await router.start();
    router.preload({ to: paths.files });
    expect(fetched).toHaveBeenCalledTimes(1);
    const going = router.navigate({ to: paths.files });
    expect(fetched).toHaveBeenCalledTimes(2);
    await going;
  });

  it('says what failed, within the frame, and tries again', async () => {
    const failure = new TypeError('Failed to fetch dynamically imported module');
    files = () => Promise.reject(failure);
    const { router } = at(paths.outcomes);
    await router.start();
    router.preload({ to: paths.files });
    await router.navigate({ to: paths.files });
    expect(router.shown()).toMatchObject({ Page: null, Frame: Around, failure });
    files = () => code(Files);
    await router.retry();
    expect(router.shown()?.Page).toBe(Files);
  });

  it('makes no second entry for the page one is on', async () => {
    const { bar, router } = at(paths.outcomes);
    await router.start();
    await router.navigate({ to: paths.outcomes });
    expect(bar.entries).toEqual([paths.outcomes]);
  });
});
