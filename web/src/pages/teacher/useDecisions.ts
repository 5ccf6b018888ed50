import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { certificationsQuery } from '../../api/queries/account';
import type { Outcome } from '../../api/types';
import { say } from '../../ui/say';

/** Minutes in which a decision can be taken back; the student hears of it after that. */
export const UNDO_MINUTES = 10;

/** A decision that was just made. */
export interface Decision {
  outcome: Outcome;
  decision: 'certified' | 'returned';
  at: number;
}

export interface Decisions {
  made: readonly Decision[];
  deciding: boolean;
  decide: (outcome: Outcome, decision: Decision['decision'], reason?: string) => void;
  withdraw: (decision: Decision) => void;
}

/** Certifies, returns, and takes back. */
export function useDecisions(): Decisions {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [made, setMade] = useState<readonly Decision[]>([]);
  const list = certificationsQuery();
  const refused = (error: Error) => {
    say(error.message, { tone: 'bad' });
    void queries.invalidateQueries({ queryKey: list.queryKey });
  };

  const withdraw = useMutation({
    mutationFn: ({ outcome }: Decision) => {
      const params = { path: pathOf(outcome), query: { version: outcome.version } };
      return answer(
        api.DELETE('/api/students/{student}/learning-outcomes/{outcome}/certification', { params }),
      );
    },
    onSuccess: (_outcome, taken) => {
      setMade((all) => all.filter((other) => other !== taken));
      void queries.invalidateQueries({ queryKey: list.queryKey });
      say(t('certifications:withdrawn', { title: taken.outcome.title }));
    },
    onError: refused,
  });

  const decide = useMutation({
    mutationFn: (order: { outcome: Outcome; decision: Decision['decision']; reason?: string }) => {
      const { outcome, decision, reason } = order;
      const params = { path: pathOf(outcome) };
      const body = { decision, version: outcome.version, ...(reason !== undefined && { reason }) };
      return answer(
        api.POST('/api/students/{student}/learning-outcomes/{outcome}/certification', { params, body }),
      );
    },
    onSuccess: (decided, { outcome, decision }) => {
      const entry = {
        outcome: { ...outcome, ...decided, student: outcome.student },
        decision,
        at: Date.now(),
      };
      setMade((all) => [entry, ...all]);
      queries.setQueryData(list.queryKey, (items) => items?.filter(({ id }) => id !== outcome.id));
      void queries.invalidateQueries({ queryKey: ['account'] });
      say(t(`certifications:done.${decision}`, { title: outcome.title }), {
        action: { label: t('common:undo'), run: () => withdraw.mutate(entry) },
      });
    },
    onError: refused,
  });

  return {
    made,
    deciding: decide.isPending,
    decide: (outcome, decision, reason) => decide.mutate({ outcome, decision, reason }),
    withdraw: (decision) => withdraw.mutate(decision),
  };
}

const pathOf = (outcome: Outcome) => ({ student: outcome.student?.id ?? '', outcome: outcome.id });
