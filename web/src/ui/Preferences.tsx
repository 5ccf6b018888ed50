import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { speak, tag, useTranslation } from '../i18n';

/** Changes between the two languages; it is written in the other one. */
export function LanguageButton() {
  const { language } = useTranslation();
  const other = language === 'en' ? 'zh-TW' : 'en';
  return (
    <Button variant="subtle" size="compact-md" lang={tag(other)} onClick={() => void speak(other)}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}

/** Changes between light and dark; until it is used, the device decides. */
export function ColorSchemeButton() {
  const { t } = useTranslation();
  // Holding transitions back takes a style element, which the content security policy refuses.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      size="lg"
      aria-label={t(dark ? 'common:lightScheme' : 'common:darkScheme')}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun size={20} aria-hidden /> : <IconMoon size={20} aria-hidden />}
    </ActionIcon>
  );
}
