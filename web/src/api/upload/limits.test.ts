import { describe, expect, it } from 'vitest';
import { documentRule, MB, mediaRule, mediaType, objection, receiptRule, typeNames } from './limits';

const file = (name: string, size: number) => ({ name, size }) as File;

describe('what a field takes', () => {
  it('objects before the upload', () => {
    expect(objection(file('a.pdf', 4 * MB), documentRule, 200 * MB)).toBeNull();
    expect(objection(file('a.pdf', 4 * MB + 1), documentRule, 200 * MB)).toBe('too_large');
    expect(objection(file('a.pdf', 0), documentRule, 200 * MB)).toBe('empty');
    expect(objection(file('a.docx', 1), documentRule, 200 * MB)).toBe('type');
    expect(objection(file('a.mp4', 10 * MB), mediaRule, 10 * MB - 1)).toBe('no_space');
    expect(objection(file('a.csv', MB), receiptRule, null)).toBeNull();
  });

  it('goes by the extension, whatever its case', () => {
    expect(mediaType('IMG_1.JPEG', documentRule)).toBe('image/jpeg');
    expect(mediaType('pdf', mediaRule)).toBeNull();
    expect(typeNames(documentRule)).toEqual(['PDF', 'JPG', 'PNG']);
  });
});
