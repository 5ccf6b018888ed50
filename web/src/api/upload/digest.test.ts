import { describe, expect, it } from 'vitest';
import { answerHash } from './hash';

describe('the hash worker', () => {
  it('answers the published SHA-256 of known bytes', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(await answerHash(new Blob(['abc']))).toEqual({ sha256: abc });
    expect(await answerHash(new Blob([]))).toEqual({ sha256: nothing });
  });

  it('says that a file which has gone cannot be read', async () => {
    const gone = new Blob(['abc']);
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    expect(await answerHash(gone)).toEqual({ unreadable: true });
  });
});
