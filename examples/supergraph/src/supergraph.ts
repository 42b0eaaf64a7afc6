import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox, wellKnown } from '../../../src/sandbox/http/server.ts';
import { composeSupergraph, subgraphs } from './compose.ts';
import type { Running } from './listen.ts';
import { type LearningGateway, startHiveGateway, startLearningGateway } from './processes.ts';
import { startUsersSubgraph, type UsersSubgraph } from './users-subgraph.ts';

export interface Supergraph {
  sandbox: Sandbox;
  learning: LearningGateway;
  users: UsersSubgraph;
  hive: Running;
  /** The supergraph as routers are given it. */
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
 * Starts everything on the loopback interface: the sandbox, both subgraphs and Hive Gateway. A port of 0 is a free one.
 *
 * @param tell hears what is started next
 */
export async function startSupergraph(
  ports: Ports,
  tell: (part: string) => void = () => undefined,
): Promise<Supergraph> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const stop of closers.reverse()) await stop();
  };
  const keep = async <Part extends { close(): Promise<void> }>(part: Promise<Part>): Promise<Part> => {
    const running = await part;
    closers.push(() => running.close());
    return running;
  };

  try {
    tell('the sandbox');
    const sandbox = await keep(startSandbox({ port: ports.sandbox }));
    tell('the learning graph');
    const learning = await keep(
      startLearningGateway({
        PORT: String(ports.learning),
        LEARNING_API_URL: sandbox.url,
        DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
        CODES_FILE: 'src/sandbox/codes.yaml',
      }),
    );
    tell('the users graph');
    const users = await keep(startUsersSubgraph({ world: sandbox.world, port: ports.users }));
    const parts = subgraphs({ learning: learning.url, users: users.url });
    const sdl = composeSupergraph([parts.learning, parts.users]);
    const folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
    closers.push(() => rm(folder, { recursive: true }));
    const supergraphFile = join(folder, 'supergraph.graphql');
    await writeFile(supergraphFile, sdl);
    tell('Hive Gateway, which takes longest');
    const hive = await keep(startHiveGateway({ supergraphFile, port: ports.hive }));
    return { sandbox, learning, users, hive, sdl, close };
  } catch (error) {
    await close();
    throw error;
  }
}
