// Files that cannot be taken: each is told from the others, nothing is kept of it, and a good one still fits.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { report, reservations } from './outcomeForm.ts';
import { Caller, person } from './people.ts';

const MB = 1 << 20;
const sound = (bytes: number) => ({
  name: '錄音.mp3',
  mimeType: 'audio/mpeg',
  buffer: Buffer.concat([Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x00', 'latin1'), Buffer.alloc(bytes)]),
});
const named = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

interface Account {
  quota: { used_bytes: number };
}

journeys('files that cannot be taken', {
  'empty, too large, of another type, and mislabelled ones are told apart': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 14 + turn);
    const caller = await Caller.of(student);
    const used = async () => (await caller.call<Account>('GET', '/api/account')).quota.used_bytes;
    const before = await used();
    const visitor = watch(
      await Visitor.enter(browser, size, student, '/outcomes/new'),
      /Failed to load resource/,
    );
    const { page } = visitor;
    const reserved = reservations(visitor);
    const told = (text: string | RegExp) =>
      page.getByRole('alert').filter({ hasText: text }).first().waitFor();

    await visitor.chooseFile('文件檔案', named('空白.pdf', Buffer.alloc(0)));
    await told('「空白.pdf」是空的檔案');
    await visitor.chooseFile('影音檔案', sound(10.1 * MB));
    await told(/「錄音.mp3」超過 10 MB/);
    await visitor.chooseFile('文件檔案', { ...named('程式.exe', Buffer.from('MZ')), mimeType: '' });
    await told('「程式.exe」不是可以上傳的檔案類型');
    assert.deepEqual(reserved, []);

    await visitor.chooseFile('文件檔案', named('其實是文字.pdf', Buffer.from('這不是 PDF。')));
    await told('「其實是文字.pdf」沒有上傳成功');

    const long = `${'🌿'.repeat(3)}${'河'.repeat(53)}.pdf`;
    await visitor.chooseFile('文件檔案', report('good', long), '換一個檔案');
    await page.getByText(`${long} 已上傳`).waitFor();
    assert.equal((await used()) - before, report('good').buffer.length);
  },
});
