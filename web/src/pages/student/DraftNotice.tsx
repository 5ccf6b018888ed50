import { useQuery } from '@tanstack/react-query';
import { draftsNamed } from '../../drafts/current';
import type { DraftArea } from '../../drafts/names';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { TextLink } from '../../ui/links';
import { Notice } from '../../ui/Notice';

/** Forms that were begun in this browser and not sent, each with the way back to it. */
export function DraftNotice({ area }: { area: DraftArea }) {
  const { t } = useTranslation();
  const drafts = useQuery({
    queryKey: ['drafts', area],
    queryFn: () => draftsNamed(`${area}:`).catch(() => []),
    staleTime: 0,
    gcTime: 0,
  });
  const names = drafts.data ?? [];
  if (names.length === 0) return null;
  return (
    <Notice tone="mute" title={t('common:draft.unsent', { count: names.length })}>
      <div className="row">
        {names.map((name) => (
          <Way key={name} name={name} />
        ))}
      </div>
    </Notice>
  );
}

/** The form that a draft belongs to, by the draft's name. */
function Way({ name }: { name: string }) {
  const { t } = useTranslation();
  const [area, item = '', kind] = name.split(':');
  if (area === 'outcome' && item === 'new')
    return <TextLink to={paths.newOutcome}>{t('common:draft.continueNew')}</TextLink>;
  if (area === 'outcome')
    return (
      <TextLink to={paths.editOutcome} params={{ outcome: item }}>
        {t('common:draft.continueChange')}
      </TextLink>
    );
  if (item === 'new')
    return (
      <TextLink to={paths.newPerformance} search={{ kind }}>
        {t('common:draft.continueNew')}
      </TextLink>
    );
  return (
    <TextLink to={paths.editPerformance} params={{ performance: item }}>
      {t('common:draft.continueChange')}
    </TextLink>
  );
}
