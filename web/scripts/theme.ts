import { writeFileSync } from 'node:fs';
import { themeSheet } from '../src/ui/theme.ts';

writeFileSync(new URL('../src/ui/theme.generated.css', import.meta.url), themeSheet());
