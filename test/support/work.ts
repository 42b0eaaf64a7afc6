import { once } from 'node:events';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';

/** A gateway whose work is counted, so that tests need not measure time. */
export interface CountedGateway extends GatewayProcess {
  /** How many blocks of JavaScript it has run since this was last asked: functions, branches and rounds of loops. */
  blocks(): Promise<number>;
  /** How many bytes of its heap are in use after a garbage collection. */
  heapBytes(): Promise<number>;
}

/** @param whenOver takes what ends the gateway for certain */
export async function startCountedGateway(
  settings: Record<string, string>,
  whenOver: (end: () => void) => void,
): Promise<CountedGateway> {
  const nodeArguments = ['--expose-gc', '--import', './test/support/count-work.js'];
  const gateway = await startGatewayProcess(settings, whenOver, nodeArguments);
  const ask = async (what: string) => {
    gateway.process.send(what);
    const [answer] = await once(gateway.process, 'message');
    return answer as number;
  };
  return { ...gateway, blocks: () => ask('blocks'), heapBytes: () => ask('heap') };
}
