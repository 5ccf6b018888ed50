import { useEffect, useState, useSyncExternalStore } from 'react';
import { newUpload } from '../api/upload/start';
import type { Upload, UploadState } from '../api/upload/upload';

/**
 * One field's upload. Leaving the page pauses it; with bytes under way that nobody kept, closing the tab
 * asks first.
 */
export function useUpload(kept: boolean): { upload: Upload; state: UploadState } {
  const [upload] = useState(newUpload);
  const state = useSyncExternalStore(upload.subscribe, upload.state);
  const busy = isBusy(state);

  useEffect(() => {
    if (!busy || kept) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [busy, kept]);

  useEffect(() => () => upload.pause(), [upload]);

  return { upload, state };
}

/** Whether bytes are, or will soon be, under way. */
export const isBusy = ({ step }: UploadState) => step !== 'empty' && step !== 'stored' && step !== 'failed';
