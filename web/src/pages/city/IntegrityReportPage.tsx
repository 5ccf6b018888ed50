import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { integrityReportQuery, integrityReportsQuery } from '../../api/queries/integrity';
import type { IntegrityReportDetails } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useParams } from '../../routing/useRouting';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { fileSize } from '../../ui/format';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { say } from '../../ui/say';
import { useFormat } from '../../ui/useFormat';
import { IntegrityFindings } from './IntegrityFindings';
import { IntegrityTag } from './IntegrityTag';

/** 完整性報告: what one night found, and the button by which two people say that they have read it. */
export default function IntegrityReportPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { date } = useParams(paths.integrityReport);
  const report = useQuery(integrityReportQuery(date));
  return (
    <Page title={t('integrity:night', { date: format.day(date) })}>
      <TextLink to={paths.integrityReports}>{t('integrity:back')}</TextLink>
      <Loaded query={report} height={640}>
        {(found) => (
          <div className="stack">
            <Summary report={found} />
            <IntegrityFindings report={found} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Summary({ report }: { report: IntegrityReportDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { signed } = report;
  if (!signed) return <IntegrityTag report={report} />;
  const agree = signed.rows_root === signed.vault_root && signed.rows_root === signed.replica_root;
  return (
    <Card title={t('integrity:result')}>
      <Facts
        facts={[
          [t('integrity:result'), <IntegrityTag key="tag" report={report} />],
          [t('integrity:signedAt'), format.moment(signed.signed_at)],
          [t('integrity:files'), signed.files],
          [t('integrity:bytes'), fileSize(signed.bytes)],
          [
            t('integrity:reread'),
            t('common:file.sized', { name: signed.reread_files, size: fileSize(signed.reread_bytes) }),
          ],
          [t('integrity:root'), <code key="root">{signed.rows_root}</code>],
          [
            t('integrity:acknowledgedBy'),
            t('integrity:acknowledged', { count: report.acknowledgements.length }),
          ],
        ]}
      />
      <div className="stack">
        <p>{t(agree ? 'integrity:rootsAgree' : 'integrity:rootsDiffer')}</p>
        {!report.acknowledged && <Acknowledge date={report.date} digest={signed.digest} />}
      </div>
    </Card>
  );
}

function Acknowledge({ date, digest }: { date: string; digest: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: () => {
      const params = { path: { date } };
      return answer(api.POST('/api/integrity/reports/{date}/acknowledgements', { params, body: { digest } }));
    },
    onSuccess: async () => {
      say(t('integrity:acknowledgedNow'));
      await queries.invalidateQueries({ queryKey: integrityReportsQuery().queryKey });
    },
    onError: (error) => say(error.message, { tone: 'bad' }),
  });
  return (
    <div>
      <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
        {t('integrity:acknowledge')}
      </Button>
    </div>
  );
}
