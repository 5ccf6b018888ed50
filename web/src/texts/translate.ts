/** Texts of an area by their names, nested as they belong together. */
export interface Texts {
  readonly [name: string]: string | Texts;
}

/** What a text is filled with; `count` also chooses among its plural forms. */
export type Values = Readonly<Record<string, unknown>>;

/** The text of a name, whose dots lead into nested ones. */
export function find(texts: Texts, name: string): string | undefined {
  let found: string | Texts | undefined = texts;
  for (const part of name.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/**
 * A text filled with values, which it names in double braces. A language with plural forms has one text for
 * each, told apart by the form's name: `items_one`, `items_other`.
 */
export function translate(texts: Texts, name: string, values: Values, plural: Intl.PluralRules): string {
  const { count } = values;
  const form = typeof count === 'number' ? find(texts, `${name}_${plural.select(count)}`) : undefined;
  const text = form ?? find(texts, name) ?? name;
  return text.replace(/\{\{(\w+)\}\}/g, (_, value: string) => String(values[value] ?? ''));
}
