import { NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { accountQuery, kindsQuery } from '../../api/queries/account';
import { studentKey } from '../../api/queries/student';
import type { PerformanceDraft, PerformanceKind } from '../../api/types';
import { requestKey } from '../../api/requestKey';
import type { Draft } from '../../drafts/draft';
import { draftNames } from '../../drafts/names';
import { Drafted } from '../../forms/Drafted';
import { PerformanceForm, type PerformanceValues } from '../../forms/PerformanceForm';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useNavigate, useSearch } from '../../routing/useRouting';
import { Card } from '../../ui/Card';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { quotaParts } from '../../ui/quota';
import { say } from '../../ui/say';
import { useAccount } from '../../ui/useAccount';
import { useKindTitle } from '../../ui/useKindTitle';

export default function NewPerformancePage() {
  const { t } = useTranslation();
  const kinds = useQuery(kindsQuery());
  return (
    <Page title={t('performances:new')}>
      <TextLink to={paths.performances}>{t('performances:back')}</TextLink>
      <Loaded query={kinds} height={520}>
        {(items) => <Create kinds={items} />}
      </Loaded>
    </Page>
  );
}

function Create({ kinds }: { kinds: PerformanceKind[] }) {
  const { t } = useTranslation();
  const { id: student } = useAccount();
  const { kind: wanted } = useSearch(paths.newPerformance);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const account = useQuery(accountQuery());
  const kindTitle = useKindTitle();
  const kind = kinds.find((item) => item.kind === wanted) ?? kinds[0];

  const create = async (draft: Draft<PerformanceValues>, body: PerformanceDraft) => {
    const header = { 'Idempotency-Key': await requestKey(draft.requestId, body) };
    const params = { path: { student }, header };
    const saved = await answer(api.POST('/api/students/{student}/diverse-performances', { params, body }));
    await queries.invalidateQueries({ queryKey: studentKey(student) });
    await queries.invalidateQueries({ queryKey: ['account'] });
    say(t('performances:saved', { title: saved.title }));
    await navigate({ to: paths.performances });
  };

  if (kind === undefined) return null;
  return (
    <Card title={t('performances:content')}>
      <div className="stack measure">
        <NativeSelect
          label={t('performances:field.kind')}
          value={kind.kind}
          onChange={(event) =>
            void navigate({
              to: paths.newPerformance,
              search: { kind: event.currentTarget.value },
              replace: true,
            })
          }
          data={kinds.map((item) => ({ value: item.kind, label: kindTitle(item.kind) }))}
        />
        <Loaded query={account} height={420}>
          {({ quota }) => (
            <Drafted<PerformanceValues>
              key={kind.kind}
              name={draftNames.newPerformance(kind.kind)}
              version={null}
              height={420}
            >
              {(draft) => (
                <PerformanceForm
                  kind={kind}
                  freeBytes={quotaParts(quota).free}
                  draft={draft}
                  save={(body) => create(draft, body)}
                />
              )}
            </Drafted>
          )}
        </Loaded>
      </div>
    </Card>
  );
}
