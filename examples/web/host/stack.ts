import { fileURLToPath } from 'node:url';
import { present, type Sandbox, startSandbox, wellKnown } from '../../../src/sandbox/http/server.ts';
import type { World } from '../../../src/sandbox/world/world.ts';
import type { Ability, Session } from '../src/session.ts';
import { type Gateway, type LogLine, startGateway } from './gateway.ts';

/** The servers behind the application: a LearningApi with generated data, and a gateway. */
export interface Stack {
  sandbox: Sandbox;
  gateway: Gateway;
  /** The session that a sign-in would create. */
  session: Session;
  close(): Promise<void>;
}

interface StackOptions {
  ports: { sandbox: number; gateway: number };
  onLog?: (line: LogLine) => void;
  /** More settings of the gateway. */
  settings?: Record<string, string>;
}

/** Starts a sandbox and a gateway. Port 0 takes a free one. */
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

/** A session whose directory has the sandbox's users, because the learning graph has only the ids of people. */
function sessionIn({ users, organizations }: World): Session {
  const names = new Map(organizations.map(({ org_id, name }) => [org_id, name]));
  return {
    organizationId: wellKnown.organizationId,
    organizationName: names.get(wellKnown.organizationId) ?? '',
    learnerId: wellKnown.userId,
    abilities: abilitiesIn(process.env.WEB_ABILITIES),
    now: new Date(present).toISOString(),
    people: users
      .map(({ user_id, first_name, last_name, org_id }) => ({
        id: user_id,
        name: `${first_name} ${last_name}`,
        organization: names.get(org_id) ?? '',
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

const abilities: readonly Ability[] = ['teach', 'manage', 'administer'];

/** Parses a comma-separated list of abilities. Without a list, returns all of them. */
function abilitiesIn(list: string | undefined): readonly Ability[] {
  return list === undefined ? abilities : abilities.filter((ability) => list.split(',').includes(ability));
}
