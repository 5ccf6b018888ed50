import { Button, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { answer, api } from '../../api/client';
import { accountQuery } from '../../api/queries/account';
import { allKept, passwordRules } from '../../forms/credentials';
import { Form } from '../../forms/Form';
import { NewPasswordFields } from '../../forms/NewPasswordFields';
import { field, useZodForm } from '../../forms/useZodForm';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { ReminderMail } from './ReminderMail';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { QuotaGauge } from '../../ui/QuotaGauge';
import { say } from '../../ui/say';
import { useAccount } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';

interface Values {
  current_password: string;
  new_password: string;
  repeated: string;
}

const blank: Values = { current_password: '', new_password: '', repeated: '' };

export default function AccountPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const account = useAccount();
  const details = useQuery(accountQuery());
  return (
    <Page title={t('account:title')}>
      <Card title={t('account:who')}>
        <Facts
          facts={[
            [t('account:name'), account.display_name],
            [t('session:username'), account.username],
            [t('account:school'), account.school?.name ?? '—'],
            [t('account:roles'), format.list(account.roles.map((role) => t(`common:role.${role}`)))],
          ]}
        />
      </Card>
      <Card title={t('common:quota.title')}>
        <Loaded query={details} height={72}>
          {({ quota }) => <QuotaGauge quota={quota} />}
        </Loaded>
      </Card>
      {account.school && <ReminderMail />}
      <Card title={t('account:changePassword')}>
        <PasswordForm username={account.username} />
      </Card>
    </Page>
  );
}

function PasswordForm({ username }: { username: string }) {
  const { t } = useTranslation();
  const schema = z
    .object({
      current_password: z.string().min(1, t('common:form.required')),
      new_password: z.string().refine((password) => allKept(passwordRules(password, username)), {
        error: t('session:rules.password.broken'),
      }),
      repeated: z.string(),
    })
    .refine((values) => values.repeated === values.new_password, {
      path: ['repeated'],
      error: t('session:rules.repeated'),
    });
  const form = useZodForm<Values>(schema, blank);

  const change = async ({ current_password, new_password }: Values) => {
    await answer(api.PUT('/api/account/password', { body: { current_password, new_password } }));
    form.reset(blank);
    say(t('account:passwordChanged'));
  };

  return (
    <Form
      form={form}
      save={change}
      labels={{
        current_password: t('account:currentPassword'),
        new_password: t('session:newPassword'),
        repeated: t('session:repeatPassword'),
      }}
    >
      <PasswordInput
        label={t('account:currentPassword')}
        autoComplete="current-password"
        required
        visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
        {...field(form, 'current_password')}
      />
      <NewPasswordFields form={form} name="new_password" username={username} />
      <div>
        <Button type="submit" loading={form.formState.isSubmitting}>
          {t('account:changePassword')}
        </Button>
      </div>
    </Form>
  );
}
