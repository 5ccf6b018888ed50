import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FieldValues, Path } from 'react-hook-form';
import type { KindField } from '../api/types';
import { useTranslation } from '../i18n';
import { useFormat } from '../ui/useFormat';
import { useSchoolYears } from '../ui/useSchoolYear';
import { field as registered, type ZodForm } from './useZodForm';

/** Texts of at least so many characters get more than one line. */
const LONG_TEXT = 60;
/** How many school years back a field offers. */
const YEARS_BACK = 4;

/** One field of a kind of performance, drawn from its description. */
export function PerformanceField<V extends FieldValues>({
  form,
  name,
  field,
}: {
  form: ZodForm<V>;
  name: Path<V>;
  field: KindField;
}) {
  const { t, language } = useTranslation();
  const choices = useChoices(field);
  const english = language === 'en';
  const title = english ? field.title_en : field.title;
  const unit = english ? field.unit_en : field.unit;
  // Hours are hours in English.
  const told = unit?.toLowerCase() === title.toLowerCase();
  const label = unit && !told ? t('performances:withUnit', { title, unit }) : title;
  const hint = (english ? field.hint_en : field.hint) ?? undefined;
  const common = { label, description: hint, required: field.required, ...registered(form, name) };

  if (choices !== null) {
    return <NativeSelect {...common} data={[{ value: '', label: t('performances:choose') }, ...choices]} />;
  }
  if (field.type === 'date') return <TextInput {...common} type="date" />;
  if (field.type === 'number') return <TextInput {...common} inputMode="decimal" />;
  if (field.type === 'text' && (field.max_length ?? 0) >= LONG_TEXT) {
    const most = t('performances:atMost', { max: field.max_length });
    return <Textarea {...common} rows={3} description={hint ?? most} />;
  }
  return <TextInput {...common} />;
}

function useChoices(field: KindField): { value: string; label: string }[] | null {
  const { language } = useTranslation();
  const format = useFormat();
  const years = useSchoolYears(YEARS_BACK);
  if (field.type === 'year') return years.map((year) => ({ value: String(year), label: format.year(year) }));
  if (field.type === 'semester') {
    return years
      .flatMap((year) => [`${year}2`, `${year}1`])
      .map((semester) => ({ value: semester, label: format.semester(semester) }));
  }
  const choices = field.choices ?? [];
  if (choices.length === 0) return null;
  return choices.map((choice) => ({
    value: choice.value,
    label: language === 'en' ? choice.title_en : choice.title,
  }));
}
