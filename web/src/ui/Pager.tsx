import { Button } from '@mantine/core';
import { useTranslation } from '../i18n';
import type { PageOfRows } from './paging';

interface Props {
  name: string;
  page: PageOfRows;
  onChange: (index: number) => void;
}

/** Turns the pages of a long table. */
export function Pager({ name, page, onChange }: Props) {
  const { t } = useTranslation();
  const { index, count, from, to, rows } = page;
  return (
    <nav className="row spread" aria-label={t('common:pager.name', { name })}>
      <Button variant="default" disabled={index === 0} onClick={() => onChange(index - 1)}>
        {t('common:pager.before')}
      </Button>
      <span className="small number" role="status">
        {t('common:pager.shown', { from: from + 1, to, rows })}
      </span>
      <Button variant="default" disabled={index === count - 1} onClick={() => onChange(index + 1)}>
        {t('common:pager.after')}
      </Button>
    </nav>
  );
}
