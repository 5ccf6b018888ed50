import type { Quota } from '../api/types';
import { useTranslation } from '../i18n';
import { megabytes } from './format';
import classes from './QuotaGauge.module.css';
import { quotaParts } from './quota';

/** The used space as a gauge and in words: the text is the truth, the bar a picture of it. */
export function QuotaGauge({ quota }: { quota: Quota }) {
  const { t } = useTranslation();
  const { percent, free, high } = quotaParts(quota);
  return (
    <div>
      <p className={`${classes.amount} number`}>
        {t('common:quota.used', { used: megabytes(quota.used_bytes), limit: megabytes(quota.limit_bytes) })}
      </p>
      <div className={classes.track} aria-hidden>
        <div
          className={high ? `${classes.part} ${classes.high}` : classes.part}
          style={{ width: `${percent}%` }}
        />
      </div>
      <p className="dimmed small">
        {t('common:quota.free', { free: megabytes(free) })}
        {quota.pending_bytes > 0 && t('common:quota.pending', { pending: megabytes(quota.pending_bytes) })}
      </p>
    </div>
  );
}
