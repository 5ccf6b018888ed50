import { useCallback, useSyncExternalStore } from 'react';
import { asProblem } from '../api/problem';
import { useTranslation } from '../i18n';
import { hideToast, say } from './say';

/** How long a deletion can be taken back before it is carried out. */
const UNDO_MS = 8_000;

let hidden: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function become(next: ReadonlySet<string>): void {
  hidden = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const reveal = (id: string) => become(new Set([...hidden].filter((other) => other !== id)));

interface Deletion {
  id: string;
  message: string;
  run: () => Promise<void>;
}

/**
 * Deletes with an undo instead of a question: the thing is hidden at once, and gone a little later.
 * A tab closed in between has deleted nothing.
 */
export function useDeferredDelete(): { hidden: ReadonlySet<string>; remove: (deletion: Deletion) => void } {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(subscribe, () => hidden);

  const remove = useCallback(
    ({ id, message, run }: Deletion) => {
      become(new Set([...hidden, id]));
      const timer = setTimeout(() => {
        hideToast(toast);
        run()
          .catch((error: unknown) => say(asProblem(error).message, { tone: 'bad' }))
          .finally(() => reveal(id));
      }, UNDO_MS);
      const toast = say(message, {
        action: {
          label: t('common:undo'),
          run: () => {
            clearTimeout(timer);
            reveal(id);
          },
        },
      });
    },
    [t],
  );

  return { hidden: shown, remove };
}
