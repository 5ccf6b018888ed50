import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { answer, api } from '../api/client';
import { windowsQuery } from '../api/queries/school';
import type { Window } from '../api/types';
import { useTranslation } from '../i18n';
import { fromWallClock, toWallClock } from '../ui/format';
import { say } from '../ui/say';
import { useSchool } from '../ui/useAccount';
import { useFormat } from '../ui/useFormat';
import { useSchoolYear } from '../ui/useSchoolYear';
import { Form } from './Form';
import { field, useZodForm } from './useZodForm';

const kinds = ['outcome_upload', 'outcome_selection', 'performance_selection'] as const;

interface Values {
  /** Kind and period, as in the address. */
  name: string;
  opens_at: string;
  closes_at: string;
}

/** When a window opens and closes, in Taipei's time. Without a window it makes a new one. */
export function WindowForm({ window, onSaved }: { window?: Window; onSaved: () => void }) {
  const { t } = useTranslation();
  const school = useSchool();
  const queries = useQueryClient();
  const names = useNames();
  const schema = z
    .object({
      name: z.string().min(1),
      opens_at: z.string().min(1, t('common:form.required')),
      closes_at: z.string().min(1, t('common:form.required')),
    })
    .refine(({ opens_at, closes_at }) => opens_at < closes_at, {
      path: ['closes_at'],
      error: t('windows:error.order'),
    });
  const form = useZodForm<Values>(schema, {
    name: window ? `${window.kind}/${window.period}` : (names[0]?.value ?? ''),
    opens_at: window ? toWallClock(window.opens_at) : '',
    closes_at: window ? toWallClock(window.closes_at) : '',
  });

  const save = async ({ name, opens_at, closes_at }: Values) => {
    const [kind = '', period = ''] = name.split('/');
    const call = api.PUT('/api/schools/{school}/windows/{kind}/{period}', {
      params: { path: { school, kind, period } },
      body: {
        opens_at: fromWallClock(opens_at),
        closes_at: fromWallClock(closes_at),
        version: window?.version ?? 0,
      },
    });
    await answer(call);
    await queries.invalidateQueries({ queryKey: windowsQuery(school).queryKey });
    say(t('windows:saved'));
    onSaved();
  };

  return (
    <Form
      form={form}
      save={save}
      labels={{ opens_at: t('windows:field.opens_at'), closes_at: t('windows:field.closes_at') }}
    >
      {window === undefined && (
        <NativeSelect label={t('windows:field.window')} data={names} {...field(form, 'name')} />
      )}
      <TextInput
        type="datetime-local"
        label={t('windows:field.opens_at')}
        required
        {...field(form, 'opens_at')}
      />
      <TextInput
        type="datetime-local"
        label={t('windows:field.closes_at')}
        required
        {...field(form, 'closes_at')}
      />
      <p className="dimmed small">{t('windows:zone')}</p>
      <div>
        <Button type="submit" loading={form.formState.isSubmitting}>
          {t('windows:save')}
        </Button>
      </div>
    </Form>
  );
}

/** The windows of this school year and the next. */
function useNames(): { value: string; label: string }[] {
  const { t } = useTranslation();
  const format = useFormat();
  const year = useSchoolYear();
  return [year, year + 1].flatMap((at) =>
    kinds.flatMap((kind) => {
      const periods = kind === 'outcome_upload' ? [`${at}1`, `${at}2`] : [String(at)];
      return periods.map((period) => ({
        value: `${kind}/${period}`,
        label: t('windows:name', {
          kind: t(`common:window.kind.${kind}`),
          period: kind === 'outcome_upload' ? format.semester(period) : format.year(period),
        }),
      }));
    }),
  );
}
