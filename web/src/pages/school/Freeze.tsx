import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { batchesQuery, batchQuery } from '../../api/queries/school';
import type { Batch } from '../../api/types';
import { ReasonedButton } from '../../forms/ReasonedButton';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { Dialog } from '../../ui/Dialog';
import { type Column, DataTable } from '../../ui/DataTable';
import { TextLink } from '../../ui/links';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Tag } from '../../ui/Tag';
import { useSchool } from '../../ui/useAccount';

type Problem = Batch['problems'][number];

/** The pre-check and, when it finds nothing in the way, the freeze. */
export function Freeze({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const school = useSchool();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const key = batchQuery(school, batch.id).queryKey;

  const freeze = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/schools/{school}/central-submissions/{batch}/freeze', {
          params: { path: { school, batch: batch.id } },
          body: { version: batch.version },
        }),
      ),
    onSuccess: (frozen) => {
      queries.setQueryData(key, frozen);
      void queries.invalidateQueries({ queryKey: batchesQuery(school).queryKey });
    },
    onError: () => void queries.invalidateQueries({ queryKey: key }),
    onSettled: () => setAsking(false),
  });

  const forbidden = batch.counts.forbidding;
  const reason =
    batch.counts.items === 0
      ? t('submissions:freeze.nothing')
      : forbidden > 0
        ? t('submissions:freeze.forbidden', { count: forbidden })
        : null;
  return (
    <Card
      title={t('submissions:preCheck.title')}
      aside={
        <Button
          variant="default"
          size="compact-md"
          onClick={() => void queries.invalidateQueries({ queryKey: key })}
        >
          {t('submissions:preCheck.again')}
        </Button>
      }
    >
      <div className="stack">
        {freeze.error && <ProblemNotice error={freeze.error} />}
        <Problems problems={batch.problems} all={batch.counts.problems} />
        <ReasonedButton reason={reason} onClick={() => setAsking(true)}>
          {t('submissions:freeze.button')}
        </ReasonedButton>
      </div>
      {asking && (
        <Dialog title={t('submissions:freeze.title')} onClose={() => setAsking(false)}>
          <div className="stack">
            <p>{t('submissions:freeze.what', { items: batch.counts.items, files: batch.counts.files })}</p>
            <div className="row">
              <Button loading={freeze.isPending} onClick={() => freeze.mutate()}>
                {t('submissions:freeze.confirm')}
              </Button>
              <Button variant="default" onClick={() => setAsking(false)}>
                {t('common:cancel')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </Card>
  );
}

/** Nobody can see what is wrong with these but whoever runs the system. */
const FOR_OPERATORS = 'precheck.file_without_digest';

/** The page from which a problem is mended: the class shows whom to ask, the progress who has not selected. */
function WhereToMend({ problem: { code, student } }: { problem: Problem }) {
  const { t } = useTranslation();
  if (code === FOR_OPERATORS)
    return <TextLink to={paths.reportProblem}>{t('submissions:problem.toReport')}</TextLink>;
  if (student?.class_name)
    return (
      <TextLink to={paths.schoolClass} params={{ class: student.class_name }}>
        {t('submissions:problem.toClass', { name: student.class_name })}
      </TextLink>
    );
  return <TextLink to={paths.selectionProgress}>{t('submissions:problem.toProgress')}</TextLink>;
}

function Problems({ problems, all }: Pick<Batch, 'problems'> & { all: number }) {
  const { t } = useTranslation();
  const columns: Column<Problem>[] = [
    { key: 'message', header: t('submissions:problem.message'), cell: ({ message }) => message },
    {
      key: 'student',
      header: t('submissions:problem.student'),
      cell: ({ student }) => (student ? t('submissions:student', { ...student }) : '—'),
    },
    { key: 'item', header: t('submissions:problem.item'), cell: (problem) => problem.item_title ?? '—' },
    {
      key: 'weight',
      header: t('submissions:problem.weight'),
      tight: true,
      cell: ({ forbids }) => (
        <Tag tone={forbids ? 'bad' : 'warn'}>
          {t(forbids ? 'submissions:problem.forbids' : 'submissions:problem.mayGo')}
        </Tag>
      ),
    },
    {
      key: 'where',
      tight: true,
      header: t('submissions:problem.where'),
      cell: (problem) => <WhereToMend problem={problem} />,
    },
  ];
  if (problems.length === 0) return <Notice tone="ok" title={t('submissions:preCheck.fine')} />;
  return (
    <>
      <Notice tone="warn" title={t('submissions:preCheck.problems', { count: all })}>
        <p className="small">{t('submissions:preCheck.hint')}</p>
        {all > problems.length && (
          <p className="small">{t('submissions:preCheck.first', { count: problems.length })}</p>
        )}
      </Notice>
      <DataTable
        caption={t('submissions:preCheck.title')}
        columns={columns}
        rows={problems}
        rowKey={({ code, item_id, student }) => `${code} ${item_id ?? ''} ${student?.id ?? ''}`}
      />
    </>
  );
}
