import type { Visitor } from './browser.ts';
import { pdf } from './document.ts';

/** Opens the form of a new outcome and writes into it. */
export async function writeOutcome({ page }: Visitor, title: string): Promise<void> {
  const course = page.getByLabel('課程');
  const option = course.getByRole('option').nth(1);
  await option.waitFor({ state: 'attached' });
  await course.selectOption(await option.getAttribute('value'));
  await page.getByLabel('名稱').fill(title);
  await page.getByLabel('成果簡述').fill('走訪河岸，記錄水質與鳥類。');
}

export const report = (line: string, name = 'report.pdf') => ({
  name,
  mimeType: 'application/pdf',
  buffer: pdf(line),
});

/** Waits until what was typed is saved on the device. */
export const savedHere = ({ page }: Visitor) => page.getByText('已自動儲存於這台裝置').waitFor();

/** The files that were reserved, one entry for each time; the same reservation is the same file. */
export function reservations({ context }: Visitor): string[] {
  const files: string[] = [];
  context.on('response', (response) => {
    const call = `${response.request().method()} ${new URL(response.url()).pathname}`;
    if (call !== 'POST /api/files') return;
    void response.json().then(({ file_id }: { file_id: string }) => files.push(file_id));
  });
  return files;
}
