import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { selectionProgressQuery } from '../../api/queries/school';
import type { Roster, SelectionProgress } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useSchool } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import { useSchoolYears } from '../../ui/useSchoolYear';
import { rosters } from './rosters';

/** How many school years can be looked at: this one and the two before. */
const YEARS = 3;

type ClassProgress = SelectionProgress['classes'][number];
type StudentProgress = SelectionProgress['items'][number];

export default function SelectionProgressPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const years = useSchoolYears(YEARS);
  const [year, setYear] = useState(years[0] ?? 0);
  const [roster, setRoster] = useState<Roster>('learning_outcomes');
  const progress = useInfiniteQuery(selectionProgressQuery(useSchool(), year, roster, ''));
  return (
    <Page title={t('selection:progress.title')}>
      <p className="dimmed">{t('selection:progress.voluntary')}</p>
      <div className="row">
        <NativeSelect
          label={t('selection:progress.year')}
          value={String(year)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
          data={years.map((value) => ({
            value: String(value),
            label: format.year(value),
          }))}
        />
        <NativeSelect
          label={t('selection:progress.roster')}
          value={roster}
          onChange={(event) => setRoster(event.currentTarget.value as Roster)}
          data={rosters.map((value) => ({ value, label: t(`selection:progress.rosters.${value}`) }))}
        />
      </div>
      <Loaded query={progress} height={520}>
        {({ pages }) => {
          const classes = pages[0]?.classes ?? [];
          if (classes.length === 0) return <EmptyState title={t('selection:progress.empty')} />;
          return (
            <>
              <Classes classes={classes} />
              <Students
                key={`${year} ${roster}`}
                year={year}
                roster={roster}
                names={classes.map(({ class_name: name }) => name)}
              />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Classes({ classes }: { classes: ClassProgress[] }) {
  const { t } = useTranslation();
  const columns: Column<ClassProgress>[] = [
    { key: 'class', header: t('selection:progress.class'), cell: (row) => row.class_name },
    { key: 'students', header: t('selection:progress.students'), cell: (row) => row.students },
    { key: 'with', header: t('selection:progress.withSelection'), cell: (row) => row.with_selection },
    { key: 'items', header: t('selection:progress.items'), cell: (row) => row.items },
  ];
  return (
    <Card title={t('selection:progress.byClass')}>
      <DataTable
        caption={t('selection:progress.byClass')}
        columns={columns}
        rows={classes}
        rowKey={(row) => row.class_name}
      />
    </Card>
  );
}

interface StudentsProps {
  year: number;
  roster: Roster;
  /** The classes to choose from. */
  names: string[];
}

/** Student by student, of one class or of all. */
function Students({ year, roster, names }: StudentsProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const progress = useInfiniteQuery(selectionProgressQuery(useSchool(), year, roster, name));
  const columns: Column<StudentProgress>[] = [
    { key: 'name', header: t('selection:progress.name'), cell: ({ student }) => student.name },
    { key: 'class', header: t('selection:progress.class'), cell: ({ student }) => student.class_name },
    { key: 'seat', tight: true, header: t('selection:progress.seat'), cell: ({ student }) => student.seat },
    {
      key: 'number',
      tight: true,
      header: t('selection:progress.number'),
      cell: ({ student }) => student.number,
    },
    { key: 'selected', header: t('selection:progress.selected'), cell: ({ selected }) => selected },
  ];
  const totalOf = (classes: ClassProgress[]) => classes.reduce((sum, { students }) => sum + students, 0);
  return (
    <Card
      title={t('selection:progress.byStudent')}
      aside={
        <NativeSelect
          aria-label={t('selection:progress.filter')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data={[
            { value: '', label: t('selection:progress.allClasses') },
            ...names.map((value) => ({ value, label: t('selection:progress.oneClass', { name: value }) })),
          ]}
        />
      }
    >
      <Loaded query={progress} height={320}>
        {({ pages }) => (
          <DataTable
            key={name}
            caption={t('selection:progress.byStudent')}
            columns={columns}
            rows={pages.flatMap((page) => page.items)}
            rowKey={({ student }) => student.id}
            more={{
              total: totalOf(pages[0]?.classes ?? []),
              fetching: progress.isFetchingNextPage || !progress.hasNextPage,
              fetch: () => void progress.fetchNextPage(),
            }}
          />
        )}
      </Loaded>
    </Card>
  );
}
