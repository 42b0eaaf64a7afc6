/** What a gateway's metrics say of its health. */
export interface Sample {
  heapMb: number;
  residentMb: number;
  descriptors: number;
  handles: number;
}

/** Reads the metrics of a gateway. */
export async function sample(metricsUrl: string): Promise<Sample> {
  const text = await (await fetch(metricsUrl)).text();
  const value = (name: string) => Number(new RegExp(`^${name} ([\\d.e+]+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    heapMb: value('nodejs_heap_size_used_bytes') / 2 ** 20,
    residentMb: value('process_resident_memory_bytes') / 2 ** 20,
    descriptors: value('process_open_fds'),
    handles: value('nodejs_active_resources_total'),
  };
}

/** A stretch of time: the lowest heap, which is what is left after collecting, and the most of everything else. */
export interface Stretch extends Sample {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Sums up the samples of a stretch. */
export function sumUp(samples: readonly Sample[]): Sample {
  return {
    heapMb: Math.min(...samples.map(({ heapMb }) => heapMb)),
    residentMb: Math.max(...samples.map(({ residentMb }) => residentMb)),
    descriptors: Math.max(...samples.map(({ descriptors }) => descriptors)),
    handles: Math.max(...samples.map(({ handles }) => handles)),
  };
}

/**
 * What grew from the second stretch, when all code has run, to the last: by more than chance does. Empty where nothing
 * did, or where there are too few stretches to tell.
 */
export function whatGrew(stretches: readonly Sample[]): string[] {
  const [, first] = stretches;
  const last = stretches.at(-1);
  if (!first || !last || stretches.length < 3) return [];
  const grew = (name: keyof Sample, share: number, amount: number) =>
    last[name] > first[name] * share + amount ? [`${name}: ${first[name].toFixed(1)} to ${last[name].toFixed(1)}`] : [];
  return [...grew('heapMb', 1.1, 5), ...grew('descriptors', 1.2, 20), ...grew('handles', 1.2, 20)];
}
