import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { z } from 'zod';
import { answer, api } from '../api/client';
import { settingsQuery } from '../api/queries/school';
import type { Settings } from '../api/types';
import { useTranslation } from '../i18n';
import { say } from '../ui/say';
import { useSchool } from '../ui/useAccount';
import { Form } from './Form';
import { field, useZodForm } from './useZodForm';

/** One number of the settings, with its range; an optional one may stay blank. */
interface NumberSetting {
  name: keyof Settings;
  min: number;
  max: number;
  optional?: boolean;
}

const numbers = [
  { name: 'outcomes_per_semester', min: 1, max: 100 },
  { name: 'outcomes_per_subject', min: 1, max: 100 },
  { name: 'selected_outcomes_per_year', min: 1, max: 100 },
  { name: 'selected_outcomes_per_semester', min: 1, max: 100, optional: true },
  { name: 'selected_performances_per_year', min: 1, max: 100 },
  { name: 'certification_reminder_hour', min: 0, max: 23, optional: true },
  { name: 'student_reminder_hour', min: 0, max: 23 },
  { name: 'upload_reminder_days', min: 0, max: 60 },
  { name: 'outcome_selection_reminder_days', min: 0, max: 60 },
  { name: 'performance_selection_reminder_days', min: 0, max: 60 },
  { name: 'upload_grace_minutes', min: 0, max: 1440 },
] as const satisfies readonly NumberSetting[];

type NumberName = (typeof numbers)[number]['name'];
type Values = Record<NumberName, string> & { homeroom_certifies: boolean };

/** What the school sets for itself (設定功能參數). */
export function SettingsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const school = useSchool();
  const queries = useQueryClient();

  const number = ({ min, max, optional }: Omit<NumberSetting, 'name'>) =>
    z
      .string()
      .trim()
      .refine((text) => (optional && text === '') || inRange(text, min, max), {
        error: t('common:form.range', { min, max }),
      });
  const schema = z.object({
    ...Object.fromEntries(numbers.map((setting) => [setting.name, number(setting)])),
    homeroom_certifies: z.boolean(),
  }) as unknown as z.ZodType<Values, Values>;
  const form = useZodForm<Values>(schema, valuesOf(settings));
  const { reset } = form;
  // Another version brings its own values. The form itself stays, and so does the focus on its button.
  useEffect(() => reset(valuesOf(settings)), [reset, settings]);

  const save = async (values: Values) => {
    const entries = numbers.map(({ name }) => [name, values[name] === '' ? null : Number(values[name])]);
    const body = {
      ...(Object.fromEntries(entries) as Record<NumberName, number>),
      homeroom_certifies: values.homeroom_certifies,
      version: settings.version,
    };
    await answer(api.PUT('/api/schools/{school}/settings', { params: { path: { school } }, body }));
    await queries.invalidateQueries({ queryKey: settingsQuery(school).queryKey });
    say(t('settings:saved'));
  };

  return (
    <Form
      form={form}
      save={save}
      labels={Object.fromEntries(numbers.map(({ name }) => [name, t(`settings:field.${name}`)]))}
    >
      {numbers.map(({ name }) => (
        <TextInput
          key={name}
          inputMode="numeric"
          label={t(`settings:field.${name}`)}
          description={t(`settings:hint.${name}`)}
          {...field(form, name)}
        />
      ))}
      <Checkbox
        label={t('settings:field.homeroom_certifies')}
        description={t('settings:hint.homeroom_certifies')}
        {...form.register('homeroom_certifies')}
      />
      <div>
        <Button type="submit" loading={form.formState.isSubmitting}>
          {t('settings:save')}
        </Button>
      </div>
    </Form>
  );
}

function valuesOf(settings: Settings): Values {
  const texts = numbers.map(({ name }) => [name, String(settings[name] ?? '')]);
  return {
    ...(Object.fromEntries(texts) as Record<NumberName, string>),
    homeroom_certifies: settings.homeroom_certifies,
  };
}

function inRange(text: string, min: number, max: number): boolean {
  return /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
}
