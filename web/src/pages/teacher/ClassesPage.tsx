import { useQuery } from '@tanstack/react-query';
import { classesQuery } from '../../api/queries/school';
import type { SchoolClass } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useSchool } from '../../ui/useAccount';

export default function ClassesPage() {
  const { t } = useTranslation();
  const classes = useQuery(classesQuery(useSchool()));
  const columns = useColumns();
  return (
    <Page title={t('classes:title')}>
      <Loaded query={classes} height={420}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('classes:empty')} hint={t('classes:emptyHint')} />
          ) : (
            <Card title={t('classes:count', { count: items.length })}>
              <DataTable
                caption={t('classes:title')}
                columns={columns}
                rows={items}
                rowKey={(item) => item.class_name}
              />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function useColumns(): Column<SchoolClass>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('classes:field.class'),
      cell: (item) => (
        <TextLink to={paths.schoolClass} params={{ class: item.class_name }}>
          {item.class_name}
        </TextLink>
      ),
    },
    { key: 'grade', header: t('classes:field.grade'), cell: (item) => item.grade },
    { key: 'students', header: t('classes:field.students'), cell: (item) => item.students },
    {
      key: 'teacher',
      header: t('classes:field.homeroom'),
      cell: (item) => item.homeroom_teacher?.name ?? '—',
    },
  ];
}
