import { describe, expect, it } from 'vitest';
import {
  day,
  fileSize,
  fromWallClock,
  isOpen,
  megabytes,
  moment,
  schoolYear,
  semesterParts,
  timeLeft,
  toWallClock,
} from './format';

const MB = 2 ** 20;

describe('dates', () => {
  it('are 民國 years in Chinese and common years in English, in Taipei', () => {
    // The evening of 31 December in UTC is the next year in Taipei.
    expect(day('2026-12-31T20:00:00Z', 'zh-TW')).toBe('116/1/1');
    expect(day('2026-12-31T20:00:00Z', 'en')).toBe('1 Jan 2027');
    expect(moment('2026-11-24T09:05:00+08:00', 'zh-TW')).toBe('115/11/24 09:05');
    expect(moment('2026-11-23T16:00:00Z', 'zh-TW')).toBe('115/11/24 00:00');
  });

  it('pass through a field without a zone as Taipei’s wall clock', () => {
    expect(toWallClock('2026-11-23T16:30:00Z')).toBe('2026-11-24T00:30');
    expect(Date.parse(fromWallClock('2026-11-24T00:30'))).toBe(Date.parse('2026-11-23T16:30:00Z'));
  });

  it('know the school year, which begins in August', () => {
    expect(schoolYear(Date.parse('2026-07-31T23:59:00+08:00'))).toBe(114);
    expect(schoolYear(Date.parse('2026-08-01T00:00:00+08:00'))).toBe(115);
    expect(semesterParts('1081')).toEqual({ year: 108, term: 1 });
  });
});

describe('the time left', () => {
  const close = '2026-11-24T23:59:00+08:00';
  const before = (minutes: number) => timeLeft(close, Date.parse(close) - minutes * 60_000);

  it('is told in the unit that matters', () => {
    expect(before(3 * 24 * 60 + 5)).toEqual({ unit: 'days', count: 3 });
    expect(before(47 * 60)).toEqual({ unit: 'hours', count: 47 });
    expect(before(59)).toEqual({ unit: 'minutes', count: 59 });
    expect(before(0)).toBeNull();
  });
});

it('sizes are in MB of the rules', () => {
  expect(megabytes(200 * MB)).toBe('200 MB');
  expect(megabytes(4_813_619)).toBe('4.59 MB');
  expect(fileSize(1)).toBe('1 KB');
  expect(fileSize(1.5 * MB)).toBe('1.50 MB');
});

it('sees a window close at its very moment', () => {
  const window = { opens_at: '2026-11-01T00:00:00+08:00', closes_at: '2026-12-01T00:00:00+08:00' };
  const closes = Date.parse(window.closes_at);
  expect(isOpen(window, Date.parse(window.opens_at))).toBe(true);
  expect(isOpen(window, closes - 1)).toBe(true);
  expect(isOpen(window, closes)).toBe(false);
});
