import { useTranslation } from '../i18n';
import { day, list, moment, semesterParts, timeLeft } from './format';

/** Dates, semesters and time left in the language of the page. */
export function useFormat() {
  const { t, language } = useTranslation();
  return {
    day: (iso: string) => day(iso, language),
    moment: (iso: string) => moment(iso, language),
    list: (items: readonly string[]) => list(items, language),
    semester: (semester: string) => t('common:semester', semesterParts(semester)),
    year: (year: number | string) => t('common:year', { year }),
    timeLeft: (until: string, now: number) => {
      const left = timeLeft(until, now);
      return left === null ? t('common:left.over') : t(`common:left.${left.unit}`, { count: left.count });
    },
  };
}
