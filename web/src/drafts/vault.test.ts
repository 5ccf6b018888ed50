import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import { Vault } from './vault';

const text = (value: string) => new TextEncoder().encode(value);
const read = (bytes: ArrayBuffer | null) => bytes && new TextDecoder().decode(bytes);

let vaults: Vault[] = [];
const vaultOf = (owner: string) => {
  const made = new Vault(owner);
  vaults.push(made);
  return made;
};

afterEach(async () => {
  for (const vault of vaults) vault.close();
  await vaults.at(-1)?.destroy();
  vaults = [];
});

describe('the vault', () => {
  it('keeps what one person put, also for the next tab', async () => {
    await vaultOf('acc_1').put('outcome:new', text('口述歷史'));
    expect(read(await vaultOf('acc_1').get('outcome:new'))).toBe('口述歷史');
  });

  it('has nothing for anybody else, and deletes it', async () => {
    await vaultOf('acc_1').put('outcome:new', text('a'));
    expect(await vaultOf('acc_2').get('outcome:new')).toBeNull();
    expect(await vaultOf('acc_1').names()).toEqual([]);
  });

  it('lies sealed in the database, under a key that nobody can read', async () => {
    await vaultOf('acc_1').put('outcome:new', text('only for me'));
    const database = await openDB('portfolio.drafts');
    const sealed = (await database.get('sealed', 'outcome:new')) as { bytes: ArrayBuffer };
    const { key } = (await database.get('keys', 'own')) as { key: CryptoKey };
    database.close();
    expect(Buffer.from(sealed.bytes).includes('only for me')).toBe(false);
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('does not open under another name', async () => {
    const vault = vaultOf('acc_1');
    await vault.put('outcome:new', text('a'));
    const database = await openDB('portfolio.drafts');
    await database.put('sealed', await database.get('sealed', 'outcome:new'), 'outcome:other');
    database.close();
    expect(await vault.get('outcome:other')).toBeNull();
  });

  it('removes a draft with its files', async () => {
    const vault = vaultOf('acc_1');
    await vault.put('outcome:new', text('a'));
    await vault.put('outcome:new/document_file_id', text('b'));
    await vault.put('performance:new', text('c'));
    await vault.remove('outcome:new');
    expect(await vault.names()).toEqual(['performance:new']);
  });

  it('keeps nothing after it was destroyed', async () => {
    const vault = vaultOf('acc_1');
    await vault.put('outcome:new', text('a'));
    await vault.destroy();
    await vault.put('outcome:new', text('late'));
    expect(await vaultOf('acc_1').names()).toEqual([]);
  });
});
