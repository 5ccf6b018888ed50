import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { certificationsQuery } from '../../api/queries/account';
import type { Outcome } from '../../api/types';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import classes from './CertificationsPage.module.css';
import { Decided } from './Decided';
import { Examination } from './Examination';
import { useDecisions } from './useDecisions';

export default function CertificationsPage() {
  const { t } = useTranslation();
  const worklist = useQuery(certificationsQuery());
  return (
    <Page title={t('certifications:title')}>
      <p className="dimmed">{t('certifications:intro')}</p>
      <Loaded query={worklist} height={560}>
        {(items) => <Queue items={items} />}
      </Loaded>
    </Page>
  );
}

/** The oldest is examined first; a decision leads on to the next. */
function Queue({ items }: { items: Outcome[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const decisions = useDecisions();
  const current = items.find(({ id }) => id === chosen) ?? items[0];
  const next = () => {
    const index = items.findIndex(({ id }) => id === current?.id);
    setChosen((items[index + 1] ?? items[0])?.id ?? null);
  };
  return (
    <>
      {current === undefined ? (
        <EmptyState title={t('certifications:empty')} hint={t('certifications:emptyHint')} />
      ) : (
        <>
          <Waiting items={items} current={current} onChoose={setChosen} />
          <Examination key={current.id} outcome={current} decisions={decisions} onNext={next} />
        </>
      )}
      <Decided decisions={decisions} />
    </>
  );
}

function Waiting(props: { items: Outcome[]; current: Outcome; onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <Card title={t('certifications:waiting', { count: props.items.length })}>
      <ul className={classes.queue}>
        {props.items.map(({ id, title, course_name, student }) => (
          <li key={id}>
            <button
              type="button"
              className={classes.entry}
              aria-current={id === props.current.id ? 'true' : undefined}
              onClick={() => props.onChoose(id)}
            >
              <strong>{title}</strong>
              <span className="dimmed small">
                {student && t('certifications:student', { ...student })}・{course_name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
