import { answerHash } from './hash';

declare const self: DedicatedWorkerGlobalScope;

self.addEventListener('message', async (event: MessageEvent<Blob>) => {
  self.postMessage(await answerHash(event.data));
});
