import { describe, expect, it } from 'vitest';
import type { KindField } from '../api/types';
import { fieldsSchema, toTexts, toValues } from './performanceFields';

const field = (part: Partial<KindField>): KindField => ({
  name: 'name',
  title: '',
  title_en: '',
  type: 'text',
  required: false,
  max_length: null,
  min: null,
  max: null,
  decimals: null,
  unit: null,
  unit_en: null,
  hint: null,
  hint_en: null,
  choices: null,
  ...part,
});
const fields = [
  field({ name: 'service', required: true, max_length: 3 }),
  field({ name: 'hours', type: 'number', min: 1, max: 99 }),
  field({ name: 'year', type: 'year' }),
  field({ name: 'semester', type: 'semester' }),
];
const messages = {
  required: 'required',
  tooLong: (max: number) => `at most ${max}`,
  number: 'number',
  range: (min: number | null, max: number | null) => `${min} to ${max}`,
};
const texts = { service: '志工', hours: '12.5', year: '115', semester: '1151' };

describe('the form of a kind', () => {
  it.each([
    [{}, undefined],
    [{ service: ' ' }, 'required'],
    [{ service: '圖書館志工' }, 'at most 3'],
    [{ hours: 'many' }, 'number'],
    [{ hours: '100' }, '1 to 99'],
    [{ hours: '' }, undefined],
  ])('with %j says %s', (change, message) => {
    const checked = fieldsSchema(fields, messages).safeParse({ ...texts, ...change });
    expect(checked.error?.issues[0]?.message).toBe(message);
  });

  it('sends numbers as numbers and leaves out what is empty', () => {
    expect(toValues(fields, { ...texts, semester: '' })).toEqual({ service: '志工', hours: 12.5, year: 115 });
    expect(toTexts(fields, { service: '志工', hours: 12.5, year: 115 })).toEqual({ ...texts, semester: '' });
  });
});
