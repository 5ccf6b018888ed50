import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { certificationsQuery, substitutionsQuery } from '../../api/queries/certifications';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useFormat } from '../../ui/useFormat';
import { Decided } from './Decided';
import { Examination } from './Examination';
import { useDecisions } from './useDecisions';
import { Waiting } from './Waiting';

export default function CertificationsPage() {
  const { t } = useTranslation();
  const [teacher, setTeacher] = useState<string | null>(null);
  const worklist = useQuery(certificationsQuery(teacher));
  return (
    <Page title={t('certifications:title')}>
      <p className="dimmed">{t('certifications:intro')}</p>
      <WhoseQueue teacher={teacher} onChange={setTeacher} />
      <Loaded query={worklist} height={720}>
        {(items) => <Queue key={teacher} items={items} teacher={teacher} />}
      </Loaded>
    </Page>
  );
}

/** One's own queue, or that of a teacher whose place one takes. */
function WhoseQueue(props: { teacher: string | null; onChange: (teacher: string | null) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: substitutions = [] } = useQuery(substitutionsQuery());
  if (substitutions.length === 0) return null;
  return (
    <div className="row">
      <NativeSelect
        label={t('certifications:whose')}
        value={props.teacher ?? ''}
        onChange={(event) => props.onChange(event.currentTarget.value || null)}
        data={[
          { value: '', label: t('certifications:mine') },
          ...substitutions.map(({ teacher, name, until }) => ({
            value: teacher,
            label: t('certifications:standIn', { name, until: format.day(until) }),
          })),
        ]}
      />
    </div>
  );
}

/** The oldest is examined first; a decision leads on to the next. */
function Queue({ items, teacher }: { items: Outcome[]; teacher: string | null }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const decisions = useDecisions(teacher);
  const current = items.find(({ id }) => id === chosen) ?? items[0];
  const go = (by: 1 | -1) => {
    const index = items.findIndex(({ id }) => id === current?.id);
    setChosen((items.at((index + by) % items.length) ?? items[0])?.id ?? null);
  };
  return (
    <>
      {current === undefined ? (
        <EmptyState title={t('certifications:empty')} hint={t('certifications:emptyHint')} />
      ) : (
        <>
          <Waiting items={items} current={current} decisions={decisions} onChoose={setChosen} />
          <Examination key={current.id} outcome={current} decisions={decisions} onGo={go} />
        </>
      )}
      <Decided decisions={decisions} />
    </>
  );
}
