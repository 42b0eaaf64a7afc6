/** The metrics that show if a gateway leaks. */
export interface Sample {
  heapMb: number;
  residentMb: number;
  descriptors: number;
  handles: number;
}

/** Reads the metrics of a gateway. */
export async function readSample(metricsUrl: string): Promise<Sample> {
  const text = await (await fetch(metricsUrl)).text();
  const value = (name: string) => Number(new RegExp(`^${name} ([\\d.e+]+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    heapMb: value('nodejs_heap_size_used_bytes') / 2 ** 20,
    residentMb: value('process_resident_memory_bytes') / 2 ** 20,
    descriptors: value('process_open_fds'),
    handles: value('nodejs_active_resources_total'),
  };
}

/** The summary of one interval. */
export interface Interval extends Sample {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Summarizes samples: the lowest heap, which is what garbage collection leaves, and the highest of everything else. */
export function summarize(samples: readonly Sample[]): Sample {
  return {
    heapMb: Math.min(...samples.map(({ heapMb }) => heapMb)),
    residentMb: Math.max(...samples.map(({ residentMb }) => residentMb)),
    descriptors: Math.max(...samples.map(({ descriptors }) => descriptors)),
    handles: Math.max(...samples.map(({ handles }) => handles)),
  };
}

/**
 * The values that grew by more than noise from the second interval, when all code has run, to the last. Empty if there
 * are fewer than three intervals.
 */
export function findGrowth(intervals: readonly Sample[]): string[] {
  const [, first] = intervals;
  const last = intervals.at(-1);
  if (!first || !last || intervals.length < 3) return [];
  const grew = (name: keyof Sample, share: number, amount: number) =>
    last[name] > first[name] * share + amount ? [`${name}: ${first[name].toFixed(1)} to ${last[name].toFixed(1)}`] : [];
  return [...grew('heapMb', 1.1, 5), ...grew('descriptors', 1.2, 20), ...grew('handles', 1.2, 20)];
}
