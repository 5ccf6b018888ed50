import i18n from 'i18next';

/** The texts whose keys are numbered from 0, in their order. */
export function textsBelow(key: (place: number) => string): string[] {
  const texts: string[] = [];
  while (i18n.exists(key(texts.length))) texts.push(i18n.t(key(texts.length)));
  return texts;
}
