/** Runs a function after all microtasks that are pending or follow from pending ones. */
export function afterReactions(run: () => void): void {
  queueMicrotask(() => process.nextTick(run));
}
