import { Button } from '@mantine/core';
import { asProblem } from '../api/problem';
import { useTranslation } from '../i18n';
import { paths } from '../paths';
import { Notice } from './Notice';
import { TextLink } from './links';

/** A refusal in its own words, with a way out. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const { problem } = asProblem(error);
  const { instance } = problem;
  // Only what the page cannot explain is to be looked up by its number.
  const unexplained = instance !== undefined && problem.status >= 500;
  return (
    <Notice tone="bad" title={problem.title} urgent>
      {unexplained && (
        <p>
          {t('common:problem.reference')} <code>{instance}</code>
        </p>
      )}
      <div className="row">
        {retry !== undefined && (
          <Button size="compact-md" variant="default" onClick={retry}>
            {t('common:retry')}
          </Button>
        )}
        <TextLink to={paths.reportProblem} search={{ page: window.location.pathname, reference: instance }}>
          {t('common:reportThis')}
        </TextLink>
      </div>
    </Notice>
  );
}
