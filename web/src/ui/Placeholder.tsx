import { Skeleton } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from '../i18n';

/** How high a place is: in pixels, or as CSS has it. */
export type Height = number | CSSProperties;

/** What holds a place of that height. */
export const boxOf = (height: Height): CSSProperties => (typeof height === 'number' ? { height } : height);

/** Holds the place of what is on its way, at its true height, so that nothing jumps. */
export function Placeholder({ height }: { height: Height }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <span className="seen-by-readers">{t('common:loading')}</span>
      <Skeleton style={boxOf(height)} radius="md" aria-hidden />
    </div>
  );
}
