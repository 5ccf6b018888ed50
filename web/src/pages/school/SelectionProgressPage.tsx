import { Button, NativeSelect } from '@mantine/core';
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
  const progress = useInfiniteQuery(selectionProgressQuery(useSchool(), year, roster));
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
        {({ pages }) => (
          <>
            <Classes classes={pages[0]?.classes ?? []} />
            <Students students={pages.flatMap((page) => page.items)} />
          </>
        )}
      </Loaded>
      {progress.hasNextPage && (
        <Button
          variant="default"
          loading={progress.isFetchingNextPage}
          onClick={() => void progress.fetchNextPage()}
        >
          {t('common:more')}
        </Button>
      )}
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
  if (classes.length === 0) return <EmptyState title={t('selection:progress.empty')} />;
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

function Students({ students }: { students: StudentProgress[] }) {
  const { t } = useTranslation();
  const columns: Column<StudentProgress>[] = [
    { key: 'name', header: t('selection:progress.name'), cell: ({ student }) => student.name },
    { key: 'class', header: t('selection:progress.class'), cell: ({ student }) => student.class_name },
    { key: 'seat', tight: true, header: t('selection:progress.seat'), cell: ({ student }) => student.seat },
    { key: 'selected', header: t('selection:progress.selected'), cell: ({ selected }) => selected },
  ];
  if (students.length === 0) return null;
  return (
    <Card title={t('selection:progress.byStudent')}>
      <DataTable
        caption={t('selection:progress.byStudent')}
        columns={columns}
        rows={students}
        rowKey={({ student }) => student.id}
      />
    </Card>
  );
}
