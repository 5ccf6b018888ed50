import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import { certificationsQuery } from '../../api/queries/certifications';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { say } from '../../ui/say';
import { inTurns } from './inTurns';

/** Minutes in which a decision can be taken back; the student hears of it after that. */
export const UNDO_MINUTES = 10;

/** How many decisions are under way at once when many are made together. */
const AT_ONCE = 4;

/** A decision that was just made. */
export interface Decision {
  outcome: Outcome;
  decision: 'certified' | 'returned';
  at: number;
}

/** What is to be decided: one outcome or many. */
interface Order {
  outcomes: readonly Outcome[];
  decision: Decision['decision'];
  reason?: string;
}

export interface Decisions {
  made: readonly Decision[];
  deciding: boolean;
  /** Of how many decisions under way how many are done; `null` where none is. */
  progress: { done: number; of: number } | null;
  decide: (order: Order) => void;
  withdraw: (decisions: readonly Decision[]) => void;
}

/** Certifies, returns, and takes back, for oneself or for the teacher whose place one takes. */
export function useDecisions(teacher: string | null): Decisions {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [made, setMade] = useState<readonly Decision[]>([]);
  const [progress, setProgress] = useState<Decisions['progress']>(null);
  const list = certificationsQuery(teacher);
  const reload = () => {
    void queries.invalidateQueries({ queryKey: list.queryKey });
    void queries.invalidateQueries({ queryKey: ['account'] });
  };
  const tell = (problems: readonly unknown[]) => {
    const sentences = new Set(problems.map((problem) => asProblem(problem).message));
    for (const sentence of sentences) say(sentence, { tone: 'bad' });
  };

  const withdraw = useMutation({
    mutationFn: (decisions: readonly Decision[]) => inTurns(decisions, AT_ONCE, takeBack),
    onSuccess: ({ done, failed }) => {
      setMade((all) => all.filter((one) => !done.some(({ from }) => from === one)));
      const [only] = done;
      if (done.length === 1 && only) say(t('certifications:withdrawn', { title: only.from.outcome.title }));
      if (done.length > 1) say(t('certifications:withdrawnMany', { count: done.length }));
      tell(failed);
      reload();
    },
  });

  const decide = useMutation({
    mutationFn: (order: Order) => {
      setProgress({ done: 0, of: order.outcomes.length });
      const step = () => setProgress((now) => now && { ...now, done: now.done + 1 });
      return inTurns(order.outcomes, AT_ONCE, (outcome) => decideOne(outcome, order).finally(step));
    },
    onSuccess: ({ done, failed }, { decision }) => {
      const at = Date.now();
      const entries = done.map(({ from, answer: decided }) => ({
        outcome: { ...from, ...decided, student: from.student },
        decision,
        at,
      }));
      const gone = new Set(entries.map(({ outcome }) => outcome.id));
      setMade((all) => [...entries, ...all]);
      queries.setQueryData(list.queryKey, (items) => items?.filter(({ id }) => !gone.has(id)));
      const [only] = entries;
      const action = { label: t('common:undo'), run: () => withdraw.mutate(entries) };
      if (entries.length === 1 && only)
        say(t(`certifications:done.${decision}`, { title: only.outcome.title }), { action });
      if (entries.length > 1) say(t('certifications:doneMany', { count: entries.length }), { action });
      tell(failed);
      if (failed.length > 0) reload();
      else void queries.invalidateQueries({ queryKey: ['account'] });
    },
    onSettled: () => setProgress(null),
  });

  return {
    made,
    deciding: decide.isPending,
    progress,
    decide: (order) => decide.mutate(order),
    withdraw: (decisions) => withdraw.mutate(decisions),
  };
}

const pathOf = (outcome: Outcome) => ({ student: outcome.student?.id ?? '', outcome: outcome.id });

function decideOne(outcome: Outcome, { decision, reason }: Order): Promise<Outcome> {
  const params = { path: pathOf(outcome) };
  const body = { decision, version: outcome.version, ...(reason !== undefined && { reason }) };
  return answer(
    api.POST('/api/students/{student}/learning-outcomes/{outcome}/certification', { params, body }),
  );
}

function takeBack({ outcome }: Decision): Promise<Outcome> {
  const params = { path: pathOf(outcome), query: { version: outcome.version } };
  return answer(api.DELETE('/api/students/{student}/learning-outcomes/{outcome}/certification', { params }));
}
