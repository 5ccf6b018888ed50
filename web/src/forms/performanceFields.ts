import { z } from 'zod';
import type { KindField } from '../api/types';

/** What a form holds for one field: text, as typed. */
export type FieldTexts = Record<string, string>;

/** The sentences that a wrong value is answered with. */
export interface FieldMessages {
  required: string;
  tooLong: (max: number) => string;
  number: string;
  range: (min: number | null, max: number | null) => string;
}

/** The schema of a kind's fields, made from the kind's own description. */
export function fieldsSchema(fields: readonly KindField[], messages: FieldMessages) {
  return z.object(Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, messages)])));
}

function fieldSchema(field: KindField, messages: FieldMessages): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .check((ctx) => {
      const message = objection(field, ctx.value, messages);
      if (message !== null) ctx.issues.push({ code: 'custom', input: ctx.value, message });
    });
}

function objection(field: KindField, text: string, messages: FieldMessages): string | null {
  if (text === '') return field.required ? messages.required : null;
  const longest = field.max_length ?? null;
  if (longest !== null && [...text].length > longest) return messages.tooLong(longest);
  if (field.type !== 'number') return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return messages.number;
  const [min, max] = [field.min ?? null, field.max ?? null];
  const outside = (min !== null && value < min) || (max !== null && value > max);
  return outside ? messages.range(min, max) : null;
}

/** The texts of the form for stored values. */
export function toTexts(fields: readonly KindField[], values: Record<string, unknown>): FieldTexts {
  return Object.fromEntries(
    fields.map(({ name }) => {
      const value = values[name];
      return [name, value === undefined || value === null ? '' : String(value)];
    }),
  );
}

/** The values to send for the texts of the form; what was left empty is left out. */
export function toValues(fields: readonly KindField[], texts: FieldTexts): Record<string, string | number> {
  const filled = fields.filter(({ name }) => (texts[name] ?? '').trim() !== '');
  return Object.fromEntries(
    filled.map(({ name, type }) => {
      const text = (texts[name] ?? '').trim();
      return [name, type === 'number' || type === 'year' ? Number(text) : text];
    }),
  );
}
