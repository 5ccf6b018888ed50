import { Skeleton } from '@mantine/core';
import { useTranslation } from '../i18n';

/** Holds the place of what is on its way, at its true height, so that nothing jumps. */
export function Placeholder({ height }: { height: number | string }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <span className="seen-by-readers">{t('common:loading')}</span>
      <Skeleton height={height} radius="md" aria-hidden />
    </div>
  );
}
