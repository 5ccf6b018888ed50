import { useQuery } from '@tanstack/react-query';
import { outcomeQuery } from '../../api/queries/student';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useParams } from '../../routing/useRouting';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { FileLine } from '../../ui/FileLine';
import { ButtonLink, TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { OutcomeStateTag } from '../../ui/OutcomeStateTag';
import { Page } from '../../ui/Page';
import { useAccount } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import { editable } from './outcomeRules';
import { ReplaceFile } from './ReplaceFile';
import { RequestButton } from './RequestButton';

export default function OutcomePage() {
  const { t } = useTranslation();
  const { id } = useAccount();
  const { outcome } = useParams(paths.outcome);
  const query = useQuery(outcomeQuery(id, outcome));
  return (
    <Page
      title={query.data?.title ?? t('outcomes:one')}
      actions={query.data && <Actions outcome={query.data} />}
    >
      <TextLink to={paths.outcomes}>{t('outcomes:back')}</TextLink>
      <Loaded query={query} height={420}>
        {(data) => <Details outcome={data} />}
      </Loaded>
    </Page>
  );
}

function Actions({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  return (
    <>
      {editable(outcome.state) && (
        <ButtonLink variant="default" to={paths.editOutcome} params={{ outcome: outcome.id }}>
          {t('outcomes:edit')}
        </ButtonLink>
      )}
      <RequestButton outcome={outcome} />
    </>
  );
}

function Details({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  const returned =
    outcome.state === 'returned' ? outcome.attempts.findLast(({ reason }) => reason) : undefined;
  const files = (['document', 'media'] as const).flatMap((place) => {
    const file = outcome[place];
    return file ? [{ place, file }] : [];
  });
  return (
    <>
      {returned && (
        <Notice tone="bad" title={t('outcomes:returnedTitle')}>
          <p>{returned.reason}</p>
          <p className="dimmed small">{t('outcomes:returnedHint')}</p>
        </Notice>
      )}
      <Card title={t('outcomes:content')} aside={<OutcomeStateTag state={outcome.state} />}>
        <Facts
          facts={[
            [t('outcomes:field.course'), outcome.course_name],
            [t('outcomes:field.semester'), format.semester(outcome.semester)],
            [t('outcomes:field.description'), outcome.description],
            [t('outcomes:field.updated'), format.moment(outcome.updated_at)],
          ]}
        />
      </Card>
      <Card title={t('outcomes:files')}>
        <div className="stack">
          {files.map(({ place, file }) => (
            <div key={file.file_id} className="row">
              <FileLine file={file} />
              {!editable(outcome.state) && <ReplaceFile outcome={outcome} place={place} file={file} />}
            </div>
          ))}
        </div>
      </Card>
      <Attempts attempts={outcome.attempts} />
    </>
  );
}

function Attempts({ attempts }: Pick<Outcome, 'attempts'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (attempts.length === 0) return null;
  return (
    <Card title={t('outcomes:attempts')}>
      <ol>
        {attempts.map((attempt) => (
          <li key={attempt.requested_at}>
            {t('outcomes:attempt.requested', { at: format.moment(attempt.requested_at) })}
            {attempt.decision && attempt.decided_at && (
              <>
                {' → '}
                {t(`outcomes:attempt.${attempt.decision}`, {
                  at: format.moment(attempt.decided_at),
                  teacher: attempt.teacher_name ?? '',
                })}
              </>
            )}
            {attempt.reason && (
              <div className="dimmed">{t('outcomes:attempt.reason', { reason: attempt.reason })}</div>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
