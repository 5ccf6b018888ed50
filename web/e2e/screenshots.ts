// Pictures of every page in every size into web/screenshots/pages, which is not kept.
import { desktop, sizes, startBrowser, type Language, type Scheme } from './browser.ts';
import { goTo } from './pages.ts';
import { Tour } from './tour.ts';

const wanted = process.argv[2];
const combinations: [Language, Scheme][] =
  process.env.LOOKS === 'all'
    ? [
        ['zh-TW', 'light'],
        ['zh-TW', 'dark'],
        ['en', 'light'],
        ['en', 'dark'],
      ]
    : [['zh-TW', 'light']];

const browser = await startBrowser();
const tour = new Tour(browser, desktop);
for (const page of await Tour.pages()) {
  if (wanted !== undefined && !page.name.includes(wanted)) continue;
  for (const [language, colorScheme] of combinations) {
    const visitor = await tour.visitor(page, language);
    for (const size of sizes) {
      await visitor.page.setViewportSize(size);
      await visitor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await goTo(visitor, page);
      await visitor.picture(`pages/${page.name}-${size.name}-${language}-${colorScheme}`);
    }
  }
}
await tour.close();
await browser.close();
