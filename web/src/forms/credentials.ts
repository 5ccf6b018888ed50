/** One rule and whether the text keeps it; `key` names its sentence. */
export interface RuleState {
  key: string;
  kept: boolean;
}

const USERNAME = { shortest: 6, longest: 32 };
const PASSWORD = { shortest: 10, longest: 128, distinct: 5 };
/** A name that ends in so many digits has the form of the initial ones. */
const INITIAL_DIGITS = 6;

/** The rules of a chosen user name, as the functions hold them. */
export function usernameRules(text: string, initial: string): RuleState[] {
  const name = text.trim().toLowerCase();
  const digits = /\d*$/.exec(name)?.[0].length ?? 0;
  return [
    { key: 'length', kept: name.length >= USERNAME.shortest && name.length <= USERNAME.longest },
    { key: 'characters', kept: /^[a-z][a-z0-9._-]*$/.test(name) },
    { key: 'notInitial', kept: name !== '' && name !== initial && digits < INITIAL_DIGITS },
  ];
}

/** The rules of a chosen password, as the functions hold them. */
export function passwordRules(text: string, username: string): RuleState[] {
  const password = text.normalize('NFC');
  const characters = [...password];
  const name = username.trim().toLowerCase();
  return [
    { key: 'length', kept: characters.length >= PASSWORD.shortest && characters.length <= PASSWORD.longest },
    { key: 'distinct', kept: new Set(characters).size >= PASSWORD.distinct },
    { key: 'notDigits', kept: password !== '' && !/^\d+$/.test(password) },
    { key: 'notName', kept: password !== '' && (name === '' || !password.toLowerCase().includes(name)) },
  ];
}

export const allKept = (rules: RuleState[]) => rules.every((rule) => rule.kept);

/** How hard a password is to guess, 0 to 4, from its length and variety. Below the rules it is 0. */
export function strength(text: string, username: string): number {
  if (!allKept(passwordRules(text, username))) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(text)).length;
  const length = [...text].length;
  const points = (length >= 12 ? 1 : 0) + (length >= 16 ? 1 : 0) + (kinds >= 3 ? 1 : 0);
  return 1 + points;
}
