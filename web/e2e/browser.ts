import { mkdirSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { BASE_URL, type Person } from './people.ts';

const SCREENSHOTS = new URL('../screenshots/', import.meta.url).pathname;

export interface Size {
  name: string;
  width: number;
  height: number;
}

/** The devices that the app is made for. */
export const phone: Size = { name: 'phone', width: 390, height: 844 };
export const tablet: Size = { name: 'tablet', width: 820, height: 1180 };
export const desktop: Size = { name: 'desktop', width: 1280, height: 800 };
export const sizes: readonly Size[] = [phone, tablet, desktop];

export type Language = 'zh-TW' | 'en';
export type Scheme = 'light' | 'dark';

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

interface Looks {
  language?: Language;
  scheme?: Scheme;
  reducedMotion?: boolean;
}

/** A browser context as one person has it. */
async function contextOf(browser: Browser, size: Size, looks: Looks): Promise<BrowserContext> {
  const { language = 'zh-TW', scheme = 'light', reducedMotion = true } = looks;
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    hasTouch: size.name !== 'desktop',
    baseURL: BASE_URL,
    locale: language,
    timezoneId: 'Asia/Taipei',
    colorScheme: scheme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  if (language === 'en') await remember(context, 'portfolio.language', 'en');
  return context;
}

/** What an earlier visit left behind. Frames of the browser's own, as for PDF, have no such place. */
async function remember(context: BrowserContext, name: string, value: string): Promise<void> {
  await context.addInitScript(
    ([name, value]) => {
      if (window === window.top) localStorage.setItem(name, value);
    },
    [name, value] as const,
  );
}

/** A person in front of a browser of their own. */
export class Visitor {
  page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: refused scripts and styles, failed loads, exceptions. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    this.#listen(page);
  }

  /** Somebody who has not signed in. */
  static async open(browser: Browser, size: Size, looks: Looks = {}): Promise<Visitor> {
    const context = await contextOf(browser, size, looks);
    return new Visitor(context, await context.newPage());
  }

  /** Somebody who signed in here before, on the page of an address. */
  static async enter(
    browser: Browser,
    size: Size,
    person: Person,
    path: string,
    looks: Looks = {},
  ): Promise<Visitor> {
    const visitor = await Visitor.open(browser, size, looks);
    await visitor.takeSession(person);
    await visitor.page.goto(path);
    await visitor.page.getByRole('heading', { level: 1 }).waitFor();
    return visitor;
  }

  /** Has the refresh cookie of a session, as after an earlier visit. */
  async takeSession({ username, password }: Person): Promise<void> {
    const answer = await this.context.request.post('/api/session', {
      data: { username, password },
      headers: { origin: new URL(BASE_URL).origin },
    });
    if (!answer.ok()) throw new Error(`${username} cannot sign in: ${answer.status()}`);
    await remember(this.context, 'portfolio.session', '1');
  }

  /** Closes the tab and opens another one at an address. */
  async reopen(path: string): Promise<void> {
    await this.page.close();
    this.page = await this.context.newPage();
    this.#listen(this.page);
    await this.page.goto(path);
  }

  /** Signs in and puts the notices away. */
  async signIn({ username, password }: Person): Promise<void> {
    await this.page.goto('/');
    await this.fillSignIn({ username, password });
    await this.page.getByRole('button', { name: '登出' }).waitFor();
    await this.page.addLocatorHandler(this.page.getByRole('dialog', { name: '訊息' }), async (dialog) => {
      await dialog.getByRole('button', { name: '確定' }).click();
    });
  }

  async fillSignIn({ username, password }: Pick<Person, 'username' | 'password'>): Promise<void> {
    await this.page.getByLabel('帳號').fill(username);
    await this.page.getByLabel('密碼', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登入' }).click();
  }

  /** Opens a page by the menu, as people do; an entry may have a number behind its name. */
  async choose(name: string): Promise<void> {
    const menu = this.page.getByRole('button', { name: '選單' });
    if (await menu.isVisible()) await menu.click();
    const navigation = this.page.getByRole('navigation', { name: '選單' });
    await navigation.getByRole('link', { name: new RegExp(`^${name}(\\s|\\d|$)`) }).click();
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Gives a file to the field of a form, as the chooser does. */
  async chooseFile(
    field: string,
    file: { name: string; mimeType: string; buffer: Buffer },
    button = '選擇檔案',
  ): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('group', { name: field }).getByRole('button', { name: button }).click();
    await (await chooser).setFiles(file);
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true });
  }

  close(): Promise<void> {
    return this.context.close();
  }

  #listen(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }
}
