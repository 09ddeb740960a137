/** Whether there is room for one column only: filters then stand closed above the list, so that what one came for is first. */
export function narrow(): boolean {
  return matchMedia("(max-width: 56rem)").matches;
}
