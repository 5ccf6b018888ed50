import type { Tone } from './Notice';

/** A message that passes, perhaps with one action, such as an undo. */
export interface Toast {
  id: number;
  tone: Tone;
  message: string;
  action?: { label: string; run: () => void };
}

/** How long a message stays; one with an action waits longer (people read it, then decide). */
const STAYS_MS = 5_000;
const STAYS_WITH_ACTION_MS = 10_000;

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function become(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export const shownToasts = () => toasts;

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function hideToast(id: number): void {
  become(toasts.filter((toast) => toast.id !== id));
}

/** Says something in passing; answers the id by which it can be hidden sooner. */
export function say(message: string, options: { tone?: Tone; action?: Toast['action'] } = {}): number {
  const id = (last += 1);
  become([...toasts, { id, message, tone: options.tone ?? 'ok', action: options.action }]);
  setTimeout(() => hideToast(id), options.action ? STAYS_WITH_ACTION_MS : STAYS_MS);
  return id;
}
