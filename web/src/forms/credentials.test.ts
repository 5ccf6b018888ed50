import { describe, expect, it } from 'vitest';
import { allKept, passwordRules, strength, usernameRules } from './credentials';

const broken = (rules: { key: string; kept: boolean }[]) =>
  rules.filter(({ kept }) => !kept).map(({ key }) => key);

describe('a chosen user name', () => {
  const initial = 'zlsh108234567';
  it.each([
    ['lin.yi-an', []],
    ['Lin.Yi-an', []],
    ['lin', ['length']],
    ['1linyian', ['characters']],
    ['林怡安怡安怡安', ['characters']],
    ['zlsh108234567', ['notInitial']],
    ['zlsh108234999', ['notInitial']],
    [`a${'b'.repeat(32)}`, ['length']],
  ])('%s breaks %j', (name, rules) => expect(broken(usernameRules(name, initial))).toEqual(rules));
});

describe('a chosen password', () => {
  it.each([
    ['山高水長 the river', []],
    ['short1', ['length']],
    ['aaaaaaaaaaaa', ['distinct']],
    ['123456789012', ['notDigits']],
    ['xx Lin.yi-an xx', ['notName']],
  ])('%s breaks %j', (password, rules) =>
    expect(broken(passwordRules(password, 'lin.yi-an'))).toEqual(rules),
  );

  it('is stronger the longer and more varied it is, and nothing below the rules', () => {
    expect(strength('short', 'name')).toBe(0);
    expect(strength('abcdefghij', 'name')).toBe(1);
    expect(strength('山高水長 The river 88', 'name')).toBe(4);
    expect(allKept(passwordRules('', ''))).toBe(false);
  });
});
