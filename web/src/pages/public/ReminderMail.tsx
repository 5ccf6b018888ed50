import { Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { reminderMailQuery } from '../../api/queries/account';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { Loaded } from '../../ui/Loaded';
import { say } from '../../ui/say';

/** Whether reminders also come by mail. */
export function ReminderMail() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const options = reminderMailQuery();
  const mail = useQuery(options);
  const choose = useMutation({
    mutationFn: (wanted: boolean) => answer(api.PUT('/api/account/reminder-mail', { body: { wanted } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: options.queryKey }),
    onError: (error) => say(error.message, { tone: 'bad' }),
  });
  return (
    <Card title={t('account:mail.title')}>
      <Loaded query={mail} height={48}>
        {({ wanted, address }) => (
          <Checkbox
            label={t('account:mail.wanted')}
            description={address ?? t('account:mail.noAddress')}
            checked={choose.isPending ? choose.variables : wanted}
            onChange={(event) => choose.mutate(event.currentTarget.checked)}
          />
        )}
      </Loaded>
    </Card>
  );
}
