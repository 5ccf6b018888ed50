import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Dashboard } from '../api/types';
import { useTranslation } from '../i18n';
import { Card } from './Card';
import { Counts } from './Counts';
import { Tag } from './Tag';
import { useFormat } from './useFormat';
import classes from './Semesters.module.css';

type Records = Pick<Dashboard, 'grades' | 'conduct' | 'attendance'>;

const conductKeys = [
  'commendations',
  'minor_merits',
  'major_merits',
  'warnings',
  'minor_demerits',
  'major_demerits',
] as const;

const attendanceKeys = [
  'late',
  'truancy',
  'sick_leave',
  'official_leave',
  'personal_leave',
  'bereavement_leave',
] as const;

/** What the school's own system says about one semester: grades, conduct, attendance. */
export function Semesters({ grades, conduct, attendance }: Records) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = [...grades, ...conduct, ...attendance].map((row) => row.semester);
  const semesters = [...new Set(all)].sort().reverse();
  const [chosen, setChosen] = useState<string | null>(null);
  const semester = chosen ?? semesters[0];
  if (semester === undefined) {
    return (
      <Card title={t('dashboard:grades')}>
        <p className="dimmed">{t('dashboard:noRecords')}</p>
      </Card>
    );
  }

  const behaviour = conduct.find((row) => row.semester === semester);
  const presence = attendance.find((row) => row.semester === semester);
  return (
    <>
      <NativeSelect
        label={t('dashboard:semester')}
        value={semester}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={semesters.map((value) => ({ value, label: format.semester(value) }))}
      />
      <div className="cards three">
        <Grades rows={grades.filter((row) => row.semester === semester)} />
        <Card title={t('dashboard:conduct')}>
          <Counts
            counts={conductKeys.map((key) => [t(`dashboard:conductKinds.${key}`), behaviour?.[key] ?? 0])}
          />
        </Card>
        <Card title={t('dashboard:attendance')}>
          <Counts
            counts={attendanceKeys.map((key) => [
              t(`dashboard:attendanceKinds.${key}`),
              presence?.[key] ?? 0,
            ])}
          />
        </Card>
      </div>
    </>
  );
}

/** Grades as a table whose middle column draws them; a sentence until there are any. */
function Grades({ rows }: { rows: Records['grades'] }) {
  const { t } = useTranslation();
  if (rows.every(({ score }) => score === null)) {
    return (
      <Card title={t('dashboard:grades')}>
        <p className="dimmed">{t('dashboard:noGrades')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('dashboard:grades')}>
      <table className={classes.bars} aria-label={t('dashboard:grades')}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.course_name}>
              <th scope="row">{row.course_name}</th>
              <td aria-hidden>
                <div className={classes.track}>
                  <div className={classes.bar} style={{ width: `${row.score ?? 0}%` }} />
                </div>
              </td>
              <td className="number">
                {row.score ?? '—'} {row.passed === false && <Tag tone="bad">{t('dashboard:failed')}</Tag>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
