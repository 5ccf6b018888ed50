// Measures what a slow phone makes of the pages that matter most, prints it, and fails below the bars.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { type BrowserContext, chromium } from 'playwright-core';
import { measuredPages, MOST_KB, scriptsKb } from './firstLoad.ts';
import { BASE_URL, person } from './people.ts';

/** Performance of 100; cumulative layout shift; JavaScript of the first load in kB, gzipped. */
const BARS = { performance: 90, accessibility: 100, shift: 0.05, firstLoad: MOST_KB };
/** Of so many measurements the middle one counts: other work on the machine makes some slow. */
const RUNS = Number(process.env.RUNS ?? 3);
/**
 * The benchmark index of a phone of the middle class, to which the browser's developer tools calibrate. Lighthouse
 * itself makes every machine four times slower, which is that phone only where the index is 4000.
 */
const PHONE = 1000;
const PORT = Number(process.env.DEBUG_PORT ?? 9333);

interface Figures {
  slowdown: number;
  performance: number;
  accessibility: number;
  shift: number;
  largestPaintMs: number;
  blockedMs: number;
  firstLoad: number;
}

/** What Lighthouse says of a page, on this machine made so many times slower. */
async function report(path: string, slowdown?: number) {
  const result = await lighthouse(`${BASE_URL}${path}`, {
    port: PORT,
    onlyCategories: ['performance', 'accessibility'],
    disableStorageReset: true,
    logLevel: 'error',
    ...(slowdown !== undefined && { throttling: { cpuSlowdownMultiplier: slowdown } }),
  });
  if (result === undefined) throw new Error(`${path} was not measured`);
  return result.lhr;
}

/** How many times slower than this machine the phone is; a first look at the page is not counted. */
async function slowdownTo(path: string): Promise<number> {
  const { environment } = await report(path);
  return Math.max(1, environment.benchmarkIndex / PHONE);
}

async function measure(path: string, slowdown: number): Promise<Figures> {
  const { audits, categories } = await report(path, slowdown);
  const requests = audits['network-requests']?.details as unknown as {
    items: { url: string; resourceType: string }[];
  };
  const scripts = requests.items.filter(({ resourceType }) => resourceType === 'Script');
  const value = (audit: string) => audits[audit]?.numericValue ?? Number.NaN;
  return {
    slowdown,
    performance: Math.round(100 * (categories.performance?.score ?? 0)),
    accessibility: Math.round(100 * (categories.accessibility?.score ?? 0)),
    shift: value('cumulative-layout-shift'),
    largestPaintMs: value('largest-contentful-paint'),
    blockedMs: value('total-blocking-time'),
    firstLoad: scriptsKb(scripts.map(({ url }) => url)),
  };
}

/** Signs in where the measured page will look for the session. */
async function signIn(context: BrowserContext, role: string): Promise<void> {
  const { username, password } = await person(role);
  const page = await context.newPage();
  await page.goto(`${BASE_URL}/sign-in`);
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.waitForLoadState('networkidle');
  await page.close();
}

/** The run in the middle, by performance. */
async function middle(path: string): Promise<Figures> {
  const slowdown = await slowdownTo(path);
  const runs: Figures[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(path, slowdown));
  const sorted = runs.sort((a, b) => a.performance - b.performance);
  const figures = sorted[Math.floor(sorted.length / 2)];
  if (figures === undefined) throw new Error('RUNS is at least 1');
  return figures;
}

const objections = ({ performance, accessibility, shift, firstLoad }: Figures) =>
  [
    performance < BARS.performance && `performance under ${BARS.performance}`,
    accessibility < BARS.accessibility && `accessibility under ${BARS.accessibility}`,
    shift >= BARS.shift && `layout shift not under ${BARS.shift}`,
    firstLoad > BARS.firstLoad && `first load over ${BARS.firstLoad} kB`,
  ].filter((text) => text !== false);

let failed = false;
for (const { name, role, path } of measuredPages) {
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', `--remote-debugging-port=${PORT}`],
  });
  try {
    if (role !== null) await signIn(context, role);
    const figures = await middle(path);
    const wrong = objections(figures);
    failed ||= wrong.length > 0;
    const { slowdown, performance, accessibility, shift, largestPaintMs, blockedMs, firstLoad } = figures;
    console.log(
      `${name.padEnd(20)} performance ${performance}  accessibility ${accessibility}  ` +
        `layout shift ${shift.toFixed(3)}  largest paint ${(largestPaintMs / 1000).toFixed(1)} s  ` +
        `blocked ${Math.round(blockedMs)} ms  first load ${firstLoad.toFixed(1)} kB JS gz  ` +
        `on this machine made ${slowdown.toFixed(1)} times slower` +
        (wrong.length > 0 ? `  BELOW THE BAR: ${wrong.join(', ')}` : ''),
    );
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit(failed ? 1 : 0);
