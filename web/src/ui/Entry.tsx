import type { ReactNode } from 'react';
import { useTranslation } from '../i18n';
import classes from './Entry.module.css';
import { Page } from './Page';
import { ColorSchemeButton, LanguageButton } from './Preferences';

interface Props {
  title: string;
  /** As wide as a text reads well, instead of a form's width. */
  wide?: boolean;
  /** What stands between head and page. */
  nav?: ReactNode;
  children: ReactNode;
}

/** The frame of the pages before the sign-in. */
export function Entry({ title, wide = false, nav, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.frame}>
      <header className={classes.top}>
        <span className={classes.brand}>{t('common:office')}</span>
        <ColorSchemeButton />
        <LanguageButton />
      </header>
      {nav !== undefined && <div className={classes.nav}>{nav}</div>}
      <main className={wide ? `${classes.main} ${classes.wide}` : classes.main}>
        <Page title={title}>{children}</Page>
      </main>
    </div>
  );
}
