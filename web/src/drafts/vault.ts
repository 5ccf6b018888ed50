import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

const NAME = 'portfolio.drafts';

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

interface Shelves extends DBSchema {
  /** The one key, and whose it is. */
  keys: { key: 'own'; value: { owner: string; key: CryptoKey } };
  sealed: { key: string; value: Sealed };
}

type Database = IDBPDatabase<Shelves>;

/**
 * What one person has begun and not sent, encrypted in the browser's own database. The key never
 * leaves the browser: scripts may use it, none can read it. Another person's vault is emptied before
 * use, and after `destroy` nothing is kept any more, so that a late save leaves no trace.
 */
export class Vault {
  readonly #owner: string;
  #opened: Promise<{ database: Database; key: CryptoKey }> | null = null;
  #destroyed = false;

  constructor(owner: string) {
    this.#owner = owner;
  }

  async put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#destroyed) return;
    const { database, key } = await this.#open();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt(cipher(name, iv), key, bytes);
    if (!this.#destroyed) await database.put('sealed', { iv, bytes: sealed }, name);
  }

  /** What was put under a name; `null` where there is nothing that this key opens. */
  async get(name: string): Promise<ArrayBuffer | null> {
    const { database, key } = await this.#open();
    const found = await database.get('sealed', name);
    if (found === undefined) return null;
    return crypto.subtle.decrypt(cipher(name, found.iv), key, found.bytes).catch(() => null);
  }

  /** Removes what has this name, and what lies under it. */
  async remove(name: string): Promise<void> {
    if (this.#destroyed) return;
    const { database } = await this.#open();
    await database.delete('sealed', name);
    await database.delete('sealed', IDBKeyRange.bound(`${name}/`, `${name}/\uffff`));
  }

  async names(): Promise<string[]> {
    if (this.#destroyed) return [];
    const { database } = await this.#open();
    return database.getAllKeys('sealed');
  }

  /** Deletes everything, the key too, for good. */
  async destroy(): Promise<void> {
    this.close();
    await deleteDB(NAME);
  }

  /** Keeps nothing any more: another tab is deleting everything. */
  close(): void {
    this.#destroyed = true;
    void this.#opened?.then(
      ({ database }) => database.close(),
      () => undefined,
    );
  }

  #open() {
    this.#opened ??= openVault(this.#owner);
    return this.#opened;
  }
}

const cipher = (name: string, iv: BufferSource) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(name),
});

async function openVault(owner: string): Promise<{ database: Database; key: CryptoKey }> {
  const database: Database = await openDB<Shelves>(NAME, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('keys');
      fresh.createObjectStore('sealed');
    },
    blocking: () => database.close(),
  });
  const known = await database.get('keys', 'own');
  if (known?.owner === owner) return { database, key: known.key };
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const change = database.transaction(['keys', 'sealed'], 'readwrite');
  // Another tab of the same person may have been quicker.
  const first = await change.objectStore('keys').get('own');
  if (first?.owner !== owner) {
    await change.objectStore('sealed').clear();
    await change.objectStore('keys').put({ owner, key }, 'own');
  }
  await change.done;
  return { database, key: first?.owner === owner ? first.key : key };
}
