import { describe, expect, it } from 'vitest';
import { find, translate } from './translate';

const texts = {
  title: 'Files',
  item: {
    count_one: '{{count}} file of {{name}}',
    count_other: '{{count}} files of {{name}}',
    plain: '{{count}} 件',
  },
};
const english = new Intl.PluralRules('en');

describe('a text', () => {
  it('is found by its name, and only where there is one', () => {
    expect(find(texts, 'title')).toBe('Files');
    expect(find(texts, 'item.plain')).toBe('{{count}} 件');
    for (const name of ['item', 'item.none', 'title.more', 'toString', ''])
      expect(find(texts, name)).toBeUndefined();
  });

  it.each([
    [0, '0 files of Lin'],
    [1, '1 file of Lin'],
    [2, '2 files of Lin'],
  ])('says %i in its plural form', (count, said) =>
    expect(translate(texts, 'item.count', { count, name: 'Lin' }, english)).toBe(said),
  );

  it('has one form where the language has no plural', () => {
    expect(translate(texts, 'item.plain', { count: 1 }, new Intl.PluralRules('zh-TW'))).toBe('1 件');
  });

  it('takes values as they are, and leaves out what is missing', () => {
    const text = { said: '{{text}}，{{text}}{{missing}}' };
    expect(translate(text, 'said', { text: '<b>$&{{text}}' }, english)).toBe('<b>$&{{text}}，<b>$&{{text}}');
  });

  it('that is not there shows its name', () => {
    expect(translate(texts, 'item.none', {}, english)).toBe('item.none');
  });
});
