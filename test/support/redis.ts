// cspell:ignore cmdstat commandstats
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, onTestFinished } from 'vitest';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

interface TestRedis {
  url: string;
  /** Waits until so many gateways are connected: until then each counts and keeps for itself. */
  connected(gateways: number): Promise<void>;
  /** All keys and values, as text. */
  text(): Promise<string>;
  /** How often it carried out a command. */
  callsOf(command: string): Promise<number>;
  /** Answers nothing until it resumes. Its connections stay. */
  hang(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** A Redis of the test's own on a free port, gone when the test is over. */
export async function redisForThisTest(): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'gateway-redis-'));
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  onTestFinished(stop);
  await eventually(() => answers(port));
  const url = `redis://127.0.0.1:${port}`;
  const connected = async (gateways: number) => {
    const own = new Redis(url);
    const others = async () => String(await own.client('LIST')).match(/ cmd=(?!NULL|client\|list)/g)?.length ?? 0;
    await eventually(async () => expect(await others()).toBe(gateways));
    own.disconnect();
  };
  const text = async () => {
    const own = new Redis(url);
    const keys = await own.keys('*');
    const values = await Promise.all(keys.map((key) => own.get(key)));
    own.disconnect();
    return JSON.stringify([keys, values]);
  };
  // cspell:ignore commandstats cmdstat
  const callsOf = async (command: string) => {
    const own = new Redis(url);
    const stats = await own.info('commandstats');
    own.disconnect();
    return Number(new RegExp(`^cmdstat_${command}:calls=(\\d+)`, 'm').exec(stats)?.[1] ?? 0);
  };
  const hang = () => {
    server.kill('SIGSTOP');
  };
  const resume = () => {
    server.kill('SIGCONT');
  };
  return { url, connected, text, callsOf, hang, resume, stop };
}

function answers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
