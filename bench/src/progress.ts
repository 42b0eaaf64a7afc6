/** A progress line: the current step, the number of steps, and the time left. */
export interface Progress {
  report(step: string): void;
  end(): void;
}

/**
 * @param steps how many steps will be reported
 * @param stepMs how long one takes, for the first estimates
 */
export function createProgress(steps: number, stepMs: number): Progress {
  const startedAt = performance.now();
  const isTerminal = process.stderr.isTTY === true;
  let reported = 0;
  let lastLine = '';
  return {
    report: (step) => {
      const took = performance.now() - startedAt;
      const each = reported < 5 ? stepMs : took / reported;
      const left = duration(each * Math.max(0, steps - reported));
      reported += 1;
      const line = `${reported} of ${steps} · ${step} · ${left} left`;
      if (isTerminal) process.stderr.write(`\r\x1b[K${line}`);
      else if (step.split(',')[0] !== lastLine) process.stderr.write(`${line}\n`);
      lastLine = step.split(',')[0] ?? '';
    },
    end: () => {
      if (isTerminal) process.stderr.write('\r\x1b[K');
    },
  };
}

/** A duration as a short text. */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
