import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { certificationsQuery, substitutionsQuery } from '../../api/queries/certifications';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { later } from '../../ui/later';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { Examination } from './Examination';
import { useDecisions } from './useDecisions';
import { Waiting } from './Waiting';

const Decided = later(() => import('./Decided').then((part) => part.Decided));
const WhoseQueue = later(() => import('./WhoseQueue').then((part) => part.WhoseQueue));

export default function CertificationsPage() {
  const { t } = useTranslation();
  const [teacher, setTeacher] = useState<string | null>(null);
  const { data: substitutions = [] } = useQuery(substitutionsQuery());
  const worklist = useQuery(certificationsQuery(teacher));
  return (
    <Page title={t('certifications:title')}>
      <p className="dimmed">{t('certifications:intro')}</p>
      {substitutions.length > 0 && (
        <WhoseQueue substitutions={substitutions} teacher={teacher} onChange={setTeacher} />
      )}
      <Loaded query={worklist} height={720}>
        {(items) => <Queue key={teacher} items={items} teacher={teacher} />}
      </Loaded>
    </Page>
  );
}

/** The oldest is examined first; a decision leads on to the next. */
function Queue({ items, teacher }: { items: Outcome[]; teacher: string | null }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const decisions = useDecisions(teacher);
  const current = items.find(({ id }) => id === chosen) ?? items[0];
  const examined = useInSight(current?.id);
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
          <div ref={examined}>
            <Examination key={current.id} outcome={current} decisions={decisions} onGo={go} />
          </div>
        </>
      )}
      {decisions.made.length > 0 && <Decided decisions={decisions} />}
    </>
  );
}

/** On a small screen one outcome follows another where its decision was made: the next is seen from its title on. */
function useInSight(id: string | undefined) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(id);
  useEffect(() => {
    if (before.current === id) return;
    before.current = id;
    const heading = place.current?.querySelector('h2');
    if (!heading) return;
    const { top, bottom } = heading.getBoundingClientRect();
    const covered = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    if (top < covered || bottom > window.innerHeight) heading.scrollIntoView({ block: 'start' });
  }, [id]);
  return place;
}
