import { hasText, t } from '../../i18n';

/** The texts whose keys are numbered from 0, in their order. */
export function textsBelow(key: (place: number) => string): string[] {
  const texts: string[] = [];
  while (hasText(key(texts.length))) texts.push(t(key(texts.length)));
  return texts;
}
