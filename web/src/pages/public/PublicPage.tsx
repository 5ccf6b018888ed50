import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n';
import { type PlainPath, paths } from '../../paths';
import { Entry } from '../../ui/Entry';
import { TextLink } from '../../ui/links';
import { useSession } from '../../ui/useAccount';
import classes from './PublicPage.module.css';

const pages = [
  { path: paths.guide, text: 'guide' },
  { path: paths.questions, text: 'questions' },
  { path: paths.accountHelp, text: 'accountHelp' },
  { path: paths.documents, text: 'documents' },
] as const satisfies { path: PlainPath; text: string }[];

/** A page that everybody can read, signed in or not. */
export function PublicPage({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { account } = useSession();
  return (
    <Entry title={title} wide nav={<PublicLinks />}>
      {children}
      <p>
        <TextLink to={account === null ? paths.signIn : paths.home}>
          {t(account === null ? 'common:public.toSignIn' : 'common:goHome')}
        </TextLink>
      </p>
    </Entry>
  );
}

/** The ways to the pages that everybody can read. */
export function PublicLinks() {
  const { t } = useTranslation();
  return (
    <nav className={classes.links} aria-label={t('common:public.nav')}>
      {pages.map(({ path, text }) => (
        <TextLink key={path} to={path}>
          {t(`common:public.${text}`)}
        </TextLink>
      ))}
    </nav>
  );
}
