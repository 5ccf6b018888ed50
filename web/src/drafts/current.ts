import { session } from '../api/current';
import { draftsAmong } from './names';
import { Vault } from './vault';

let current: { owner: string; vault: Vault } | null = null;

/** The vault of whoever is signed in. */
export function vault(): Vault {
  const owner = session.state().account?.id ?? '';
  if (current?.owner !== owner) {
    current?.vault.close();
    current = { owner, vault: new Vault(owner) };
  }
  return current.vault;
}

/** The drafts whose name begins so. */
export const draftsNamed = async (prefix: string): Promise<string[]> =>
  draftsAmong(await vault().names()).filter((name) => name.startsWith(prefix));

/** How many forms were begun and not sent. */
export const unsentDrafts = async (): Promise<number> => (await draftsNamed('')).length;

/** Deletes every draft and the key: somebody signs out. */
export const destroyVault = (): Promise<void> => vault().destroy();

session.onSignOut(() => {
  // Also in another tab: what is still open there must not be written again.
  current?.vault.close();
  current = null;
});
