import { answer, api } from '../client';
import { hashInWorker } from './hash';
import { newUploadId } from './identifier';
import { sendFile } from './send';
import { Upload, type UploadPorts } from './upload';

const ports: UploadPorts = {
  hash: hashInWorker,
  reserve: (body) => answer(api.POST('/api/files', { body })),
  send: sendFile,
  confirm: async (file, signal) => {
    const confirmed = await answer(
      api.POST('/api/files/{file}/confirm', { params: { path: { file } }, signal }),
    );
    return confirmed.receipt ?? null;
  },
  release: async (file) => {
    await answer(api.DELETE('/api/files/{file}', { params: { path: { file } } }));
  },
  pause: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
  online: () => navigator.onLine,
  untilOnline: (signal) =>
    new Promise((resolve, reject) => {
      window.addEventListener('online', () => resolve(), { once: true, signal });
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
  newId: newUploadId,
};

/** An upload over the functions and the store, for one field of a form. */
export const newUpload = () => new Upload(ports);
