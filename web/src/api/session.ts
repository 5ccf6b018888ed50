import type { Account, SessionView } from './types';
import { problemOf, unreachable } from './problem';

/** What the session needs of the browser, so that tests can stand in for it. */
export interface SessionPorts {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Runs one refresh at a time among all tabs of the browser (a Web Lock). */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  now: () => number;
  /** The language of the sentences that are answered. */
  language: () => string;
  /** Whether a refresh is worth trying: no secret, only the memory that somebody signed in here. */
  remembered: { get: () => boolean; set: (value: boolean) => void };
  /** Tells the other tabs that the session is over. */
  announceEnd: () => void;
}

/** Seconds before its end at which a token is renewed rather than used. */
const RENEW_BEFORE_S = 30;

export interface SessionState {
  account: Account | null;
  /** Whether this page saw the sign-in itself, so that notices are shown once. */
  fresh: boolean;
  /** How the last session ended: by a sign-out, here or in another tab, or because it ran out. */
  ended?: 'signed_out' | 'expired';
}

/**
 * Who is signed in. The access token lives in this object alone, never in storage; after a reload it
 * is had again by the refresh cookie, which scripts cannot read.
 */
export class Session {
  readonly #ports: SessionPorts;
  #token: string | null = null;
  #expiresAt = 0;
  #state: SessionState = { account: null, fresh: false };
  #refreshing: Promise<boolean> | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #signOutListeners = new Set<() => void>();

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): SessionState => this.#state;

  /** Opens a session by name and password; the answer may be one that only activates. */
  async signIn(username: string, password: string): Promise<Account> {
    const body = JSON.stringify({ username, password });
    const response = await this.#post('/api/session', { 'content-type': 'application/json' }, body);
    if (!response.ok) throw problemOf(await response.json().catch(() => null), response);
    const view = (await response.json()) as SessionView;
    this.open(view);
    return view.account;
  }

  /** Takes a session that was just opened by hand. */
  open(view: SessionView): void {
    this.#adopt(view, true);
  }

  /** Whether somebody is signed in, or was when this browser was last here. */
  mayBeOpen(): boolean {
    return this.#state.account !== null || this.#ports.remembered.get();
  }

  /** Who is signed in, after a reload too. A page that cannot reach the system throws. */
  async restore(): Promise<Account | null> {
    if (this.#state.account === null && this.#ports.remembered.get()) await this.refresh();
    return this.#state.account;
  }

  /** The token for the next call, renewed if it is about to end; `null` for nobody. */
  async token(): Promise<string | null> {
    if (this.#token === null) return null;
    const left = this.#expiresAt - this.#ports.now();
    if (left <= RENEW_BEFORE_S * 1000 && !this.#state.account?.must_activate) await this.refresh();
    return this.#token;
  }

  /** Renews the token; `false` if the session is over. Calls at the same time share one. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#ports
      .exclusively(() => this.#renew())
      .finally(() => {
        this.#refreshing = null;
      });
    return this.#refreshing;
  }

  /** Signs out here and in the other tabs. */
  end(): void {
    this.forget('signed_out');
    this.#ports.announceEnd();
  }

  /** Forgets who was signed in, in this tab. */
  forget(ended: SessionState['ended']): void {
    if (ended === 'signed_out') for (const listener of this.#signOutListeners) listener();
    this.#token = null;
    this.#ports.remembered.set(false);
    this.#become({ account: null, fresh: false, ended });
  }

  /** Tells of a sign-out before the pages hear of it. */
  onSignOut(listener: () => void): void {
    this.#signOutListeners.add(listener);
  }

  /** The notices after the sign-in were seen. */
  settle(): void {
    if (this.#state.fresh) this.#become({ ...this.#state, fresh: false });
  }

  async #renew(): Promise<boolean> {
    const response = await this.#post('/api/session/refresh');
    if (response.ok) {
      this.#adopt((await response.json()) as SessionView, this.#state.fresh);
      return true;
    }
    const refused = response.status === 401 || response.status === 403;
    if (!refused) throw problemOf(await response.json().catch(() => null), response);
    this.forget('expired');
    return false;
  }

  #post(url: string, headers: Record<string, string> = {}, body?: string): Promise<Response> {
    const init: RequestInit = {
      method: 'POST',
      credentials: 'same-origin',
      headers: { ...headers, 'accept-language': this.#ports.language() },
      body,
    };
    return this.#ports.fetch(url, init).catch(() => {
      throw unreachable();
    });
  }

  #adopt(view: SessionView, fresh: boolean): void {
    this.#token = view.access_token;
    this.#expiresAt = this.#ports.now() + view.expires_in * 1000;
    // An activation token has no refresh cookie behind it.
    this.#ports.remembered.set(!view.account.must_activate);
    this.#become({ account: view.account, fresh });
  }

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
