// Pictures of every page in every size into web/screenshots/pages, which is not kept, and those of the
// README. A name or a part of one chooses pages; LOOKS=all adds dark and English.
import { desktop, type Language, type Scheme, sizes, startBrowser } from './browser.ts';
import { lookAt } from './pages.ts';
import { Tour } from './tour.ts';

const README = new URL('../../infra/docs/', import.meta.url).pathname;
/** Pages that the README shows, as much of them as the screen does. */
const shown: Record<string, string> = {
  'dashboard-phone-zh-TW-light': 'dashboard.png',
  'certifications-desktop-zh-TW-light': 'certifications.png',
  'central-submission-sent-desktop-zh-TW-light': 'submission.png',
};
const wanted = process.argv[2] ?? '';
const usual: [Language, Scheme] = ['zh-TW', 'light'];
const combinations: [Language, Scheme][] =
  process.env.LOOKS === 'all' ? [usual, ['zh-TW', 'dark'], ['en', 'light'], ['en', 'dark']] : [usual];

const browser = await startBrowser();
const tour = new Tour(browser, desktop);
for (const page of await Tour.pages()) {
  if (!page.name.includes(wanted)) continue;
  for (const [language, colorScheme] of combinations) {
    const visitor = await tour.visitor(page, language);
    // The browser's own viewer leaves its place in a picture empty.
    await visitor.page.addInitScript(() =>
      Object.defineProperty(navigator, 'pdfViewerEnabled', { configurable: true, value: false }),
    );
    for (const size of sizes) {
      await visitor.page.setViewportSize(size);
      await visitor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await lookAt(visitor, page, async () => {
        await visitor.page.waitForLoadState('networkidle');
        const name = `${page.name}-${size.name}-${language}-${colorScheme}`;
        await visitor.picture(`pages/${name}`);
        const inReadme = shown[name];
        if (inReadme !== undefined) await visitor.page.screenshot({ path: `${README}${inReadme}` });
      });
    }
  }
}
await tour.close();
await browser.close();
