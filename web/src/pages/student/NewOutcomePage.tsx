import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { coursesQuery, dashboardQuery } from '../../api/queries/student';
import type { Course, Dashboard, OutcomeDraft, Window } from '../../api/types';
import { requestKey } from '../../api/requestKey';
import { draftsNamed } from '../../drafts/current';
import type { Draft } from '../../drafts/draft';
import { draftNames } from '../../drafts/names';
import { Drafted } from '../../forms/Drafted';
import { OutcomeForm, type OutcomeValues } from '../../forms/OutcomeForm';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { isOpen } from '../../ui/format';
import { ButtonLink, TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { quotaParts } from '../../ui/quota';
import { useAccount } from '../../ui/useAccount';
import { useNow } from '../../ui/useNow';
import { WindowNotice } from '../../ui/WindowNotice';
import { uploadWindow } from './outcomeRules';
import { useSaveOutcome } from './useSaveOutcome';

export default function NewOutcomePage() {
  const { t } = useTranslation();
  const { id } = useAccount();
  const dashboard = useQuery(dashboardQuery(id));
  const courses = useQuery(coursesQuery(id));
  const begun = useQuery({
    queryKey: ['drafts', draftNames.newOutcome()],
    queryFn: async () => (await draftsNamed(draftNames.newOutcome()).catch(() => [])).length > 0,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Page title={t('outcomes:new')}>
      <TextLink to={paths.outcomes}>{t('outcomes:back')}</TextLink>
      <Loaded query={dashboard} height={520}>
        {(board) => (
          <Loaded query={courses} height={520}>
            {(items) => (
              <Loaded query={begun} height={520}>
                {(begun) => <Create board={board} courses={items} begun={begun} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface CreateProps {
  board: Dashboard;
  courses: Course[];
  /** Whether a draft of an earlier visit is here. */
  begun: boolean;
}

function Create({ board, courses, begun }: CreateProps) {
  const { t } = useTranslation();
  const { id: student } = useAccount();
  const follow = useSaveOutcome();
  // A window that closes while the form is open, or while its draft waits, takes no typed word away: the
  // functions decide.
  const [open] = useState(() =>
    courses.filter(({ semester }) => {
      const window = uploadWindow(board.windows, semester);
      return window?.open || (begun && window !== undefined);
    }),
  );
  const uploads = board.windows.filter(({ kind }) => kind === 'outcome_upload');

  const create = async (draft: Draft<OutcomeValues>, body: OutcomeDraft, request: boolean) => {
    const header = { 'Idempotency-Key': await requestKey(draft.requestId, body) };
    const params = { path: { student }, header };
    const call = api.POST('/api/students/{student}/learning-outcomes', { params, body });
    await follow(await answer(call), request);
  };

  if (open.length === 0) {
    return (
      <>
        <WindowNotice window={uploads.find((window) => window.open) ?? uploads[0] ?? null} />
        <EmptyState
          title={t('outcomes:noCourse')}
          hint={t('outcomes:noCourseHint')}
          action={<ButtonLink to={paths.outcomes}>{t('outcomes:back')}</ButtonLink>}
        />
      </>
    );
  }
  return (
    <>
      <Closing window={uploads.find(({ period }) => period === open[0]?.semester) ?? null} />
      <Card title={t('outcomes:content')}>
        <Drafted<OutcomeValues> name={draftNames.newOutcome()} version={null} height={480}>
          {(draft) => (
            <OutcomeForm
              courses={open}
              freeBytes={quotaParts(board.quota).free}
              draft={draft}
              save={(body, request) => create(draft, body, request)}
            />
          )}
        </Drafted>
      </Card>
    </>
  );
}

/** The window, and what still can be done when it closes while the form is open. */
function Closing({ window }: { window: Window | null }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <>
      <WindowNotice window={window} />
      {window !== null && !isOpen(window, now) && <p>{t('outcomes:closedMeanwhile')}</p>}
    </>
  );
}
