import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { documentRule, mediaRule } from '../api/upload/limits';
import type { Course, Outcome, OutcomeDraft } from '../api/types';
import type { Draft } from '../drafts/draft';
import { useTranslation } from '../i18n';
import { useFormat } from '../ui/useFormat';
import { fileKeeper } from './fileKeeper';
import { Form } from './Form';
import { ReasonedButton } from './ReasonedButton';
import { UploadField } from './UploadField';
import { useAutosave } from './useAutosave';
import { field, useZodForm } from './useZodForm';

/** The most characters of a description (成果簡述). */
const DESCRIPTION_CHARACTERS = 100;
/** The most characters of a title. */
const TITLE_CHARACTERS = 100;

export interface OutcomeValues {
  course_id: string;
  title: string;
  description: string;
  document_file_id: string | null;
  media_file_id: string | null;
}

interface Props {
  /** The courses that a new outcome can be of; an existing one stays with its own. */
  courses?: Course[];
  outcome?: Outcome;
  freeBytes: number;
  draft: Draft<OutcomeValues>;
  /** Saves; `request` says whether the teacher is asked to certify in the same step. */
  save: (draft: OutcomeDraft, request: boolean) => Promise<void>;
}

/** A learning outcome: what it is of, what it is, and its document or recording. */
export function OutcomeForm({ courses = [], outcome, freeBytes, draft, save }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [uploading, setUploading] = useState({ document: false, media: false });
  const schema = z
    .object({
      course_id: z.string().min(1, t('outcomes:error.course')),
      title: text(TITLE_CHARACTERS),
      description: text(DESCRIPTION_CHARACTERS),
      document_file_id: z.string().nullable(),
      media_file_id: z.string().nullable(),
    })
    .refine((values) => values.document_file_id !== null || values.media_file_id !== null, {
      path: ['document_file_id'],
      error: t('outcomes:error.noFile'),
    });
  const form = useZodForm<OutcomeValues>(schema, {
    course_id: outcome?.course_id ?? (courses.length === 1 ? (courses[0]?.id ?? '') : ''),
    title: outcome?.title ?? '',
    description: outcome?.description ?? '',
    document_file_id: outcome?.document_file_id ?? null,
    media_file_id: outcome?.media_file_id ?? null,
    ...draft.found?.values,
  });
  useAutosave(form, draft);

  function text(most: number) {
    const longest = (value: string) => [...value].length <= most;
    return z
      .string()
      .trim()
      .min(1, t('common:form.required'))
      .refine(longest, { error: t('common:form.tooLong', { max: most }) });
  }

  const send = async (values: OutcomeValues, intent: string) => {
    const course = courses.find(({ id }) => id === values.course_id);
    const semester = course?.semester ?? outcome?.semester ?? '';
    await save({ ...values, semester }, intent === 'request');
    await draft.finish();
  };

  const described = [...form.watch('description')].length;
  const busy = uploading.document || uploading.media;
  const reason = busy ? t('outcomes:waitForUpload') : null;
  const noFile = form.formState.errors.document_file_id?.message;
  const sending = form.formState.isSubmitting;
  return (
    <Form
      form={form}
      save={send}
      labels={{
        course_id: t('outcomes:field.course'),
        title: t('outcomes:field.title'),
        description: t('outcomes:field.description'),
        document_file_id: t('outcomes:field.document'),
        media_file_id: t('outcomes:field.media'),
      }}
    >
      {outcome === undefined ? (
        <NativeSelect
          label={t('outcomes:field.course')}
          required
          data={[
            { value: '', label: t('outcomes:chooseCourse') },
            ...courses.map((course) => ({
              value: course.id,
              label: t('outcomes:courseOf', {
                name: course.name,
                semester: format.semester(course.semester),
                teacher: format.list(course.teachers.map(({ name }) => name)),
              }),
            })),
          ]}
          {...field(form, 'course_id')}
        />
      ) : (
        <p className="dimmed">
          {t('common:ofCourse', { course: outcome.course_name, semester: format.semester(outcome.semester) })}
        </p>
      )}
      <TextInput label={t('outcomes:field.title')} required {...field(form, 'title')} />
      <Textarea
        label={t('outcomes:field.description')}
        description={t('outcomes:described', { count: described, max: DESCRIPTION_CHARACTERS })}
        rows={3}
        required
        {...field(form, 'description')}
      />
      <p className="dimmed small">{t('outcomes:filesHint')}</p>
      <div id="field-document_file_id" tabIndex={-1}>
        <UploadField
          label={t('outcomes:field.document')}
          rule={documentRule}
          purpose="learning_outcome"
          current={outcome?.document}
          freeBytes={freeBytes}
          keeper={fileKeeper(draft, form, 'document_file_id')}
          onChange={(id) => form.setValue('document_file_id', id, { shouldDirty: true })}
          onBusy={(document) => setUploading((before) => ({ ...before, document }))}
        />
        {noFile !== undefined && (
          <p className="wrong" role="alert">
            {noFile}
          </p>
        )}
      </div>
      <UploadField
        label={t('outcomes:field.media')}
        rule={mediaRule}
        purpose="learning_outcome"
        current={outcome?.media}
        freeBytes={freeBytes}
        keeper={fileKeeper(draft, form, 'media_file_id')}
        onChange={(id) => form.setValue('media_file_id', id, { shouldDirty: true })}
        onBusy={(media) => setUploading((before) => ({ ...before, media }))}
      />
      <div className="row">
        <ReasonedButton type="submit" value="request" reason={reason} loading={sending}>
          {t('outcomes:saveAndRequest')}
        </ReasonedButton>
        <Button type="submit" value="save" variant="default" disabled={busy || sending}>
          {t('outcomes:saveDraft')}
        </Button>
      </div>
    </Form>
  );
}
