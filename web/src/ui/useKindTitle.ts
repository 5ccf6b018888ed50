import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { kindsQuery } from '../api/queries/account';

/** The name of a kind of performance in the language of the page; its code until that is known. */
export function useKindTitle(): (kind: string) => string {
  const { i18n } = useTranslation();
  const { data } = useQuery(kindsQuery());
  return (kind) => {
    const known = data?.find((item) => item.kind === kind);
    if (known === undefined) return kind;
    return i18n.language === 'en' ? known.title_en : known.title;
  };
}
