/** One entry a place, true where it is taken. More taken than there are places fill them all. */
export function places(selected: number, limit: number): boolean[] {
  return Array.from({ length: Math.max(0, limit) }, (_, index) => index < selected);
}
