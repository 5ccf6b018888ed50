import type { Quota } from '../api/types';

/** Share of the limit above which the gauge warns. */
const HIGH_PERCENT = 80;

/** What the gauge shows: how full, how much is left, and whether to warn. */
export function quotaParts(quota: Quota): { percent: number; free: number; high: boolean } {
  const taken = quota.used_bytes + quota.pending_bytes;
  const percent = quota.limit_bytes > 0 ? Math.min(100, (taken / quota.limit_bytes) * 100) : 100;
  return { percent, free: Math.max(0, quota.limit_bytes - taken), high: percent >= HIGH_PERCENT };
}
