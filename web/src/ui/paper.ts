/** How high the pages of a document are shown, as the style sheets of both viewers have it. */
export const PAPER = 'min(70vh, 44rem)';
