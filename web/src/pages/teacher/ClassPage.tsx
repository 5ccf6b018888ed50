import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { classStudentsQuery } from '../../api/queries/school';
import type { StudentRef } from '../../api/types';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useSchool } from '../../ui/useAccount';

export default function ClassPage() {
  const { t } = useTranslation();
  const { class: name } = useParams({ from: '/inside/classes/$class' });
  const students = useQuery(classStudentsQuery(useSchool(), name));
  const columns = useColumns();
  return (
    <Page title={t('classes:one', { name })}>
      <TextLink to={paths.classes}>{t('classes:back')}</TextLink>
      <Loaded query={students} height={420}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('classes:noStudents')} />
          ) : (
            <Card title={t('classes:studentCount', { count: items.length })}>
              <DataTable
                caption={t('classes:one', { name })}
                columns={columns}
                rows={items}
                rowKey={(item) => item.id}
              />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function useColumns(): Column<StudentRef>[] {
  const { t } = useTranslation();
  return [
    { key: 'name', header: t('classes:field.name'), cell: (item) => item.name },
    { key: 'seat', tight: true, header: t('classes:field.seat'), cell: (item) => item.seat },
    { key: 'number', tight: true, header: t('classes:field.number'), cell: (item) => item.number },
  ];
}
