import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../problem';
import type { Reservation } from '../types';
import { MOST_TRIES } from './decide';
import { Upload, type UploadPorts } from './upload';

const refusal = (status: number, code: string, retryAfter?: number) =>
  new ProblemError({ type: 'about:blank', title: code, status, code }, retryAfter);

const order = {
  file: new File(['abc'], 'report.pdf'),
  mediaType: 'application/pdf',
  purpose: 'learning_outcome' as const,
  uploadId: 'chosen',
};
const target = { method: 'PUT', url: '/staging/x', headers: {} };

let ports: { [K in keyof UploadPorts]: ReturnType<typeof vi.fn<UploadPorts[K]>> };
let ids: number;

beforeEach(() => {
  ids = 0;
  ports = {
    hash: vi.fn(async () => 'hash'),
    reserve: vi.fn(async ({ upload_id }) => ({
      file_id: `fil_${upload_id}`,
      state: 'reserved',
      upload: target,
      expires_at: null,
    })),
    send: vi.fn(async (_target, _file, onSent) => {
      onSent(0.5);
      return 200;
    }),
    confirm: vi.fn(async () => null),
    release: vi.fn(async () => undefined),
    pause: vi.fn(async () => undefined),
    online: vi.fn(() => true),
    untilOnline: vi.fn(async () => undefined),
    newId: vi.fn(() => `id${(ids += 1)}`),
  };
});

/** The next reservation is answered when the test says so. */
function slowReservation() {
  let resolve!: (reservation: Reservation) => void;
  let reject!: (why: Error) => void;
  ports.reserve.mockReturnValueOnce(new Promise((...both) => ([resolve, reject] = both)));
  return { resolve, reject };
}

/** Runs one upload and answers the steps it went through. */
async function steps(upload = new Upload(ports)): Promise<string[]> {
  const seen: string[] = [];
  upload.subscribe(() => {
    const { step } = upload.state();
    if (seen.at(-1) !== step) seen.push(step);
  });
  await upload.start(order);
  return seen;
}

