import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { classesQuery } from '../../api/queries/school';
import type { ActivationCode } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useSchool } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import styles from './ActivationCodesPage.module.css';

export default function ActivationCodesPage() {
  const { t } = useTranslation();
  const school = useSchool();
  const listed = useQuery(classesQuery(school));
  const [whose, setWhose] = useState('');
  const issue = useMutation({
    mutationFn: (name: string) => {
      const body = name === '' ? { group: 'staff' } : { group: 'class', class_name: name };
      return answer(
        api.POST('/api/schools/{school}/activation-codes', { params: { path: { school } }, body }),
      );
    },
  });
  const choices = (listed.data ?? []).map(({ class_name: name }) => ({
    value: name,
    label: t('classes:codes.class', { name }),
  }));
  return (
    <Page title={t('classes:codes.title')}>
      <p className={styles.onScreen}>{t('classes:codes.what')}</p>
      <div className={`row ${styles.choice} ${styles.onScreen}`}>
        <NativeSelect
          label={t('classes:codes.whose')}
          data={[{ value: '', label: t('classes:codes.staff') }, ...choices]}
          value={whose}
          onChange={(event) => {
            setWhose(event.currentTarget.value);
            issue.reset();
          }}
        />
        <Button loading={issue.isPending} onClick={() => issue.mutate(whose)}>
          {t('classes:codes.issue')}
        </Button>
      </div>
      {issue.error && <ProblemNotice error={issue.error} />}
      {issue.data && <Slips codes={issue.data.items} />}
    </Page>
  );
}

/** To be cut apart, one for each person. */
function Slips({ codes }: { codes: ActivationCode[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (codes.length === 0) return <EmptyState title={t('classes:codes.none')} />;
  return (
    <Card
      title={t('classes:codes.count', { count: codes.length })}
      aside={
        <Button
          className={styles.onScreen}
          variant="default"
          size="compact-md"
          onClick={() => window.print()}
        >
          {t('classes:codes.print')}
        </Button>
      }
    >
      <ul className={styles.slips}>
        {codes.map((slip) => (
          <li key={slip.id} className={styles.slip}>
            <strong>
              {slip.class_name === '' ? '' : `${slip.class_name}-${slip.seat} `}
              {slip.name}
            </strong>
            <span>
              {t('classes:codes.username')} <code>{slip.username}</code>
            </span>
            <span>
              {t('classes:codes.code')} <code className={styles.code}>{slip.code}</code>
            </span>
            <span className="dimmed">{t('classes:codes.until', { until: format.moment(slip.until) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
