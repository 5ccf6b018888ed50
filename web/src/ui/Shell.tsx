import './rest.css';
import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../i18n';
import { paths } from '../paths';
import { ColorSchemeButton, LanguageButton } from './Preferences';
import { TextLink } from './links';
import { Menu } from './Menu';
import { NoticesDialog } from './NoticesDialog';
import classes from './Shell.module.css';
import { SignOutButton } from './SignOutButton';
import { Toasts } from './Toasts';
import { useAccount } from './useAccount';
import { useKeptFocus } from './useKeptFocus';

/** The frame of every page behind the sign-in. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { display_name, school } = useAccount();
  const [open, setOpen] = useState(false);
  useKeptFocus();
  return (
    <>
      <a className={classes.skip} href="#main">
        {t('common:skip')}
      </a>
      <header className={classes.header}>
        <ActionIcon
          className={classes.burger}
          variant="subtle"
          size="xl"
          aria-label={t('common:menu')}
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpen(!open)}
        >
          <IconMenu2 aria-hidden />
        </ActionIcon>
        <TextLink to={paths.home} className={classes.brand}>
          {t('common:brand')}
        </TextLink>
        <span className={classes.who}>
          <strong>{display_name}</strong>
          {school && <div className="dimmed small">{school.name}</div>}
        </span>
        <ColorSchemeButton />
        <LanguageButton />
        <SignOutButton />
      </header>
      <div className={classes.body}>
        <nav
          id="menu"
          className={open ? `${classes.side} ${classes.open}` : classes.side}
          aria-label={t('common:menu')}
        >
          <Menu onChoose={() => setOpen(false)} />
        </nav>
        <main id="main" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
      <NoticesDialog />
      <Toasts />
    </>
  );
}