describe('an upload', () => {
  it('hashes, reserves, sends, confirms', async () => {
    expect(await steps()).toEqual(['empty', 'hashing', 'reserving', 'sending', 'confirming', 'stored']);
    expect(ports.reserve.mock.calls[0]?.[0]).toMatchObject({ upload_id: 'chosen', size: 3, sha256: 'hash' });
    expect(ports.confirm.mock.calls[0]?.[0]).toBe('fil_chosen');
  });

  it('sends nothing where the bytes are stored already', async () => {
    ports.reserve.mockResolvedValue({ file_id: 'fil_1', state: 'stored', upload: null, expires_at: null });
    expect((await steps()).at(-1)).toBe('stored');
    expect(ports.send).not.toHaveBeenCalled();
  });

  it.each([[403], [0], [409], [503]])(
    'reserves the same id again after a %i of the store',
    async (status) => {
      ports.send.mockResolvedValueOnce(status);
      expect((await steps()).at(-1)).toBe('stored');
      expect(ports.reserve.mock.calls.map(([request]) => request.upload_id)).toEqual(['chosen', 'chosen']);
      expect(ports.pause).toHaveBeenCalledTimes(status === 403 ? 0 : 1);
    },
  );

  it('takes a 412 for a lost answer and confirms', async () => {
    ports.send.mockResolvedValueOnce(412);
    expect((await steps()).at(-1)).toBe('stored');
    expect(ports.reserve).toHaveBeenCalledTimes(1);
  });

  it('waits as long as it is told when too many are pending', async () => {
    ports.reserve.mockRejectedValueOnce(refusal(429, 'files.too_many_pending', 7));
    expect((await steps()).at(-1)).toBe('stored');
    expect(ports.pause.mock.calls[0]?.[0]).toBe(7000);
  });

  it('takes a new id when the old one has run out', async () => {
    ports.reserve.mockRejectedValueOnce(refusal(409, 'upload.expired'));
    expect((await steps()).at(-1)).toBe('stored');
    expect(ports.reserve.mock.calls[1]?.[0].upload_id).toBe('id1');
  });

  it('gives the refusal of a full quota back, to try again after making room', async () => {
    ports.reserve.mockRejectedValueOnce(refusal(409, 'quota.exceeded'));
    const upload = new Upload(ports);
    await steps(upload);
    expect(upload.state()).toMatchObject({
      step: 'failed',
      again: true,
      problem: { code: 'quota.exceeded' },
    });
    await upload.retry();
    expect(upload.state().step).toBe('stored');
  });

  it('does not try the same file again when it is not what it claims to be', async () => {
    ports.confirm.mockRejectedValueOnce(refusal(422, 'file.type_mismatch'));
    const upload = new Upload(ports);
    await steps(upload);
    expect(upload.state()).toMatchObject({ step: 'failed', again: false });
  });

  it('stops by itself when the line stays broken', async () => {
    ports.send.mockResolvedValue(0);
    const upload = new Upload(ports);
    await steps(upload);
    expect(upload.state()).toMatchObject({ step: 'failed', again: true });
    expect(ports.send).toHaveBeenCalledTimes(MOST_TRIES + 1);
  });

  it('gives the space back when it is cancelled under way', async () => {
    const upload = new Upload(ports);
    ports.send.mockImplementation(
      (_target, _file, _onSent, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const running = upload.start(order);
    await vi.waitFor(() => expect(ports.send).toHaveBeenCalled());
    upload.cancel();
    await running;
    expect(upload.state()).toEqual({ step: 'empty' });
    expect(ports.release).toHaveBeenCalledWith('fil_chosen');
    expect(ports.confirm).not.toHaveBeenCalled();
  });

  it('gives back what was still being asked for when it was cancelled, before anything else is reserved', async () => {
    const upload = new Upload(ports);
    const asked = slowReservation();
    const running = upload.start(order);
    await vi.waitFor(() => expect(ports.reserve).toHaveBeenCalled());
    upload.cancel();
    expect(upload.state()).toEqual({ step: 'empty' });
    const next = upload.start({ ...order, uploadId: 'other' });
    await vi.waitFor(() => expect(upload.state().step).toBe('hashing'));
    expect(ports.release).not.toHaveBeenCalled();
    expect(ports.reserve).toHaveBeenCalledTimes(1);
    asked.resolve({ file_id: 'fil_chosen', state: 'reserved', upload: target, expires_at: null });
    await running;
    await next;
    expect(ports.release.mock.calls).toEqual([['fil_chosen']]);
    expect(upload.state()).toMatchObject({ step: 'stored', fileId: 'fil_other' });
    expect(ports.send).toHaveBeenCalledTimes(1);
  });

  it('gives nothing back where what was asked for was refused after the cancel', async () => {
    const upload = new Upload(ports);
    const asked = slowReservation();
    const running = upload.start(order);
    await vi.waitFor(() => expect(ports.reserve).toHaveBeenCalled());
    upload.cancel();
    asked.reject(refusal(409, 'quota.exceeded'));
    await running;
    expect(upload.state()).toEqual({ step: 'empty' });
    expect(ports.release).not.toHaveBeenCalled();
  });

  it('keeps what was still being asked for when it was paused', async () => {
    const upload = new Upload(ports);
    const asked = slowReservation();
    const running = upload.start(order);
    await vi.waitFor(() => expect(ports.reserve).toHaveBeenCalled());
    upload.pause();
    asked.resolve({ file_id: 'fil_chosen', state: 'reserved', upload: target, expires_at: null });
    await running;
    expect(ports.release).not.toHaveBeenCalled();
    expect(ports.send).not.toHaveBeenCalled();
  });

  it('waits for a line that is known to be broken, however long, and keeps its reservation', async () => {
    const answers = [true, ...Array<boolean>(3 * MOST_TRIES).fill(false)];
    ports.online.mockImplementation(() => answers.shift() ?? true);
    ports.send.mockResolvedValueOnce(0).mockResolvedValueOnce(0);
    const seen = await steps();
    expect(seen).toContain('offline');
    expect(seen.at(-1)).toBe('stored');
    expect(new Set(ports.reserve.mock.calls.map(([request]) => request.upload_id))).toEqual(
      new Set(['chosen']),
    );
  });

  it('tries again under the same reservation and gives nothing back', async () => {
    ports.send.mockResolvedValue(0);
    const upload = new Upload(ports);
    await steps(upload);
    ports.send.mockResolvedValue(200);
    await upload.retry();
    expect(upload.state()).toMatchObject({ step: 'stored', fileId: 'fil_chosen' });
    expect(ports.release).not.toHaveBeenCalled();
    expect(ports.hash).toHaveBeenCalledTimes(1);
  });

  it('keeps the reservation when it is paused', async () => {
    const upload = new Upload(ports);
    ports.send.mockImplementation(
      (_target, _file, _onSent, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const running = upload.start(order);
    await vi.waitFor(() => expect(ports.send).toHaveBeenCalled());
    upload.pause();
    await running;
    expect(ports.release).not.toHaveBeenCalled();
  });
});
