/** A demonstration account of the local system. */
export interface Person {
  role: string;
  school: string;
  username: string;
  password: string;
  activated: boolean;
}

/** Where the system under test is. */
export const BASE_URL = process.env.BASE_URL ?? 'http://127.0.0.1:8787';

let people: Promise<Person[]> | undefined;

/** The first activated account of a role, at the first school that has a student. */
export async function person(role: string): Promise<Person> {
  people ??= fetch(`${BASE_URL}/_local/accounts`).then((answer) => answer.json() as Promise<Person[]>);
  const known = await people;
  const school = known.find((one) => one.role === 'student' && one.activated)?.school;
  const found = known.find((one) => one.role === role && one.school === school && one.activated);
  if (found === undefined) throw new Error(`no demonstration account is a ${role}`);
  return found;
}

/** The name by which others know somebody. */
export async function displayName({ username, password }: Person): Promise<string> {
  const answer = await fetch(`${BASE_URL}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(BASE_URL).origin },
    body: JSON.stringify({ username, password }),
  });
  const { account } = (await answer.json()) as { account: { display_name: string } };
  return account.display_name;
}
