import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { FieldValues, Path } from 'react-hook-form';
import { asProblem, type ProblemError } from '../api/problem';
import { useTranslation } from '../i18n';
import { Notice } from '../ui/Notice';
import { ProblemNotice } from '../ui/ProblemNotice';
import { fieldId, type ZodForm } from './useZodForm';

interface Props<V extends FieldValues> {
  form: ZodForm<V>;
  /** Labels by field, for the summary of errors; a refused field that has none is shown as a message. */
  labels: Partial<Record<string, string>>;
  /** Sends the values; `intent` is the value of the button that was pressed. */
  save: (values: V, intent: string) => Promise<void>;
  children: ReactNode;
}

/** A form that says what is wrong at each field and all together at its head. */
export function Form<V extends FieldValues>({ form, labels, save, children }: Props<V>) {
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const sending = useRef(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    const intent = submitter instanceof HTMLButtonElement ? submitter.value : '';
    setProblem(null);
    void form.handleSubmit(async (values) => {
      // A second click comes before the button is drawn as busy.
      if (sending.current) return;
      sending.current = true;
      try {
        await save(values, intent);
      } catch (error) {
        setProblem(spread(asProblem(error), form, labels));
      } finally {
        sending.current = false;
      }
    })(event);
  };

  return (
    <form noValidate className="stack" onSubmit={submit}>
      <ErrorSummary form={form} labels={labels} />
      {problem !== null && <ProblemNotice error={problem} />}
      {children}
    </form>
  );
}

/** Puts a refusal's fields where they belong; what is left over is the answer. */
function spread<V extends FieldValues>(
  problem: ProblemError,
  form: ZodForm<V>,
  labels: Props<V>['labels'],
): ProblemError | null {
  // The functions write `documents[1].url`, the form library `documents.1.url`.
  const fields = (problem.problem.fields ?? []).map(({ field, message }) => ({
    field: field.replaceAll(/\[(\d+)\]/g, '.$1'),
    message,
  }));
  const known = fields.filter(({ field }) => labels[field] !== undefined);
  for (const { field, message } of known) form.setError(field as Path<V>, { message });
  return known.length > 0 && known.length === fields.length ? null : problem;
}

function ErrorSummary<V extends FieldValues>({ form, labels }: Pick<Props<V>, 'form' | 'labels'>) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const { submitCount, isSubmitting } = form.formState;
  const wrong = Object.entries(labels).flatMap(([name, label]) => {
    const message = form.getFieldState(name as Path<V>, form.formState).error?.message;
    return message === undefined ? [] : [{ name, label, message }];
  });
  const shown = wrong.length > 0 && submitCount > 0;

  useEffect(() => {
    if (shown && !isSubmitting) place.current?.focus();
  }, [shown, submitCount, isSubmitting]);

  if (!shown) return null;
  return (
    <div ref={place} tabIndex={-1}>
      <Notice tone="bad" title={t('common:form.summary', { count: wrong.length })} urgent>
        <ul>
          {wrong.map(({ name, label, message }) => (
            <li key={name}>
              <a href={`#${fieldId(name)}`}>{t('common:form.wrong', { label, message })}</a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
