import { Button } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '../api/client';
import { session } from '../api/current';
import { useTranslation } from '../i18n';
import { Dialog } from './Dialog';

/** Signs out. What was begun and not sent goes with it, so that is asked about first. */
export function SignOutButton() {
  const { t } = useTranslation();
  const [drafts, setDrafts] = useState(0);

  const signOut = async () => {
    const { destroyVault } = await import('../drafts/current');
    // A tab that cannot be reached keeps its database open; this one's session ends all the same.
    await Promise.race([destroyVault().catch(() => undefined), pause(DESTROY_WITHIN_MS)]);
    // The session is over here even where the answer is lost.
    await answer(api.DELETE('/api/session')).catch(() => undefined);
    session.end();
  };

  const ask = async () => {
    const { unsentDrafts } = await import('../drafts/current');
    const count = await unsentDrafts().catch(() => 0);
    if (count === 0) await signOut();
    else setDrafts(count);
  };

  return (
    <>
      <Button variant="subtle" size="compact-md" onClick={() => void ask()}>
        {t('common:signOut')}
      </Button>
      {drafts > 0 && (
        <Dialog title={t('common:leave.title', { count: drafts })} onClose={() => setDrafts(0)}>
          <div className="stack">
            <p>{t('common:leave.text')}</p>
            <div className="row">
              <Button variant="default" onClick={() => setDrafts(0)}>
                {t('common:leave.stay')}
              </Button>
              <Button color="bad" onClick={() => void signOut()}>
                {t('common:leave.go')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** How long the sign-out waits for the drafts to be deleted. */
const DESTROY_WITHIN_MS = 1_000;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
