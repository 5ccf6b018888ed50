import { Button, TextInput } from '@mantine/core';
import { z } from 'zod';
import { answer, api } from '../../api/client';
import { session } from '../../api/current';
import { allKept, passwordRules, usernameRules } from '../../forms/credentials';
import { Form } from '../../forms/Form';
import { NewPasswordFields } from '../../forms/NewPasswordFields';
import { RuleList } from '../../forms/RuleList';
import { field, useZodForm } from '../../forms/useZodForm';
import { useTranslation } from '../../i18n';
import { homeOf } from '../../navigation';
import { useNavigate } from '../../routing/useRouting';
import { Entry } from '../../ui/Entry';
import { useAccount } from '../../ui/useAccount';

interface Values {
  username: string;
  password: string;
  repeated: string;
}

export default function ActivationPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const initial = useAccount().username;

  const schema = z
    .object({ username: z.string(), password: z.string(), repeated: z.string() })
    .check((ctx) => {
      const { username, password, repeated } = ctx.value;
      const wrong = (path: keyof Values, message: string) =>
        ctx.issues.push({ code: 'custom', input: ctx.value, path: [path], message });
      if (!allKept(usernameRules(username, initial))) wrong('username', t('session:rules.username.broken'));
      if (!allKept(passwordRules(password, username))) wrong('password', t('session:rules.password.broken'));
      if (repeated !== password) wrong('repeated', t('session:rules.repeated'));
    });
  const form = useZodForm<Values>(schema, { username: '', password: '', repeated: '' });
  const username = form.watch('username');

  const activate = async ({ username: chosen, password }: Values) => {
    const body = { username: chosen.trim().toLowerCase(), password };
    const view = await answer(api.POST('/api/session/activation', { body }));
    session.open(view);
    await navigate({ to: homeOf(view.account.roles) });
  };

  return (
    <Entry title={t('session:activation.title')}>
      <p className="dimmed">{t('session:activation.intro', { username: initial })}</p>
      <Form
        form={form}
        save={activate}
        labels={{
          username: t('session:newUsername'),
          password: t('session:newPassword'),
          repeated: t('session:repeatPassword'),
        }}
      >
        <div>
          <TextInput
            label={t('session:newUsername')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            {...field(form, 'username')}
          />
          <RuleList area="username" rules={usernameRules(username, initial)} />
        </div>
        <NewPasswordFields form={form} name="password" username={username} />
        <Button type="submit" size="md" loading={form.formState.isSubmitting}>
          {t('session:activation.submit')}
        </Button>
      </Form>
    </Entry>
  );
}
