import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Path } from 'react-hook-form';
import { z } from 'zod';
import { documentRule, mediaRule } from '../api/upload/limits';
import type { Performance, PerformanceDraft, PerformanceKind } from '../api/types';
import type { Draft } from '../drafts/draft';
import { useTranslation } from '../i18n';
import { useFormat } from '../ui/useFormat';
import { useSchoolYears } from '../ui/useSchoolYear';
import { fileKeeper } from './fileKeeper';
import { Form } from './Form';
import { PerformanceField } from './PerformanceField';
import { fieldsSchema, type FieldTexts, toTexts, toValues } from './performanceFields';
import { ReasonedButton } from './ReasonedButton';
import { UploadField } from './UploadField';
import { useAutosave } from './useAutosave';
import { field, useZodForm } from './useZodForm';

/** How many school years a performance can be put in: this one and the two before. */
const YEARS = 3;

export interface PerformanceValues {
  year: string;
  fields: FieldTexts;
  external_url: string;
  document_file_id: string | null;
  media_file_id: string | null;
}

interface Props {
  kind: PerformanceKind;
  performance?: Performance;
  freeBytes: number;
  draft: Draft<PerformanceValues>;
  save: (draft: PerformanceDraft) => Promise<void>;
}

/** A diverse performance of one kind: the kind's own fields, then files and a link. */
export function PerformanceForm({ kind, performance, freeBytes, draft, save }: Props) {
  const { t, language } = useTranslation();
  const format = useFormat();
  const [uploading, setUploading] = useState({ document: false, media: false });
  const schema: z.ZodType<PerformanceValues, PerformanceValues> = z.object({
    year: z.string(),
    fields: fieldsSchema(kind.fields, {
      required: t('common:form.required'),
      tooLong: (max) => t('common:form.tooLong', { max }),
      number: t('common:form.number'),
      range: (min, max) => t('common:form.range', { min: min ?? '–', max: max ?? '–' }),
    }),
    external_url: z
      .string()
      .trim()
      .refine(isLink, { error: t('performances:error.link') }),
    document_file_id: z.string().nullable(),
    media_file_id: z.string().nullable(),
  });
  const years = useSchoolYears(YEARS);
  const form = useZodForm<PerformanceValues>(schema, {
    year: String(performance?.year ?? years[0]),
    fields: toTexts(kind.fields, performance?.fields ?? {}),
    external_url: performance?.external_url ?? '',
    document_file_id: performance?.document_file_id ?? null,
    media_file_id: performance?.media_file_id ?? null,
    ...draft.found?.values,
  });
  useAutosave(form, draft);

  const send = async ({ year, fields, external_url, ...files }: PerformanceValues) => {
    await save({
      kind: kind.kind,
      year: Number(year),
      fields: toValues(kind.fields, fields),
      external_url: external_url === '' ? null : external_url,
      ...files,
    });
    await draft.finish();
  };

  const title = (item: { title: string; title_en: string }) =>
    language === 'en' ? item.title_en : item.title;
  const labels = Object.fromEntries(kind.fields.map((item) => [`fields.${item.name}`, title(item)]));
  const reason = uploading.document || uploading.media ? t('performances:waitForUpload') : null;
  return (
    <Form
      form={form}
      save={send}
      labels={{
        ...labels,
        year: t('performances:field.year'),
        external_url: t('performances:field.link'),
        document_file_id: t('performances:field.document'),
        media_file_id: t('performances:field.media'),
      }}
    >
      <NativeSelect
        label={t('performances:field.year')}
        data={years.map((year) => ({ value: String(year), label: format.year(year) }))}
        {...field(form, 'year')}
      />
      {kind.fields.map((item) => (
        <PerformanceField
          key={item.name}
          form={form}
          name={`fields.${item.name}` as Path<PerformanceValues>}
          field={item}
        />
      ))}
      <UploadField
        label={t('performances:field.document')}
        rule={documentRule}
        purpose="diverse_performance"
        current={performance?.document}
        freeBytes={freeBytes}
        keeper={fileKeeper(draft, form, 'document_file_id')}
        onChange={(id) => form.setValue('document_file_id', id)}
        onBusy={(document) => setUploading((before) => ({ ...before, document }))}
      />
      <UploadField
        label={t('performances:field.media')}
        rule={mediaRule}
        purpose="diverse_performance"
        current={performance?.media}
        freeBytes={freeBytes}
        keeper={fileKeeper(draft, form, 'media_file_id')}
        onChange={(id) => form.setValue('media_file_id', id)}
        onBusy={(media) => setUploading((before) => ({ ...before, media }))}
      />
      <TextInput
        type="url"
        label={t('performances:field.link')}
        description={t('performances:linkHint')}
        {...field(form, 'external_url')}
      />
      <ReasonedButton type="submit" reason={reason} loading={form.formState.isSubmitting}>
        {t('performances:save')}
      </ReasonedButton>
    </Form>
  );
}

function isLink(text: string): boolean {
  if (text === '') return true;
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
