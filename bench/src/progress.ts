/** A line that says what is measured, how far it is and how long it still takes. */
export interface Progress {
  tell(step: string): void;
  end(): void;
}

/**
 * @param steps how many steps are told of in all
 * @param stepMs how long one takes, for the estimate at the start
 */
export function createProgress(steps: number, stepMs: number): Progress {
  const startedAt = performance.now();
  const isTerminal = process.stderr.isTTY === true;
  let told = 0;
  let lastLine = '';
  return {
    tell: (step) => {
      const took = performance.now() - startedAt;
      const each = told < 5 ? stepMs : took / told;
      const left = duration(each * Math.max(0, steps - told));
      told += 1;
      const line = `${told} of ${steps} · ${step} · ${left} left`;
      if (isTerminal) process.stderr.write(`\r\x1b[K${line}`);
      else if (step.split(',')[0] !== lastLine) process.stderr.write(`${line}\n`);
      lastLine = step.split(',')[0] ?? '';
    },
    end: () => {
      if (isTerminal) process.stderr.write('\r\x1b[K');
    },
  };
}

/** A duration in words, short. */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
