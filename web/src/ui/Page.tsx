import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../i18n';

let visited = false;

/** What every page is: a title that the browser and a screen reader hear of, actions, content. */
export function Page({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = t('common:pageTitle', { title });
  }, [title, t]);

  useEffect(() => {
    // A new page is announced by its heading; the first one of a visit keeps the browser's own order.
    if (visited) heading.current?.focus({ preventScroll: true });
    visited = true;
  }, []);

  return (
    <div className="stack">
      <div className="row spread">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
