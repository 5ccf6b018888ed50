import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft } from './draft';
import { Vault } from './vault';

let vault: Vault;
beforeEach(() => {
  vault = new Vault('acc_1');
});
afterEach(() => vault.destroy());

const open = (version: number | null = null) => Draft.open<{ title: string }>(vault, 'outcome:new', version);
const saved = (draft: Draft<{ title: string }>) =>
  vi.waitFor(() => expect(draft.state().savedAt).not.toBeNull());

describe('a draft', () => {
  it('is not there before somebody typed', async () => {
    const draft = await open();
    draft.flush();
    expect(draft.found).toBeNull();
    expect(await vault.names()).toEqual([]);
  });

  it('saves itself when the typing pauses, and is found again under the same request', async () => {
    const draft = await open();
    draft.change({ title: '口' });
    draft.change({ title: '口述' });
    await saved(draft);
    const again = await open();
    expect(again.found?.values).toEqual({ title: '口述' });
    expect(again.requestId).toBe(draft.requestId);
  });

  it('keeps the bytes of a file until it is stored', async () => {
    const draft = await open();
    const sending = { step: 'sending', uploadId: 'u', name: 'a.pdf', mediaType: 'application/pdf' } as const;
    draft.keepFile('document_file_id', sending, { title: '' }, new Uint8Array([1, 2]));
    await saved(draft);
    const again = await open();
    expect(again.file('document_file_id')).toEqual(sending);
    expect(new Uint8Array((await again.bytes('document_file_id')) ?? new ArrayBuffer())).toEqual(
      new Uint8Array([1, 2]),
    );
    again.keepFile(
      'document_file_id',
      { step: 'stored', fileId: 'fil_1', name: 'a.pdf', size: 2 },
      { title: '' },
    );
    await vi.waitFor(async () => expect(await again.bytes('document_file_id')).toBeNull());
    expect(again.storedFiles()).toEqual(['fil_1']);
  });

  it('says that the item was changed since', async () => {
    const draft = await open(3);
    draft.change({ title: 'a' });
    await saved(draft);
    const again = await open(4);
    expect(again.outdated(4)).toBe(true);
    expect(again.outdated(3)).toBe(false);
  });

  it('leaves nothing when it is finished, even with a save under way', async () => {
    const draft = await open();
    draft.change({ title: 'a' });
    draft.flush();
    await draft.finish();
    draft.change({ title: 'late' });
    draft.flush();
    expect(await vault.names()).toEqual([]);
  });

  it('says so where the browser keeps nothing', async () => {
    const draft = await open();
    vi.spyOn(vault, 'put').mockRejectedValue(new Error('no space'));
    draft.change({ title: 'a' });
    draft.flush();
    await vi.waitFor(() => expect(draft.state().failed).toBe(true));
  });
});
