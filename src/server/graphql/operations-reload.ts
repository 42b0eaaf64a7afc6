import {
  type PersistedOperationsFile,
  readManifests,
  stateOfManifests,
} from '../../config/persisted-operations-file.ts';
import type { ToolHandler } from '../mcp/handler.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Documents } from './documents.ts';
import { type PersistedOperations, problemsOf } from './persisted-operations.ts';

/** Keeps the persisted operations like the files that have them. */
export interface OperationsReload {
  /** Reads the files now. Keeps the operations if the new ones cannot be used. */
  reload(): Promise<void>;
  close(): void;
}

interface Options {
  file: PersistedOperationsFile;
  operations: PersistedOperations;
  /** Null if MCP is off. */
  tools: ToolHandler | null;
  documents: Documents;
  log: Log;
  metrics: Metrics | null | undefined;
  /** How often the files are looked at. */
  pollMs: number;
}

/** How many problems of new operations are logged. */
const maxProblems = 10;

/**
 * Serves the operations of the files, and reads them again when they change. Polls: a file that is replaced, and the
 * symbolic links of a Kubernetes ConfigMap, end a watch by `fs.watch`.
 */
export function watchOperations({
  file,
  operations,
  tools,
  documents,
  log,
  metrics,
  pollMs,
}: Options): OperationsReload {
  const { paths } = file;
  let texts: ReadonlyMap<string, string> = new Map();
  let seen = file.state;
  let current = Promise.resolve();

  const use = (next: ReadonlyMap<string, string>) => {
    const added = [...next].filter(([hash, text]) => texts.get(hash) !== text).length;
    const removed = [...texts.keys()].filter((hash) => !next.has(hash)).length;
    texts = next;
    operations.replace(texts);
    tools?.replace(texts);
    metrics?.countOperationsLoad('loaded', texts.size);
    log.info({ event: 'persisted_operations_loaded', operations: texts.size, added, removed });
  };
  const keep = (problems: readonly string[]) => {
    metrics?.countOperationsLoad('refused', texts.size);
    log.warn({
      event: 'persisted_operations_kept',
      operations: texts.size,
      problems: problems.slice(0, maxProblems),
      advice: 'The new operations are not used. Correct the files; they are read again when they change.',
    });
  };
  const load = async () => {
    // A change while the files are read is seen at the next look.
    seen = stateOfManifests(paths);
    try {
      const next = readManifests(paths);
      const changed = [...next].filter(([hash, text]) => texts.get(hash) !== text);
      const problems = await problemsOf(changed, documents);
      if (problems.length === 0 && tools) problems.push(...tools.problemsOf(next));
      return problems.length > 0 ? keep(problems) : use(next);
    } catch (error) {
      return keep([(error as Error).message]);
    }
  };
  const reload = () => {
    current = current.then(load);
    return current;
  };
  const look = () => {
    const state = stateOfManifests(paths);
    if (state === seen) return;
    seen = state;
    void reload();
  };

  use(file.texts);
  const timer = setInterval(look, pollMs);
  timer.unref();
  return { reload, close: () => clearInterval(timer) };
}
