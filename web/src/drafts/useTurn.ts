import { useEffect, useState } from 'react';

/** Whose turn it is among the tabs of a browser. */
export type Turn = 'asking' | 'mine' | 'elsewhere';

/** Takes the one turn that there is for a name; a second tab waits until the first is done. */
export function useTurn(name: string): Turn {
  const [turn, setTurn] = useState<Turn>('asking');
  useEffect(() => {
    if (!('locks' in navigator)) {
      queueMicrotask(() => setTurn('mine'));
      return;
    }
    const leaving = new AbortController();
    const gone = new Promise<void>((resolve) =>
      leaving.signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    const hold = () => {
      if (!leaving.signal.aborted) setTurn('mine');
      return gone;
    };
    const lock = `portfolio.${name}`;
    const told = setTimeout(() => setTurn((now) => (now === 'asking' ? 'elsewhere' : now)), NOTICED_MS);
    navigator.locks.request(lock, { signal: leaving.signal }, hold).catch(() => undefined);
    return () => {
      clearTimeout(told);
      leaving.abort();
    };
  }, [name]);
  return turn;
}

/** A lock that is free is had at once; one that takes longer is somebody else's. */
const NOTICED_MS = 250;
