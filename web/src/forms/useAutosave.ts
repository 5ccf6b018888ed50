import { useEffect } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { Draft } from '../drafts/draft';
import type { ZodForm } from './useZodForm';

/** Saves what is typed into a form, at the latest when the page goes out of sight. */
export function useAutosave<V extends FieldValues>(form: ZodForm<V>, draft: Draft<V>): void {
  useEffect(() => {
    const watching = form.watch(() => draft.change(form.getValues()));
    const save = () => draft.flush();
    document.addEventListener('visibilitychange', save);
    window.addEventListener('pagehide', save);
    return () => {
      watching.unsubscribe();
      document.removeEventListener('visibilitychange', save);
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [form, draft]);
}
