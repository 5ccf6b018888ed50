import { expect, it } from 'vitest';
import { quotaParts } from './quota';

const quota = (limit_bytes: number, used_bytes: number, pending_bytes = 0) => ({
  limit_bytes,
  used_bytes,
  pending_bytes,
});

it('counts what is under way as taken and warns when little is left', () => {
  expect(quotaParts(quota(100, 20, 5))).toEqual({ percent: 25, free: 75, high: false });
  expect(quotaParts(quota(100, 75, 5))).toEqual({ percent: 80, free: 20, high: true });
  expect(quotaParts(quota(100, 120))).toEqual({ percent: 100, free: 0, high: true });
  expect(quotaParts(quota(0, 0))).toMatchObject({ percent: 100, free: 0 });
});
