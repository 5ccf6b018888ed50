import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useFieldArray } from 'react-hook-form';
import { z } from 'zod';
import { answer, api } from '../api/client';
import { documentsQuery } from '../api/queries/account';
import type { DocumentsOfCity } from '../api/types';
import { useTranslation } from '../i18n';
import { sections } from '../pages/public/sections';
import { say } from '../ui/say';
import classes from './DocumentsForm.module.css';
import { Form } from './Form';
import { field, useZodForm } from './useZodForm';

interface Values {
  documents: { section: string; title: string; title_en: string; url: string }[];
}

/** The most characters of a title. */
const TITLE_CHARACTERS = 150;

/** All documents of the page, in its order. */
export function DocumentsForm({ page }: { page: DocumentsOfCity }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const title = z
    .string()
    .trim()
    .max(TITLE_CHARACTERS, t('common:form.tooLong', { max: TITLE_CHARACTERS }));
  const schema = z.object({
    documents: z.array(
      z.object({
        section: z.string(),
        title: title.min(1, t('common:form.required')),
        title_en: title,
        url: z
          .string()
          .trim()
          .refine((text) => /^https?:\/\//.test(text), { error: t('documents:notAnAddress') }),
      }),
    ),
  });
  const form = useZodForm<Values>(schema, {
    documents: page.documents.map((document) => ({ ...document, title_en: document.title_en ?? '' })),
  });
  const rows = useFieldArray({ control: form.control, name: 'documents' });

  const save = async ({ documents }: Values) => {
    const named = documents.map((document) => ({ ...document, title_en: document.title_en || null }));
    const body = { documents: named, version: page.version };
    queries.setQueryData(documentsQuery().queryKey, await answer(api.PUT('/api/documents', { body })));
    say(t('documents:saved'));
  };

  const labels = Object.fromEntries(
    rows.fields.flatMap((_row, place) =>
      (['title', 'title_en', 'url'] as const).map((name) => [
        `documents.${place}.${name}`,
        t('documents:at', { place: place + 1, field: t(`documents:field.${name}`) }),
      ]),
    ),
  );
  return (
    <Form form={form} save={save} labels={labels}>
      {rows.fields.map((row, place) => (
        <fieldset key={row.id} className={classes.row}>
          <legend>{t('documents:one', { place: place + 1 })}</legend>
          <NativeSelect
            label={t('documents:field.section')}
            data={sections.map((value) => ({ value, label: t(`documents:section.${value}`) }))}
            {...field(form, `documents.${place}.section`)}
          />
          <TextInput
            label={t('documents:field.title')}
            required
            {...field(form, `documents.${place}.title`)}
          />
          <TextInput label={t('documents:field.title_en')} {...field(form, `documents.${place}.title_en`)} />
          <TextInput
            type="url"
            label={t('documents:field.url')}
            required
            {...field(form, `documents.${place}.url`)}
          />
          <div className="row">
            <Button
              size="compact-md"
              variant="default"
              disabled={place === 0}
              onClick={() => rows.move(place, place - 1)}
            >
              {t('documents:up')}
            </Button>
            <Button size="compact-md" variant="subtle" color="bad" onClick={() => rows.remove(place)}>
              {t('common:delete')}
            </Button>
          </div>
        </fieldset>
      ))}
      <div className="row">
        <Button
          variant="default"
          onClick={() => rows.append({ section: 'guidance', title: '', title_en: '', url: '' })}
        >
          {t('documents:add')}
        </Button>
        <Button type="submit" loading={form.formState.isSubmitting}>
          {t('documents:publish')}
        </Button>
      </div>
    </Form>
  );
}
