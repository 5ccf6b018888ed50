const TAIPEI = 'Asia/Taipei';
const MB = 2 ** 20;

/** Taipei is eight hours ahead of UTC all the year. */
const TAIPEI_OFFSET_MS = 8 * 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${language} ${withTime}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-TW-u-ca-roc', {
    timeZone: TAIPEI,
    year: 'numeric',
    month: language === 'en' ? 'short' : 'numeric',
    day: 'numeric',
    ...(withTime && { hour: '2-digit', minute: '2-digit', hour12: false }),
  });
  formats.set(key, made);
  return made;
}

/** A day in Taipei: 民國 years in Chinese ("115/11/24"), common years in English. */
export const day = (iso: string, language: string) => written(iso, format(language, false));

/** A day and minute in Taipei. */
export const moment = (iso: string, language: string) => written(iso, format(language, true));

/** The text without the era's name: schools write the year alone. */
function written(iso: string, formatter: Intl.DateTimeFormat): string {
  const parts = formatter.formatToParts(new Date(iso)).filter(({ type }) => type !== 'era');
  return parts.map(({ value }) => value).join('');
}

/** Things one after the other, as each language sets them apart. */
export const list = (items: readonly string[], language: string) =>
  items.join(language === 'en' ? ', ' : '、');

/** Bytes as MB of 2^20, as the rules count them. */
export function megabytes(bytes: number): string {
  const value = bytes / MB;
  return `${Number.isInteger(value) ? value : value.toFixed(2)} MB`;
}

/** Bytes in the unit that suits them. */
export const fileSize = (bytes: number) =>
  bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : megabytes(bytes);

/** "1151" as its school year and term. */
export function semesterParts(semester: string): { year: number; term: number } {
  return { year: Number(semester.slice(0, -1)), term: Number(semester.slice(-1)) };
}

/** The time left in the one unit that matters. `null` when it is over. */
export function timeLeft(
  until: string,
  now: number,
): { unit: 'days' | 'hours' | 'minutes'; count: number } | null {
  const minutes = Math.ceil((Date.parse(until) - now) / 60_000);
  if (minutes <= 0) return null;
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.floor(hours / 24) };
}

/** Whether a window is open at a moment: a page that stays open sees it close. */
export const isOpen = (window: { opens_at: string; closes_at: string }, now: number) =>
  Date.parse(window.opens_at) <= now && now < Date.parse(window.closes_at);

/** A time as the value of a `datetime-local` field, which has no zone: Taipei's wall clock. */
export const toWallClock = (iso: string) =>
  new Date(Date.parse(iso) + TAIPEI_OFFSET_MS).toISOString().slice(0, 16);

/** The value of a `datetime-local` field, read as Taipei's wall clock. */
export const fromWallClock = (value: string) => `${value}:00+08:00`;

/** The school year that a moment lies in: it begins on 1 August. */
export function schoolYear(now: number): number {
  const local = new Date(now + TAIPEI_OFFSET_MS);
  const year = local.getUTCFullYear() - 1911;
  return local.getUTCMonth() >= 7 ? year : year - 1;
}
