import { createHash } from 'node:crypto';
import { newUploadId } from '../src/api/upload/identifier.ts';

/** A demonstration account of the local system. */
export interface Person {
  role: string;
  /** The code; `null` outside of schools. */
  school: string | null;
  username: string;
  password: string;
  activated: boolean;
}

/** Where the system under test is. */
export const BASE_URL = process.env.BASE_URL ?? 'http://127.0.0.1:8787';

let people: Promise<Person[]> | undefined;

async function known(): Promise<Person[]> {
  people ??= fetch(`${BASE_URL}/_local/accounts`).then((answer) => answer.json() as Promise<Person[]>);
  return people;
}

/** The activated accounts of a role, at a school (the first that has a student), or outside of schools. */
export async function peopleWho(role: string, at?: string | null): Promise<Person[]> {
  const all = await known();
  const school = at ?? all.find((one) => one.role === 'student' && one.activated)?.school ?? null;
  return all.filter((one) => one.role === role && [school, null].includes(one.school) && one.activated);
}

/** Somebody of another school than the first: what fills up there is in no other journey's way. */
export async function personElsewhere(role: string, place = 0): Promise<Person> {
  const first = (await person('student')).school;
  const others = (await known()).filter((one) => one.role === role && one.activated && one.school !== first);
  const found = others[place];
  if (found === undefined) throw new Error(`no demonstration account elsewhere is a ${role} (${place})`);
  return found;
}

/** One of them, the first unless said otherwise. */
export async function person(role: string, place = 0): Promise<Person> {
  const found = (await peopleWho(role))[place];
  if (found === undefined) throw new Error(`no demonstration account is a ${role} (${place})`);
  return found;
}

/** An account whose first sign-in is to come. */
export async function newcomer(role: string, place = 0): Promise<Person> {
  const found = (await known()).filter((one) => one.role === role && !one.activated)[place];
  if (found === undefined) throw new Error(`every ${role} is activated`);
  return found;
}

/** The functions, as somebody calls them: what a journey needs to be so before it begins. */
export class Caller {
  readonly account: { id: string; display_name: string; school: { code: string } | null };
  readonly #token: string;

  private constructor(token: string, account: Caller['account']) {
    this.#token = token;
    this.account = account;
  }

  static async of({ username, password }: Person): Promise<Caller> {
    const answer = await fetch(`${BASE_URL}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(BASE_URL).origin },
      body: JSON.stringify({ username, password }),
    });
    const view = (await answer.json()) as { access_token: string; account: Caller['account'] };
    return new Caller(view.access_token, view.account);
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${BASE_URL}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

interface Account {
  quota: { used_bytes: number; pending_bytes: number };
}

/** How much of somebody's space stored files take, and how much is kept for uploads. */
export async function quotaOf(caller: Caller): Promise<{ used: number; pending: number }> {
  const { used_bytes: used, pending_bytes: pending } = (await caller.call<Account>('GET', '/api/account'))
    .quota;
  return { used, pending };
}

/** Stores a file of somebody's, as the page does. Answers its id. */
export async function storeFile(
  caller: Caller,
  name: string,
  bytes: Buffer,
  mediaType: string,
): Promise<string> {
  const file = await reserveFile(caller, name, bytes, mediaType);
  if (file.upload === null) throw new Error(`${name} is there already`);
  const { url, headers } = file.upload;
  const sent = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  if (!sent.ok) throw new Error(`${name}: ${sent.status} ${await sent.text()}`);
  await caller.call('POST', `/api/files/${file.file_id}/confirm`);
  return file.file_id;
}

interface Reserved {
  file_id: string;
  upload: { url: string; headers: Record<string, string> } | null;
}

/** Keeps a place for a file, and sends nothing. */
export function reserveFile(
  caller: Caller,
  name: string,
  bytes: Buffer,
  mediaType: string,
): Promise<Reserved> {
  return caller.call('POST', '/api/files', {
    upload_id: newUploadId(),
    name,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    media_type: mediaType,
    purpose: 'learning_outcome',
  });
}

/** The name by which others know somebody. */
export async function displayName(who: Person): Promise<string> {
  return (await Caller.of(who)).account.display_name;
}
