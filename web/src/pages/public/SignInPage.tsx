import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { session } from '../../api/current';
import { asProblem } from '../../api/problem';
import { useTranslation } from '../../i18n';
import { homeOf } from '../../navigation';
import { paths } from '../../paths';
import { useRouter, useSearch } from '../../routing/useRouting';
import { Entry } from '../../ui/Entry';
import { Notice } from '../../ui/Notice';
import { PublicLinks } from './PublicPage';

export default function SignInPage() {
  const { t } = useTranslation();
  const { navigate, open } = useRouter();
  const { back } = useSearch(paths.signIn);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');

  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  const signIn = async () => {
    setPending(true);
    setRefusal(null);
    try {
      const account = await session.signIn(username, password);
      if (account.must_activate) await navigate({ to: paths.activation });
      else if (back !== undefined) await open(back);
      else await navigate({ to: homeOf(account.roles) });
    } catch (error) {
      setRefusal(asProblem(error).message);
    } finally {
      setPending(false);
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn();
  };

  return (
    <Entry title={t('session:signIn.title')}>
      <p className="dimmed">{t('session:signIn.intro')}</p>
      {session.state().ended === 'expired' && refusal === null && (
        <Notice tone="warn" title={t('session:signIn.expired')} urgent>
          <p className="small">{t('session:signIn.expiredHint')}</p>
        </Notice>
      )}
      {refusal !== null && (
        <Notice tone="bad" title={refusal} urgent>
          <p className="small">{t('session:signIn.help')}</p>
        </Notice>
      )}
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('session:username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session:password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={pending}>
          {t('session:signIn.submit')}
        </Button>
      </form>
      <details>
        <summary>{t('session:signIn.firstTime')}</summary>
        <p className="small">{t('session:signIn.firstTimeTeacher')}</p>
        <p className="small">{t('session:signIn.firstTimeStudent')}</p>
      </details>
      <PublicLinks />
    </Entry>
  );
}
