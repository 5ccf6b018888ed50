import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const source = new URL('..', import.meta.url);

/** All keys of a language, plural endings left out. */
function keysOf(language: string): Map<string, string> {
  const folder = new URL(`locale/${language}/`, source);
  const found = readdirSync(folder).flatMap((file) => {
    const texts = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object;
    return leaves(texts).map(([key, text]): [string, string] => [
      `${file.replace('.json', '')}:${key.replace(/_(one|other)$/, '')}`,
      text,
    ]);
  });
  return new Map(found);
}

function leaves(texts: object, above = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'string' ? [[above + name, value]] : leaves(value as object, `${above}${name}.`),
  );
}

/** How many names there are, those of areas too. */
function names(texts: object): number {
  if (Array.isArray(texts)) return 0;
  const below = Object.values(texts).map((value) => (typeof value === 'string' ? 0 : names(value as object)));
  return below.reduce((sum, number) => sum + number, below.length);
}

/** Every key in the code; `${…}` stands for any one part of it. */
function usedKeys(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const code = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.|schema\.d/.test(file));
  const areas = readdirSync(new URL('locale/zh-TW/', source)).map((file) => file.replace('.json', ''));
  const pattern = new RegExp(`['"\`](?:${areas.join('|')}):(?:[\\w.]|\\$\\{[^}]*\\})+`, 'g');
  return code.flatMap((file) => {
    const text = readFileSync(new URL(file, source), 'utf8');
    return (text.match(pattern) ?? []).map((key) => key.slice(1));
  });
}

const asPattern = (key: string) =>
  new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.:]+')}$`);

describe('the texts', () => {
  const zh = keysOf('zh-TW');
  const en = keysOf('en');
  const used = [...new Set(usedKeys())].map(asPattern);

  it('are each written once', () => {
    for (const language of ['zh-TW', 'en']) {
      const folder = new URL(`locale/${language}/`, source);
      for (const file of readdirSync(folder)) {
        const text = readFileSync(new URL(file, folder), 'utf8');
        const written = text.match(/^\s*"\w+":/gm)?.length;
        expect([file, written]).toEqual([file, names(JSON.parse(text) as object)]);
      }
    }
  });

  it('are the same keys in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  });

  it('name the same values in both languages', () => {
    const values = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
    for (const [key, text] of zh) expect([key, values(en.get(key) ?? '')]).toEqual([key, values(text)]);
  });

  it('are all there', () => {
    const missing = used.filter((pattern) => ![...zh.keys()].some((key) => pattern.test(key)));
    expect(missing).toEqual([]);
  });

  it('are all used', () => {
    const unused = [...zh.keys()].filter((key) => !used.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it('name pages and buttons in the help as they are named', () => {
    for (const [texts, quoted] of [
      [zh, /「([^」]+)」/g],
      [en, /“([^”]+)”/g],
    ] as const) {
      const help = [...texts].filter(([key]) => key.startsWith('help:')).map(([, text]) => text);
      const others = new Set([...texts].filter(([key]) => !key.startsWith('help:')).map(([, text]) => text));
      const named = help.flatMap((text) => [...text.matchAll(quoted)].map((match) => match[1] ?? ''));
      expect(named.filter((name) => !others.has(name))).toEqual([]);
    }
  });

  it('have no Chinese left in English', () => {
    for (const [key, text] of en) expect([key, /\p{Script=Han}/u.test(text)]).toEqual([key, false]);
  });
});
