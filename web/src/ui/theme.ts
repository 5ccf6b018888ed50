import {
  type CSSVariablesResolver,
  createTheme,
  defaultCssVariablesResolver,
  type MantineColorsTuple,
  mergeMantineTheme,
  DEFAULT_THEME,
} from '@mantine/core';
import { type ComponentProps, createElement } from 'react';

const lake: MantineColorsTuple = [
  '#e8f5fb',
  '#d3e8f3',
  '#a5d0e6',
  '#74b7d9',
  '#58aad6',
  '#3595c9',
  '#0b6fa3',
  '#0b5c8a',
  '#084c73',
  '#053a59',
];

const bad: MantineColorsTuple = [
  '#fdeeee',
  '#f8d7d7',
  '#f1b4b4',
  '#ee9797',
  '#e87979',
  '#cf3f3f',
  '#b52626',
  '#a91d1d',
  '#8a1515',
  '#6b0f0f',
];

type Root = ComponentProps<'button'> & { 'data-loading'?: unknown; 'data-disabled'?: unknown };

/**
 * A button whose order is under way cannot be pressed, and keeps the focus: the library disables it, and
 * the browser lets the focus of what is disabled fall to the top of the page.
 */
const busyButton = ({ disabled, ...root }: Root) => {
  const busy = root['data-loading'] !== undefined && root['data-disabled'] === undefined;
  if (!busy) return createElement('button', { ...root, disabled });
  const refuse: Root['onClick'] = (event) => event.preventDefault();
  return createElement('button', { ...root, 'aria-disabled': true, onClick: refuse });
};

/** The palette is our own: several of the library's shades miss 4.5:1 on white. */
export const theme = createTheme({
  primaryColor: 'lake',
  primaryShade: { light: 7, dark: 6 },
  colors: { lake, bad },
  black: '#16212b',
  fontFamily:
    "system-ui, -apple-system, 'PingFang TC', 'Noto Sans TC', 'Noto Sans CJK TC', 'Microsoft JhengHei', sans-serif",
  defaultRadius: 'md',
  respectReducedMotion: true,
  components: { Button: { defaultProps: { renderRoot: busyButton } } },
});

/** Meanings that are not the library's: each pair of text and ground is at least 4.5:1. */
const light = {
  '--mantine-color-body': '#ffffff',
  '--mantine-color-dimmed': '#55606b',
  '--mantine-color-placeholder': '#68737d',
  '--mantine-color-error': bad[7],
  '--mantine-color-default-border': '#7b8791',
  '--mantine-color-disabled': '#e4e9ed',
  '--mantine-color-disabled-color': '#56616b',
  '--mantine-color-anchor': lake[7],
  '--ground': '#f3f6f9',
  '--surface': '#ffffff',
  '--line': '#d4dce3',
  '--ok': '#17652e',
  '--warn': '#8a4a00',
  '--bad': '#a91d1d',
  '--mute': '#4a5560',
  '--fill': lake[7],
  '--here': lake[1],
};

const dark = {
  '--mantine-color-body': '#1b232b',
  '--mantine-color-text': '#e6ebef',
  '--mantine-color-dimmed': '#b3bdc6',
  '--mantine-color-placeholder': '#99a4ae',
  '--mantine-color-error': bad[3],
  '--mantine-color-dark-4': '#77838e',
  '--mantine-color-dark-5': '#2d3945',
  '--mantine-color-dark-6': '#232d37',
  '--mantine-color-default': '#232d37',
  '--mantine-color-default-hover': '#2d3945',
  '--mantine-color-default-border': '#77838e',
  '--mantine-color-disabled': '#303b46',
  '--mantine-color-disabled-color': '#a9b4be',
  '--mantine-color-anchor': lake[3],
  '--mantine-color-lake-light-color': lake[3],
  '--mantine-color-bad-light-color': bad[3],
  '--ground': '#121920',
  '--surface': '#1b232b',
  '--line': '#3a4651',
  '--ok': '#7fd39a',
  '--warn': '#f0b66a',
  '--bad': bad[3],
  '--mute': '#b3bdc6',
  '--fill': lake[4],
  '--here': '#16384d',
};

/** Everything the components read, for the generated style sheet. */
export const variables: CSSVariablesResolver = (merged) => {
  const base = defaultCssVariablesResolver(merged);
  return { variables: base.variables, light: { ...base.light, ...light }, dark: { ...base.dark, ...dark } };
};

/** The style sheet of the theme: made once and shipped as a file, so that no style is written inline. */
export function themeSheet(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const { variables: shared, light: day, dark: night } = variables(merged);
  const block = (selector: string, values: Record<string, string>) => {
    const lines = Object.entries(values)
      .filter(([name]) => !unused.test(name))
      .map(([name, value]) => `  ${name}: ${value};`);
    return `${selector} {\n${lines.join('\n')}\n}\n`;
  };
  return [
    '/* Written by `npm run theme` from src/ui/theme.ts. */',
    block(':root', shared),
    block(":root[data-mantine-color-scheme='light']", day),
    block(":root[data-mantine-color-scheme='dark']", night),
  ].join('\n');
}

const unused =
  /--mantine-color-(blue|cyan|grape|green|indigo|lime|orange|pink|red|teal|violet|yellow)-|--mantine-z-index|--mantine-h\d-/;
