// What a browser keeps of somebody: nothing personal but drafts that are sealed, and after signing out
// nothing at all.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { report, savedHere, writeOutcome } from './outcomeForm.ts';
import { Caller, person } from './people.ts';

interface Kept {
  /** Of local and session storage, and the names of caches. */
  texts: Record<string, string>;
  /** What scripts can read of cookies. */
  cookies: string;
  databases: string[];
  /** Every record of the databases, its bytes as text, and whether its keys can be taken out. */
  records: { store: string; text: string; extractable: boolean[] }[];
}

/** Everything that this browser keeps of the origin, as a script finds it. */
const kept = (page: Page): Promise<Kept> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('refused'));
      });
    const keys: boolean[] = [];
    const told = (value: unknown): string => {
      if (value instanceof CryptoKey) {
        keys.push(value.extractable);
        return 'key';
      }
      if (value instanceof ArrayBuffer) return new TextDecoder('utf-8').decode(value);
      if (ArrayBuffer.isView(value)) return new TextDecoder('utf-8').decode(value);
      if (typeof value !== 'object' || value === null) return String(value);
      return Object.entries(value)
        .map(([name, part]) => `${name}: ${told(part)}`)
        .join('; ');
    };
    const records: Kept['records'] = [];
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
    for (const name of databases) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const shelf = database.transaction(store).objectStore(store);
        for (const value of await done(shelf.getAll())) {
          const text = told(value);
          records.push({ store, text, extractable: keys.splice(0) });
        }
      }
      database.close();
    }
    const texts: Record<string, string> = { caches: (await caches.keys()).join() };
    for (const [key, text] of [...Object.entries(localStorage), ...Object.entries(sessionStorage)])
      texts[key] = String(text);
    return { texts, cookies: document.cookie, databases, records };
  });

journeys('what the browser keeps', {
  'is sealed while somebody is signed in, and gone afterwards': async ({ browser, size, turn, watch }) => {
    const student = await person('student', 1 + turn);
    const { id, display_name: name } = (await Caller.of(student)).account;
    const visitor = watch(await Visitor.open(browser, size));
    const { page } = visitor;
    const tokens: string[] = [];
    page.on('request', (request) => {
      const token = request.headers()['authorization'];
      if (token !== undefined) tokens.push(token.replace('Bearer ', ''));
    });
    await visitor.signIn(student);
    await page.goto('/outcomes/new');
    const title = `只屬於我的草稿 ${size.name}`;
    await writeOutcome(visitor, title);
    await visitor.chooseFile('文件檔案', report('private words', '私人檔名.pdf'));
    await page.getByText('私人檔名.pdf 已上傳').waitFor();
    await savedHere(visitor);
    await page.waitForTimeout(600);

    const during = await kept(page);
    const personal = [title, '走訪河岸', '私人檔名', 'private words', name, student.username, ...tokens];
    assert.ok(tokens.length > 0, 'a token');
    for (const [key, text] of Object.entries(during.texts))
      for (const word of [...personal, id]) assert.ok(!`${key} ${text}`.includes(word), `${key} has ${word}`);
    assert.deepEqual(during.databases, ['portfolio.drafts']);
    const drafts = during.records.filter(({ store }) => store === 'sealed');
    assert.ok(drafts.length > 0, 'a draft');
    for (const { text } of during.records)
      for (const word of personal) assert.ok(!text.includes(word), `a record has ${word}`);
    assert.deepEqual(
      during.records.flatMap(({ extractable }) => extractable),
      [false],
    );
    // Scripts see no cookie; the one there is renews the session, and goes to no other site.
    assert.equal(during.cookies, '');
    const [cookie, ...others] = await visitor.context.cookies();
    assert.deepEqual(others, []);
    assert.deepEqual([cookie?.httpOnly, cookie?.sameSite], [true, 'Strict']);

    await page.getByRole('button', { name: '登出' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '刪除草稿並登出' }).click();
    await page.getByRole('heading', { level: 1, name: '登入' }).waitFor();
    const after = await kept(page);
    assert.deepEqual([after.databases, after.records, after.cookies], [[], [], '']);
    assert.deepEqual(await visitor.context.cookies(), []);
    const remembered = Object.entries(after.texts).filter(([key]) => key !== 'caches');
    // How it looked, and how far pages were scrolled: nobody's name, nobody's work.
    for (const [key, text] of remembered) {
      assert.match(key, /^(portfolio\.(language|scroll)|mantine-color-scheme-value)$/);
      for (const word of [...personal, id]) assert.ok(!text.includes(word), `${key} has ${word}`);
    }
    assert.equal(after.texts['caches'], '');
    // The button that goes back shows nobody's page.
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '登入' }).waitFor();
  },
});
