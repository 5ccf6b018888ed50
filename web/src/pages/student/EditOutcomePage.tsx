import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { dashboardQuery, outcomeQuery } from '../../api/queries/student';
import type { Outcome, OutcomeDraft } from '../../api/types';
import { draftNames } from '../../drafts/names';
import { Drafted } from '../../forms/Drafted';
import { OutcomeForm, type OutcomeValues } from '../../forms/OutcomeForm';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useParams } from '../../routing/useRouting';
import { Card } from '../../ui/Card';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { quotaParts } from '../../ui/quota';
import { useAccount } from '../../ui/useAccount';
import { useSaveOutcome } from './useSaveOutcome';

export default function EditOutcomePage() {
  const { t } = useTranslation();
  const { id } = useAccount();
  const { outcome } = useParams(paths.editOutcome);
  const query = useQuery(outcomeQuery(id, outcome));
  return (
    <Page title={t('outcomes:edit')}>
      <TextLink to={paths.outcome} params={{ outcome }}>
        {t('outcomes:backToOne')}
      </TextLink>
      <Loaded query={query} height={520}>
        {(data) => <Change outcome={data} />}
      </Loaded>
    </Page>
  );
}

function Change({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  const { id: student } = useAccount();
  const dashboard = useQuery(dashboardQuery(student));
  const follow = useSaveOutcome();

  const change = async (draft: OutcomeDraft, request: boolean) => {
    const { title, description, document_file_id, media_file_id } = draft;
    const call = api.PUT('/api/students/{student}/learning-outcomes/{outcome}', {
      params: { path: { student, outcome: outcome.id } },
      body: { title, description, document_file_id, media_file_id, version: outcome.version },
    });
    await follow(await answer(call), request);
  };

  return (
    <Card title={t('outcomes:content')}>
      <Loaded query={dashboard} height={480}>
        {({ quota }) => (
          <Drafted<OutcomeValues>
            name={draftNames.outcome(outcome.id)}
            version={outcome.version}
            height={480}
          >
            {(draft) => (
              <OutcomeForm outcome={outcome} freeBytes={quotaParts(quota).free} draft={draft} save={change} />
            )}
          </Drafted>
        )}
      </Loaded>
    </Card>
  );
}
