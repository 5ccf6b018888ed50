import type { Notice } from '../api/types';
import { useTranslation } from '../i18n';
import { noticePath } from '../navigation';
import { TextLink } from './links';
import classes from './NoticeList.module.css';

/** Notices with their count and the page where each is dealt with. */
export function NoticeList({ notices, onFollow }: { notices: Notice[]; onFollow?: () => void }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list}>
      {notices.map((notice, index) => {
        const to = noticePath[notice.code];
        return (
          <li key={`${notice.code} ${index}`} className={classes.item}>
            <span className={classes.count} aria-hidden>
              {notice.count}
            </span>
            <span className={classes.text}>{notice.text}</span>
            {to !== undefined && (
              <TextLink
                to={to}
                onClick={onFollow}
                aria-label={t('common:notices.goTo', { text: notice.text })}
              >
                {t('common:notices.go')}
              </TextLink>
            )}
          </li>
        );
      })}
    </ul>
  );
}
