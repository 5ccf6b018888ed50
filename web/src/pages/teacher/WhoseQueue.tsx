import { NativeSelect } from '@mantine/core';
import type { Substitution } from '../../api/types';
import { useTranslation } from '../../i18n';
import { useFormat } from '../../ui/useFormat';

interface Props {
  substitutions: readonly Substitution[];
  /** `null` for one's own. */
  teacher: string | null;
  onChange: (teacher: string | null) => void;
}

/** One's own queue, or that of a teacher whose place one takes. */
export function WhoseQueue({ substitutions, teacher, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="row">
      <NativeSelect
        label={t('certifications:whose')}
        value={teacher ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || null)}
        data={[
          { value: '', label: t('certifications:mine') },
          ...substitutions.map(({ teacher: id, name, until }) => ({
            value: id,
            label: t('certifications:standIn', { name, until: format.day(until) }),
          })),
        ]}
      />
    </div>
  );
}
