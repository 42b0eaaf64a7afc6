// Loaded into a gateway before its own code (`node --import`). Counts what JavaScript does and answers the parent process:
// `blocks` is how many blocks of code have run since it was last asked (functions, branches and rounds of loops), `heap`
// is how many bytes are still in use after a garbage collection. Neither depends on the speed of the machine.
import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

const measure = {
  blocks: async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const ranges = result.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
    return ranges.reduce((sum, { count }) => sum + count, 0);
  },
  heap: async () => {
    globalThis.gc();
    return process.memoryUsage().heapUsed;
  },
};

process.on('message', async (what) => process.send(await measure[what]()));
process.channel.unref();
