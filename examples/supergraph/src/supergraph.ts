import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox, wellKnown } from '../../../src/sandbox/http/server.ts';
import type { World } from '../../../src/sandbox/world/world.ts';
import { composeSupergraph, subgraphs } from './compose.ts';
import type { Running } from './listen.ts';
import { type LearningGateway, startHiveGateway, startLearningGateway } from './processes.ts';
import type { RunningSubgraph } from './subgraph.ts';
import { startUsersSubgraph } from './users-subgraph.ts';

export interface Supergraph {
  sandbox: Sandbox;
  learning: LearningGateway;
  users: RunningSubgraph;
  /** Further subgraphs. */
  neighbors: readonly RunningSubgraph[];
  hive: Running;
  /** The supergraph, as the routers get it. */
  sdl: string;
  close(): Promise<void>;
}

interface Ports {
  sandbox: number;
  learning: number;
  users: number;
  hive: number;
}

/**
 * Starts the sandbox, both subgraphs and Hive Gateway on the loopback interface. Port 0 takes a free port.
 *
 * @param onStart called with the name of each part before it starts
 * @param startNeighbors starts further subgraphs
 */
export async function startSupergraph(
  ports: Ports,
  onStart: (part: string) => void = () => undefined,
  startNeighbors: readonly ((world: World) => Promise<RunningSubgraph>)[] = [],
): Promise<Supergraph> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const stop of closers.reverse()) await stop();
  };
  const closeLater = async <Part extends { close(): Promise<void> }>(part: Promise<Part>): Promise<Part> => {
    const running = await part;
    closers.push(() => running.close());
    return running;
  };

  try {
    onStart('the sandbox');
    const sandbox = await closeLater(startSandbox({ port: ports.sandbox }));
    onStart('the learning graph');
    const learning = await closeLater(
      startLearningGateway({
        PORT: String(ports.learning),
        LEARNING_API_URL: sandbox.url,
        DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
        CODES_FILE: 'src/sandbox/codes.yaml',
      }),
    );
    onStart('the users graph');
    const users = await closeLater(startUsersSubgraph({ world: sandbox.world, port: ports.users }));
    const parts = subgraphs({ learning: learning.url, users: users.url });
    const neighbors = [];
    for (const startNeighbor of startNeighbors) neighbors.push(await closeLater(startNeighbor(sandbox.world)));
    const sdl = composeSupergraph([parts.learning, parts.users, ...neighbors]);
    const folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
    closers.push(() => rm(folder, { recursive: true }));
    const supergraphFile = join(folder, 'supergraph.graphql');
    await writeFile(supergraphFile, sdl);
    onStart('Hive Gateway, which is the slowest');
    const hive = await closeLater(startHiveGateway({ supergraphFile, port: ports.hive }));
    return { sandbox, learning, users, neighbors, hive, sdl, close };
  } catch (error) {
    await close();
    throw error;
  }
}
