/** The metrics that show if a gateway leaks. */
export interface Sample {
  heapMb: number;
  residentMb: number;
  descriptors: number;
  handles: number;
  timers: number;
}

/** Reads the metrics of a gateway. */
export async function readSample(metricsUrl: string): Promise<Sample> {
  const lines = (await (await fetch(metricsUrl)).text()).split('\n');
  const value = (name: string) =>
    Number(
      lines
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')
        .at(-1) ?? 0,
    );
  return {
    heapMb: value('nodejs_heap_size_used_bytes') / 2 ** 20,
    residentMb: value('process_resident_memory_bytes') / 2 ** 20,
    descriptors: value('process_open_fds'),
    handles: value('nodejs_active_resources_total'),
    timers: value('nodejs_active_resources{type="Timeout"}'),
  };
}

/** The summary of one interval. */
export interface Interval extends Sample {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  longestMs: number;
}

/** Summarizes samples: the lowest heap, which is what garbage collection leaves, and the highest of everything else. */
export function summarize(samples: readonly Sample[]): Sample {
  const highest = (name: keyof Sample) => Math.max(...samples.map((sample) => sample[name]));
  return {
    heapMb: Math.min(...samples.map(({ heapMb }) => heapMb)),
    residentMb: highest('residentMb'),
    descriptors: highest('descriptors'),
    handles: highest('handles'),
    timers: highest('timers'),
  };
}

/** Growth up to this share of the first value and this amount is noise. */
const noise = {
  heapMb: { share: 1.1, amount: 5 },
  descriptors: { share: 1.2, amount: 20 },
  handles: { share: 1.2, amount: 20 },
  timers: { share: 1.2, amount: 20 },
};

/** The values that grew by more than noise from one sample to another. */
export function findGrowth(
  first: Sample,
  last: Sample,
  names = Object.keys(noise) as (keyof typeof noise)[],
): string[] {
  return names
    .filter((name) => last[name] > first[name] * noise[name].share + noise[name].amount)
    .map((name) => `${name}: ${first[name].toFixed(1)} to ${last[name].toFixed(1)}`);
}
