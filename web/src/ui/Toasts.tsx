import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from '../i18n';
import { hideToast, shownToasts, subscribeToasts } from './say';
import classes from './Toasts.module.css';

/** Where passing messages appear, and are read out. */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useSyncExternalStore(subscribeToasts, shownToasts);
  return (
    <div className={classes.place} role="status" aria-live="polite">
      {toasts.map(({ id, tone, message, action }) => (
        <div key={id} className={`${classes.toast} ${classes[tone]}`}>
          <span className={classes.message}>{message}</span>
          {action !== undefined && (
            <Button
              size="compact-md"
              variant="light"
              onClick={() => {
                hideToast(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <ActionIcon variant="subtle" aria-label={t('common:close')} onClick={() => hideToast(id)}>
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}
