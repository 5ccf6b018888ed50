import { useState } from 'react';
import { schoolYear } from './format';

/** The school year of today. */
export function useSchoolYear(): number {
  const [year] = useState(() => schoolYear(Date.now()));
  return year;
}

/** This school year and the ones before it, the newest first. */
export function useSchoolYears(count: number): number[] {
  const year = useSchoolYear();
  return Array.from({ length: count }, (_, back) => year - back);
}
