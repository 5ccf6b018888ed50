import { zodResolver } from '@hookform/resolvers/zod';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  useForm,
  type UseFormReturn,
} from 'react-hook-form';
import { z } from 'zod';

// Without this the library tries to compile code at run time, which the content security policy refuses.
z.config({ jitless: true });

export type ZodForm<V extends FieldValues> = UseFormReturn<V, unknown, V>;

/** A form whose values are checked by a schema before they are sent. */
export function useZodForm<V extends FieldValues>(
  schema: z.ZodType<V, V>,
  values: DefaultValues<V>,
): ZodForm<V> {
  return useForm<V, unknown, V>({
    resolver: zodResolver(schema),
    defaultValues: values,
    // The summary of errors takes the focus.
    shouldFocusError: false,
  });
}

/** What an input needs to be a field of the form: its registration and the message beside it. */
export function field<V extends FieldValues>(form: ZodForm<V>, name: Path<V>) {
  const { error } = form.getFieldState(name, form.formState);
  return { ...form.register(name), id: fieldId(name), error: error?.message };
}

/** The id of a field's input, so that the summary of errors can lead there. */
export const fieldId = (name: string) => `field-${name}`;
