import { useEffect, useState, useSyncExternalStore } from 'react';
import { newUpload } from '../api/upload/start';
import type { Upload, UploadState } from '../api/upload/upload';

/** One field's upload. Leaving the page with bytes under way asks first. */
export function useUpload(): { upload: Upload; state: UploadState } {
  const [upload] = useState(newUpload);
  const state = useSyncExternalStore(upload.subscribe, upload.state);
  const busy = isBusy(state);

  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [busy]);

  return { upload, state };
}

/** Whether bytes are, or will soon be, under way. */
export const isBusy = ({ step }: UploadState) => step !== 'empty' && step !== 'stored' && step !== 'failed';
