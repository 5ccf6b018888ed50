import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { studentKey } from '../../api/queries/student';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { say } from '../../ui/say';
import { useAccount } from '../../ui/useAccount';

/** Asks the teacher to certify, and lets the student take it back. */
export function RequestButton({ outcome, size }: { outcome: Outcome; size?: 'compact-md' }) {
  const { t } = useTranslation();
  const { id: student } = useAccount();
  const queries = useQueryClient();
  const path = { student, outcome: outcome.id };
  const refresh = () => queries.invalidateQueries({ queryKey: studentKey(student) });
  const refused = (error: Error) => {
    say(error.message, { tone: 'bad' });
    void refresh();
  };

  const takeBack = useMutation({
    mutationFn: (version: number) =>
      answer(
        api.DELETE('/api/students/{student}/learning-outcomes/{outcome}/certification-request', {
          params: { path, query: { version } },
        }),
      ),
    onSuccess: refresh,
    onError: refused,
  });

  const request = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/students/{student}/learning-outcomes/{outcome}/certification-request', {
          params: { path },
          body: { version: outcome.version },
        }),
      ),
    onSuccess: async (pending) => {
      await refresh();
      say(t('outcomes:requested', { title: outcome.title }), {
        action: { label: t('common:undo'), run: () => takeBack.mutate(pending.version) },
      });
    },
    onError: refused,
  });

  if (outcome.state === 'certified') return null;
  const name = <span className="seen-by-readers">{outcome.title}</span>;
  if (outcome.state === 'pending') {
    return (
      <Button
        size={size}
        variant="default"
        loading={takeBack.isPending}
        onClick={() => takeBack.mutate(outcome.version)}
      >
        {t('outcomes:takeBack')}
        {name}
      </Button>
    );
  }
  return (
    <Button size={size} loading={request.isPending} onClick={() => request.mutate()}>
      {t('outcomes:request')}
      {name}
    </Button>
  );
}
