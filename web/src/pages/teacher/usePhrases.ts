import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { phrasesQuery } from '../../api/queries/certifications';
import { say } from '../../ui/say';

/** The reasons for a return that the teacher keeps at hand. */
export function usePhrases() {
  const queries = useQueryClient();
  const { queryKey, ...options } = phrasesQuery();
  const { data: phrases = [] } = useQuery({ queryKey, ...options });
  const put = useMutation({
    mutationFn: (next: string[]) =>
      answer(api.PUT('/api/certifications/phrases', { body: { phrases: next } })),
    onSuccess: (kept) => queries.setQueryData(queryKey, kept.phrases),
    onError: (error) => say(error.message, { tone: 'bad' }),
  });
  return {
    phrases,
    keep: (phrase: string) => put.mutate([...phrases, phrase]),
    drop: (phrase: string) => put.mutate(phrases.filter((other) => other !== phrase)),
  };
}
