import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { classStudentsQuery } from '../../api/queries/school';
import type { ClassStudent } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useParams } from '../../routing/useRouting';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { seeingPortfolios } from '../../navigation';
import { useAccount, useSchool } from '../../ui/useAccount';

export default function ClassPage() {
  const { t } = useTranslation();
  const { class: name } = useParams(paths.schoolClass);
  const students = useQuery(classStudentsQuery(useSchool(), name));
  return (
    <Page title={t('classes:one', { name })}>
      <TextLink to={paths.classes}>{t('classes:back')}</TextLink>
      <Loaded query={students} height={420}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('classes:noStudents')} />
          ) : (
            <Students name={name} students={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Students({ name, students }: { name: string; students: ClassStudent[] }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const columns = useColumns(name);
  const shown = students.filter((item) => item.name.includes(wanted) || item.number.includes(wanted));
  return (
    <Card
      title={t('classes:studentsWaiting', {
        students: t('classes:studentCount', { count: shown.length }),
        waiting: t('classes:waiting', { count: sum(shown, ({ outcomes }) => outcomes.pending) }),
      })}
      aside={
        <TextInput
          type="search"
          className="short"
          aria-label={t('classes:search')}
          placeholder={t('classes:search')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value.trim())}
        />
      }
    >
      <DataTable
        caption={t('classes:one', { name })}
        columns={columns}
        rows={shown}
        rowKey={(item) => item.id}
      />
    </Card>
  );
}

const sum = (students: ClassStudent[], of: (student: ClassStudent) => number) =>
  students.reduce((before, student) => before + of(student), 0);

function useColumns(name: string): Column<ClassStudent>[] {
  const { t } = useTranslation();
  const { roles } = useAccount();
  const sees = roles.some((role) => seeingPortfolios.includes(role));
  return [
    {
      key: 'name',
      header: t('classes:field.name'),
      cell: (item) =>
        sees ? (
          <TextLink to={paths.studentPortfolio} params={{ class: name, student: item.id }}>
            {item.name}
          </TextLink>
        ) : (
          item.name
        ),
    },
    { key: 'seat', tight: true, header: t('classes:field.seat'), cell: (item) => item.seat },
    { key: 'number', tight: true, header: t('classes:field.number'), cell: (item) => item.number },
    { key: 'pending', header: t('classes:field.pending'), cell: ({ outcomes }) => outcomes.pending },
    { key: 'certified', header: t('classes:field.certified'), cell: ({ outcomes }) => outcomes.certified },
  ];
}
