import type { Vault } from './vault';

/** Milliseconds of quiet after which what was typed is saved. */
const QUIET_MS = 400;

/** A file of a form that was not sent yet. */
export type KeptFile =
  | { step: 'stored'; fileId: string; name: string; size: number }
  /** Its bytes lie in the vault, and go on under the same reservation. */
  | { step: 'sending'; uploadId: string; name: string; mediaType: string }
  /** The file that the item had was taken off it. */
  | { step: 'removed' };

/** What is kept of a form. */
export interface DraftContent<V> {
  /** Names the sending of this form, so that sending it twice makes one item. */
  requestId: string;
  /** The version of the item that it changes; `null` for a new one. */
  version: number | null;
  /** When it was last saved, in milliseconds since 1970. */
  savedAt: number;
  values: V;
  files: Record<string, KeptFile>;
}

export interface DraftState {
  /** When it was last saved; `null` before the first time. */
  savedAt: number | null;
  /** The browser keeps nothing: a private window, a full disk. */
  failed: boolean;
}

/** One form that saves itself while it is filled in. */
export class Draft<V> {
  readonly name: string;
  /** What was there when the form was opened. */
  readonly found: DraftContent<V> | null;
  readonly requestId: string;
  readonly #vault: Vault;
  readonly #version: number | null;
  #values: V | null;
  #files: Record<string, KeptFile>;
  #state: DraftState;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #over = false;
  readonly #listeners = new Set<() => void>();

  private constructor(vault: Vault, name: string, version: number | null, found: DraftContent<V> | null) {
    this.name = name;
    this.found = found;
    this.requestId = found?.requestId ?? crypto.randomUUID();
    this.#vault = vault;
    this.#version = found?.version ?? version;
    this.#values = found?.values ?? null;
    this.#files = found?.files ?? {};
    this.#state = { savedAt: found?.savedAt ?? null, failed: false };
  }

  /** Opens what was kept under a name, or begins it. A browser that keeps nothing begins it too. */
  static async open<V>(vault: Vault, name: string, version: number | null): Promise<Draft<V>> {
    const bytes = await vault.get(name).catch(() => null);
    const found = bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as DraftContent<V>);
    return new Draft(vault, name, version, found);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): DraftState => this.#state;

  /** The item was changed elsewhere after the draft was begun. */
  outdated(version: number | null): boolean {
    return this.found !== null && this.found.version !== version;
  }

  /** Takes what the form holds now, to be saved when the typing pauses. */
  change(values: V): void {
    this.#values = values;
    this.#soon();
  }

  file(field: string): KeptFile | null {
    return this.#files[field] ?? null;
  }

  keepFile(field: string, kept: KeptFile, values: V, bytes?: Uint8Array<ArrayBuffer>): void {
    this.#files = { ...this.#files, [field]: kept };
    this.#values = values;
    this.#write(async () => {
      if (bytes === undefined) await this.#vault.remove(this.#place(field));
      else await this.#vault.put(this.#place(field), bytes);
    });
    this.flush();
  }

  /** The bytes of a file that was on its way. */
  bytes(field: string): Promise<ArrayBuffer | null> {
    return this.#vault.get(this.#place(field)).catch(() => null);
  }

  /** The stored files that only this draft names. */
  storedFiles(): string[] {
    return Object.values(this.#files).flatMap((file) => (file.step === 'stored' ? [file.fileId] : []));
  }

  /** Saves at once: the page is about to go. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const values = this.#values;
    if (values === null || this.#over) return;
    this.#write(async () => {
      const savedAt = Date.now();
      const content: DraftContent<V> = {
        requestId: this.requestId,
        version: this.#version,
        savedAt,
        values,
        files: this.#files,
      };
      await this.#vault.put(this.name, new TextEncoder().encode(JSON.stringify(content)));
      this.#become({ savedAt, failed: false });
    });
  }

  /** It was sent, or is not wanted: nothing of it stays. */
  async finish(): Promise<void> {
    this.#over = true;
    clearTimeout(this.#timer);
    await this.#writing;
    await this.#vault.remove(this.name).catch(() => undefined);
  }

  #soon(): void {
    if (this.#over) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), QUIET_MS);
  }

  /** One write after the other, so that the last one stands. */
  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing
      .then(() => (this.#over ? undefined : work()))
      .catch(() => this.#become({ ...this.#state, failed: true }));
  }

  readonly #place = (field: string) => `${this.name}/${field}`;

  #become(state: DraftState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
