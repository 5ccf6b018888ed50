import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Entry.module.css';
import { Page } from './Page';
import { ColorSchemeButton, LanguageButton } from './Preferences';

/** The frame of the pages before the sign-in. */
export function Entry({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.frame}>
      <header className={classes.top}>
        <span className={classes.brand}>{t('common:office')}</span>
        <ColorSchemeButton />
        <LanguageButton />
      </header>
      <main className={classes.main}>
        <Page title={title}>{children}</Page>
      </main>
    </div>
  );
}
