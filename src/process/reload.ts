/** Runs a reload on SIGHUP, which would end the process otherwise. */
export function reloadOnSignal(reload: () => Promise<void>): void {
  process.on('SIGHUP', () => void reload());
}
