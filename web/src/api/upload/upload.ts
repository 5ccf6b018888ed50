import { asProblem, type ProblemError } from '../problem';
import type { Purpose, Receipt, Reservation, ReserveRequest } from '../types';
import { afterRefusal, afterSending, type Decision, type Stage } from './decide';
import type { UploadTarget } from './send';

/** What an upload does to the outside. */
export interface UploadPorts {
  hash: (file: Blob, signal: AbortSignal) => Promise<string>;
  /** Cannot be called back: what was asked for may be kept although nobody waits for the answer. */
  reserve: (request: ReserveRequest) => Promise<Reservation>;
  send: (
    target: UploadTarget,
    file: Blob,
    onSent: (part: number) => void,
    signal: AbortSignal,
  ) => Promise<number>;
  confirm: (fileId: string, signal: AbortSignal) => Promise<Receipt | null>;
  release: (fileId: string) => Promise<void>;
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  online: () => boolean;
  /** Ends when the line is back. */
  untilOnline: (signal: AbortSignal) => Promise<void>;
  newId: () => string;
}

/** What is to be uploaded, and as what. */
export interface UploadOrder {
  file: File;
  mediaType: string;
  purpose: Purpose;
  /** The reservation that the file goes under; the same one however often it is tried. */
  uploadId: string;
}

export type UploadState =
  | { step: 'empty' }
  | { step: 'hashing' | 'reserving' | 'confirming' | 'waiting' | 'offline'; name: string }
  | { step: 'sending'; name: string; /** 0 to 1 */ sent: number }
  | { step: 'stored'; name: string; fileId: string; size: number }
  | { step: 'failed'; name: string; problem: ProblemError; again: boolean };

const ORDER: Record<Stage, number> = { reserve: 0, send: 1, confirm: 2 };

interface Try {
  order: UploadOrder;
  sha256?: string;
  uploadId: string;
  fileId?: string;
  target?: UploadTarget;
}

/** One file on its way: hash, reserve, send, confirm, again where an answer was lost. */
export class Upload {
  readonly #ports: UploadPorts;
  #state: UploadState = { step: 'empty' };
  #attempt: Try | null = null;
  #abort: AbortController | null = null;
  #fileId: string | undefined;
  /** A reservation whose answer is still to come. */
  #asked: Promise<Reservation> | undefined;
  /** The giving back of an earlier file's space, which the next reservation may need. */
  #released: Promise<void> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  constructor(ports: UploadPorts) {
    this.#ports = ports;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): UploadState => this.#state;

  /** Uploads a file; the promise ends when it is stored, has failed, was cancelled or is paused. */
  async start(order: UploadOrder): Promise<void> {
    this.cancel();
    await this.#begin({ order, uploadId: order.uploadId });
  }

  /** Tries the same file again after a failure, under the same reservation. */
  async retry(): Promise<void> {
    if (this.#attempt !== null) await this.#begin(this.#attempt);
  }

  /** Stops and gives nothing back: whoever kept the file goes on with it later. */
  pause(): void {
    this.#abort?.abort(new DOMException('paused', 'AbortError'));
  }

  /** Stops, gives the reserved or stored space back, and is empty again. */
  cancel(): void {
    this.#abort?.abort(new DOMException('cancelled', 'AbortError'));
    // What is not released now is given back when its reservation ends.
    this.#released = this.#release(this.#fileId, this.#asked).catch(() => undefined);
    this.#fileId = undefined;
    this.#asked = undefined;
    this.#attempt = null;
    this.#become({ step: 'empty' });
  }

  /** Gives the space back, also that of a reservation which is only known when its answer comes. */
  async #release(known: string | undefined, asked: Promise<Reservation> | undefined): Promise<void> {
    const late = await asked?.catch(() => undefined);
    const fileId = late?.file_id ?? known;
    if (fileId !== undefined) await this.#ports.release(fileId);
  }

