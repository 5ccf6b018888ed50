import { type AnchorHTMLAttributes, type MouseEvent, type Ref } from 'react';
import { addressOf, type Target } from './address';
import { usePlace, useRouter } from './useRouting';

type Anchor = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { ref?: Ref<HTMLAnchorElement> };

export type LinkProps = Target &
  Anchor & {
    /** Whether it also stands for the pages below its own. */
    above?: boolean;
  };

/** What makes an anchor a link to a page of the app. The page is fetched as soon as one turns to the link. */
export function useLink({ to, params, search, above = false, onClick, ...rest }: LinkProps) {
  const router = useRouter();
  const { pathname } = usePlace();
  const target = { to, params, search } as Target;
  const href = addressOf(target);
  const preload = () => router.preload(target);
  const below = above && pathname.startsWith(`${href}/`);
  return {
    ...rest,
    href,
    'aria-current': pathname === href ? ('page' as const) : below || undefined,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: (event: MouseEvent<HTMLAnchorElement>) => {
      onClick?.(event);
      if (event.defaultPrevented || forBrowser(event)) return;
      event.preventDefault();
      void router.navigate(target);
    },
  };
}

/** A link to a page of the app. */
export const Link = (props: LinkProps) => <a {...useLink(props)} />;

/** Whether the browser is asked for something of its own, such as another tab. */
const forBrowser = ({
  button,
  metaKey,
  ctrlKey,
  shiftKey,
  altKey,
  currentTarget: { target },
}: MouseEvent<HTMLAnchorElement>) =>
  button !== 0 || metaKey || ctrlKey || shiftKey || altKey || (target !== '' && target !== '_self');
