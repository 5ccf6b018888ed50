import { mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { BASE_URL, type Person } from './people.ts';

const SCREENSHOTS = new URL('../screenshots/', import.meta.url).pathname;

/** Sizes of the devices that the story is told on. */
export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 800 };

export function startBrowser(): Promise<Browser> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A person in front of a browser of their own. */
export class Visitor {
  readonly page: Page;
  /** What the browser complained about: refused scripts and styles, failed loads, exceptions. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, viewport: { width: number; height: number }): Promise<Visitor> {
    const context = await browser.newContext({
      viewport,
      baseURL: BASE_URL,
      locale: 'zh-TW',
      timezoneId: 'Asia/Taipei',
    });
    return new Visitor(await context.newPage());
  }

  /** Signs in and puts the notices away. */
  async signIn({ username, password }: Person): Promise<void> {
    await this.page.goto('/');
    await this.page.getByLabel('帳號').fill(username);
    await this.page.getByLabel('密碼', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登入' }).click();
    await this.page.getByRole('button', { name: '登出' }).waitFor();
    await this.page.addLocatorHandler(this.page.getByRole('dialog', { name: '訊息' }), async (dialog) => {
      await dialog.getByRole('button', { name: '確定' }).click();
    });
  }

  /** Opens a page by the menu, as people do. */
  async choose(name: string): Promise<void> {
    const menu = this.page.getByRole('button', { name: '選單' });
    if (await menu.isVisible()) await menu.click();
    const navigation = this.page.getByRole('navigation', { name: '選單' });
    await navigation.getByRole('link', { name, exact: true }).click();
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
