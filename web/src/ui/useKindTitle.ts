import { useQuery } from '@tanstack/react-query';
import { kindsQuery } from '../api/queries/account';
import { useTranslation } from '../i18n';

/** The name of a kind of performance in the language of the page; its code until that is known. */
export function useKindTitle(): (kind: string) => string {
  const { language } = useTranslation();
  const { data } = useQuery(kindsQuery());
  return (kind) => {
    const known = data?.find((item) => item.kind === kind);
    if (known === undefined) return kind;
    return language === 'en' ? known.title_en : known.title;
  };
}
