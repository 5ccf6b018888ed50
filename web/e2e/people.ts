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

/** The activated accounts of a role, at the first school that has a student, or outside of schools. */
export async function peopleWho(role: string): Promise<Person[]> {
  const all = await known();
  const school = all.find((one) => one.role === 'student' && one.activated)?.school ?? null;
  return all.filter((one) => one.role === role && [school, null].includes(one.school) && one.activated);
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

/** The name by which others know somebody. */
export async function displayName(who: Person): Promise<string> {
  return (await Caller.of(who)).account.display_name;
}
