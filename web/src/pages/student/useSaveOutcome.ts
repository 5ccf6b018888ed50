import { useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import { studentKey } from '../../api/queries/student';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useNavigate } from '../../routing/useRouting';
import { say } from '../../ui/say';
import { useAccount } from '../../ui/useAccount';

/**
 * What follows a saved outcome: the request for certification if it was wanted, then its page. A
 * refused request leaves the outcome saved, and says why.
 */
export function useSaveOutcome() {
  const { t } = useTranslation();
  const { id: student } = useAccount();
  const queries = useQueryClient();
  const navigate = useNavigate();

  return async (saved: Outcome, request: boolean): Promise<void> => {
    if (request) await ask(saved);
    else say(t('outcomes:saved'));
    await queries.invalidateQueries({ queryKey: studentKey(student) });
    await queries.invalidateQueries({ queryKey: ['account'] });
    await navigate({ to: paths.outcome, params: { outcome: saved.id } });
  };

  async function ask(saved: Outcome): Promise<void> {
    try {
      await answer(
        api.POST('/api/students/{student}/learning-outcomes/{outcome}/certification-request', {
          params: { path: { student, outcome: saved.id } },
          body: { version: saved.version },
        }),
      );
      say(t('outcomes:requested', { title: saved.title }));
    } catch (error) {
      say(asProblem(error).message, { tone: 'bad' });
    }
  }
}
