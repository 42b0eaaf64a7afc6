import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox, wellKnown } from '../../../src/sandbox/http/server.ts';
import type { World } from '../../../src/sandbox/world/world.ts';
import type { Session } from '../src/session.ts';
import { type Gateway, type LogLine, startGateway } from './gateway.ts';

/** What stands behind the application: a LearningApi with made-up data, and the gateway in front of it. */
export interface Stack {
  sandbox: Sandbox;
  gateway: Gateway;
  /** What a sign-in would tell the application. */
  session: Session;
  close(): Promise<void>;
}

interface StackOptions {
  ports: { sandbox: number; gateway: number };
  onLog?: (line: LogLine) => void;
  /** Settings of the gateway beside those that it needs here. */
  settings?: Record<string, string>;
}

/** Starts sandbox and gateway; a port of 0 takes a free one. */
export async function startStack({ ports, onLog = () => {}, settings = {} }: StackOptions): Promise<Stack> {
  const sandbox = await startSandbox({ port: ports.sandbox });
  const gateway = await startGateway(
    {
      HOST: '127.0.0.1',
      PORT: String(ports.gateway),
      LEARNING_API_URL: sandbox.url,
      DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
      CODES_FILE: fileURLToPath(new URL('../../../src/sandbox/codes.yaml', import.meta.url)),
      ...settings,
    },
    onLog,
  );
  return {
    sandbox,
    gateway,
    session: sessionIn(sandbox.world),
    close: async () => {
      await gateway.close();
      await sandbox.close();
    },
  };
}

/** The learning graph knows people by id; their names come from a directory, which the sandbox's users stand in for. */
function sessionIn({ users, organizations, enrollments }: World): Session {
  const names = new Map(organizations.map(({ org_id, name }) => [org_id, name]));
  return {
    organizationId: wellKnown.organizationId,
    learnerId: wellKnown.userId,
    // The made-up data stands still: its present is when somebody last did something in it.
    now: enrollments.map(({ last_activity_date }) => last_activity_date ?? '').reduce((a, b) => (a > b ? a : b), ''),
    people: users
      .map(({ user_id, first_name, last_name, org_id }) => ({
        id: user_id,
        name: `${first_name} ${last_name}`,
        organization: names.get(org_id) ?? '',
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}
