import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { staffQuery } from '../../api/queries/school';
import type { StaffMember } from '../../api/types';
import { useTranslation } from '../../i18n';
import { staffRoles } from '../../navigation';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { Tag } from '../../ui/Tag';
import { useSchool } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';

export default function StaffPage() {
  const { t } = useTranslation();
  const staff = useQuery(staffQuery(useSchool()));
  return (
    <Page title={t('staff:title')}>
      <p className="dimmed">{t('staff:intro')}</p>
      <Loaded query={staff} height={520}>
        {(people) =>
          people.length === 0 ? (
            <EmptyState title={t('staff:empty')} hint={t('staff:emptyHint')} />
          ) : (
            <List staff={people} />
          )
        }
      </Loaded>
    </Page>
  );
}

function List({ staff }: { staff: StaffMember[] }) {
  const { t } = useTranslation();
  const [role, setRole] = useState('');
  const [wanted, setWanted] = useState('');
  const columns = useColumns();
  const shown = staff
    .filter((one) => role === '' || one.roles.includes(role))
    .filter((one) => one.name.includes(wanted) || one.username.includes(wanted.toLowerCase()))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-TW'));
  const count = (of: string) => staff.filter(({ roles }) => roles.includes(of)).length;
  return (
    <Card
      title={t('staff:count', { count: shown.length })}
      aside={
        <div className="row">
          <NativeSelect
            aria-label={t('staff:filter')}
            value={role}
            onChange={(event) => setRole(event.currentTarget.value)}
            data={[
              { value: '', label: t('staff:allRoles') },
              ...staffRoles.map((value) => ({
                value,
                label: t('staff:roleCount', { role: t(`common:role.${value}`), count: count(value) }),
              })),
            ]}
          />
          <TextInput
            type="search"
            className="short"
            aria-label={t('staff:search')}
            placeholder={t('staff:search')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value.trim())}
          />
        </div>
      }
    >
      {shown.length === 0 ? (
        <EmptyState title={t('staff:nobody')} />
      ) : (
        <DataTable caption={t('staff:title')} columns={columns} rows={shown} rowKey={(one) => one.id} />
      )}
      <Newcomers count={staff.filter(({ activated }) => !activated).length} />
    </Card>
  );
}

/** Who has not signed in yet needs a slip of paper. */
function Newcomers({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <p className="small">
      {t('staff:newcomers', { count })} <TextLink to={paths.activationCodes}>{t('staff:toCodes')}</TextLink>
    </p>
  );
}

function useColumns(): Column<StaffMember>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'name', header: t('staff:field.name'), cell: (one) => one.name },
    {
      key: 'roles',
      header: t('staff:field.roles'),
      cell: (one) => format.list(one.roles.map((role) => t(`common:role.${role}`))),
    },
    {
      key: 'homeroom',
      header: t('staff:field.homeroom'),
      cell: (one) => format.list(one.homeroom),
    },
    {
      key: 'assigned',
      header: t('staff:field.assigned'),
      cell: (one) => format.list(one.assigned),
    },
    { key: 'username', tight: true, header: t('staff:field.username'), cell: (one) => one.username },
    {
      key: 'state',
      header: t('staff:field.state'),
      cell: ({ activated }) => (
        <Tag tone={activated ? 'ok' : 'warn'}>{t(activated ? 'staff:activated' : 'staff:notYet')}</Tag>
      ),
    },
  ];
}
