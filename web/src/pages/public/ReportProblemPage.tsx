import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useSearch } from '../../routing/useRouting';
import { useState } from 'react';
import { z } from 'zod';
import { answer, api } from '../../api/client';
import type { ProblemReportDraft } from '../../api/types';
import { Form } from '../../forms/Form';
import { field, useZodForm } from '../../forms/useZodForm';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';

const categories = ['bug', 'account', 'data', 'other'] as const;

/** The most characters of a report; longer stories are for a talk. */
const MOST_CHARACTERS = 2_000;

interface Values {
  category: ProblemReportDraft['category'];
  text: string;
  page: string;
}

export default function ReportProblemPage() {
  const { t } = useTranslation();
  const { page, reference } = useSearch(paths.reportProblem);
  const [sent, setSent] = useState<string | null>(null);
  const schema = z.object({
    category: z.enum(categories),
    text: z
      .string()
      .trim()
      .min(1, t('common:form.required'))
      .max(MOST_CHARACTERS, t('common:form.tooLong', { max: MOST_CHARACTERS })),
    page: z.string(),
  });
  const form = useZodForm<Values>(schema, {
    category: 'bug',
    text: reference === undefined ? '' : t('account:report.reference', { reference }),
    page: page ?? '',
  });

  const send = async (values: Values) => {
    const body = { ...values, page: values.page === '' ? null : values.page };
    setSent((await answer(api.POST('/api/problem-reports', { body }))).id);
    form.reset({ category: 'bug', text: '', page: '' });
  };

  return (
    <Page title={t('account:report.title')}>
      {sent !== null && (
        <Notice tone="ok" title={t('account:report.sent')} urgent>
          <p>{t('account:report.number', { id: sent })}</p>
        </Notice>
      )}
      <Card title={t('account:report.what')}>
        <Form
          form={form}
          save={send}
          labels={{
            category: t('account:report.category'),
            text: t('account:report.text'),
            page: t('account:report.page'),
          }}
        >
          <NativeSelect
            label={t('account:report.category')}
            data={categories.map((value) => ({ value, label: t(`account:report.categories.${value}`) }))}
            {...field(form, 'category')}
          />
          <Textarea
            label={t('account:report.text')}
            description={t('account:report.textHint')}
            rows={6}
            required
            {...field(form, 'text')}
          />
          <TextInput label={t('account:report.page')} {...field(form, 'page')} />
          <div>
            <Button type="submit" loading={form.formState.isSubmitting}>
              {t('account:report.submit')}
            </Button>
          </div>
        </Form>
      </Card>
    </Page>
  );
}