  async #begin(attempt: Try): Promise<void> {
    const abort = new AbortController();
    this.#attempt = attempt;
    this.#abort = abort;
    try {
      await this.#run(attempt, abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(asProblem(error), true);
    }
  }

  async #run(attempt: Try, signal: AbortSignal): Promise<void> {
    this.#become({ step: 'hashing', name: attempt.order.file.name });
    attempt.sha256 ??= await this.#ports.hash(attempt.order.file, signal);
    await this.#released;
    let stage: Stage | null = 'reserve';
    let setbacks = 0;
    while (stage !== null) {
      if (!this.#ports.online()) await this.#wait(attempt, signal);
      const decision: Decision | null = await this.#step(stage, attempt, setbacks, signal);
      const next: Stage | null = decision && (await this.#follow(decision, attempt, signal));
      // A line that is known to be broken is waited for; only an unexplained setback counts.
      if (next !== null && ORDER[next] <= ORDER[stage] && this.#ports.online()) setbacks += 1;
      stage = next;
    }
  }

  async #wait(attempt: Try, signal: AbortSignal): Promise<void> {
    this.#become({ step: 'offline', name: attempt.order.file.name });
    await this.#ports.untilOnline(signal);
    signal.throwIfAborted();
  }

  /** Does one stage; `null` when the upload is over. */
  async #step(stage: Stage, attempt: Try, setbacks: number, signal: AbortSignal): Promise<Decision | null> {
    const { file } = attempt.order;
    if (stage === 'send' && attempt.target !== undefined) {
      const onSent = (sent: number) => this.#become({ step: 'sending', name: file.name, sent });
      onSent(0);
      return afterSending(await this.#ports.send(attempt.target, file, onSent, signal), setbacks);
    }
    try {
      return stage === 'confirm'
        ? await this.#confirm(attempt, signal)
        : await this.#reserve(attempt, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const problem = asProblem(error);
      const decision = afterRefusal(stage === 'confirm' ? 'confirm' : 'reserve', problem, setbacks);
      if (!('fail' in decision)) return decision;
      this.#fail(problem, decision.again);
      return null;
    }
  }

  async #reserve(attempt: Try, signal: AbortSignal): Promise<Decision> {
    const { file, mediaType, purpose } = attempt.order;
    this.#become({ step: 'reserving', name: file.name });
    const asked = this.#ports.reserve({
      upload_id: attempt.uploadId,
      name: file.name,
      size: file.size,
      sha256: attempt.sha256 ?? '',
      media_type: mediaType,
      purpose,
    });
    this.#asked = asked;
    const reservation = await asked;
    // Whoever cancelled meanwhile gives it back.
    signal.throwIfAborted();
    this.#asked = undefined;
    attempt.fileId = reservation.file_id;
    this.#fileId = reservation.file_id;
    attempt.target = reservation.upload ?? undefined;
    return { go: attempt.target === undefined ? 'confirm' : 'send' };
  }

  async #confirm(attempt: Try, signal: AbortSignal): Promise<null> {
    const { name } = attempt.order.file;
    const fileId = attempt.fileId ?? '';
    this.#become({ step: 'confirming', name });
    await this.#ports.confirm(fileId, signal);
    this.#become({ step: 'stored', name, fileId, size: attempt.order.file.size });
    return null;
  }

  async #follow(decision: Decision, attempt: Try, signal: AbortSignal): Promise<Stage | null> {
    if ('fail' in decision) {
      this.#fail(asProblem(new TypeError('the store did not take the bytes')), decision.again);
      return null;
    }
    if (decision.newId) attempt.uploadId = this.#ports.newId();
    if (decision.wait !== undefined && this.#ports.online()) {
      this.#become({ step: 'waiting', name: attempt.order.file.name });
      await this.#ports.pause(decision.wait, signal);
    }
    signal.throwIfAborted();
    return decision.go;
  }

  #fail(problem: ProblemError, again: boolean): void {
    this.#become({ step: 'failed', name: this.#attempt?.order.file.name ?? '', problem, again });
  }

  #become(state: UploadState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
