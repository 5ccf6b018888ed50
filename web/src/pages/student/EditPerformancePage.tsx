import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { accountQuery, kindsQuery } from '../../api/queries/account';
import { performanceQuery, studentKey } from '../../api/queries/student';
import type { Performance, PerformanceDraft } from '../../api/types';
import { draftNames } from '../../drafts/names';
import { Drafted } from '../../forms/Drafted';
import { PerformanceForm, type PerformanceValues } from '../../forms/PerformanceForm';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useNavigate, useParams } from '../../routing/useRouting';
import { Card } from '../../ui/Card';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { quotaParts } from '../../ui/quota';
import { say } from '../../ui/say';
import { useAccount } from '../../ui/useAccount';
import { useKindTitle } from '../../ui/useKindTitle';

export default function EditPerformancePage() {
  const { t } = useTranslation();
  const { id } = useAccount();
  const { performance } = useParams(paths.editPerformance);
  const query = useQuery(performanceQuery(id, performance));
  return (
    <Page title={t('performances:edit')}>
      <TextLink to={paths.performances}>{t('performances:back')}</TextLink>
      <Loaded query={query} height={520}>
        {(data) => <Change performance={data} />}
      </Loaded>
    </Page>
  );
}

function Change({ performance }: { performance: Performance }) {
  const { t } = useTranslation();
  const { id: student } = useAccount();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const kinds = useQuery(kindsQuery());
  const account = useQuery(accountQuery());
  const kindTitle = useKindTitle();

  const change = async (draft: PerformanceDraft) => {
    const call = api.PUT('/api/students/{student}/diverse-performances/{performance}', {
      params: { path: { student, performance: performance.id } },
      body: { ...draft, version: performance.version },
    });
    const saved = await answer(call);
    await queries.invalidateQueries({ queryKey: studentKey(student) });
    await queries.invalidateQueries({ queryKey: ['account'] });
    say(t('performances:saved', { title: saved.title }));
    await navigate({ to: paths.performances });
  };

  return (
    <Card title={kindTitle(performance.kind)}>
      <Loaded query={kinds} height={480}>
        {(items) => (
          <Loaded query={account} height={480}>
            {({ quota }) => {
              const kind = items.find((item) => item.kind === performance.kind);
              if (kind === undefined) return null;
              const { id, version } = performance;
              return (
                <Drafted<PerformanceValues> name={draftNames.performance(id)} version={version} height={480}>
                  {(draft) => (
                    <PerformanceForm
                      kind={kind}
                      performance={performance}
                      freeBytes={quotaParts(quota).free}
                      draft={draft}
                      save={change}
                    />
                  )}
                </Drafted>
              );
            }}
          </Loaded>
        )}
      </Loaded>
    </Card>
  );
}
