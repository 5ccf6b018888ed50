import { PasswordInput } from '@mantine/core';
import type { Path } from 'react-hook-form';
import { useTranslation } from '../i18n';
import { passwordRules, strength } from './credentials';
import { RuleList } from './RuleList';
import { field, type ZodForm } from './useZodForm';

interface Props<V extends { repeated: string }> {
  form: ZodForm<V>;
  /** The field of the password itself, as the function calls it. */
  name: Path<V>;
  username: string;
}

/** A new password, typed twice, with its rules and its strength in a word. */
export function NewPasswordFields<V extends { repeated: string }>({ form, name, username }: Props<V>) {
  const { t } = useTranslation();
  const password = String(form.watch(name) ?? '');
  const level = strength(password, username);
  const toggle = { 'aria-label': t('session:showPassword') };
  return (
    <>
      <div>
        <PasswordInput
          label={t('session:newPassword')}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={toggle}
          {...field(form, name)}
        />
        <RuleList area="password" rules={passwordRules(password, username)} />
        <p className="small" role="status">
          {t('session:strength.label')} <strong>{t(`session:strength.${level}`)}</strong>
        </p>
        <meter min={0} max={4} value={level} aria-label={t('session:strength.label')} />
      </div>
      <PasswordInput
        label={t('session:repeatPassword')}
        autoComplete="new-password"
        required
        visibilityToggleButtonProps={toggle}
        {...field(form, 'repeated' as Path<V>)}
      />
    </>
  );
}
