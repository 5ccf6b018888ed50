import type { CSSProperties } from 'react';

/** The place in which a document is shown, as the style sheets of both viewers have it: never higher than
    one upright page, which on a phone is less than the frame of a desk. */
export const PAPER: CSSProperties = { aspectRatio: '210 / 297', maxHeight: 'min(70vh, 44rem)' };
