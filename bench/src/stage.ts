import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoadOrder, LoadReport } from './load.ts';
import { ask, cpuMsOf, firstReport, freePort, memoryMbOf, root, start, stop } from './processes.ts';
import { bodyOf, headersWith, queries } from './queries.ts';
import type { System } from './systems.ts';
import type { UpstreamOrder, UpstreamReport } from './upstream.ts';

/** A system that runs and has answered. */
export interface Actor {
  system: System;
  url: string;
  /** Milliseconds from its start to its first answer. */
  startMs: number;
  process: ChildProcess;
}

/** What one burst of load on one system showed. */
export interface Burst extends LoadReport {
  /** Milliseconds of CPU time of the system for each request; null where the operating system does not tell. */
  cpuMsPerRequest: number | null;
  memoryMb: number | null;
  /** Calls that the upstream got for each request, by operation. */
  calls: Record<string, number>;
}

/** The upstream, the source of load and the systems between them. */
export interface Stage {
  upstreamUrl: string;
  enter(system: System, options?: EnterOptions): Promise<Actor>;
  leave(actor: Actor): Promise<void>;
  /** The first answer to a query, and the calls that it cost. */
  ask(actor: Actor, body: string): Promise<{ status: number; text: string; calls: Record<string, number> }>;
  burst(actor: Actor, load: Omit<LoadOrder, 'url'>, latencyMs: number): Promise<Burst>;
  close(): Promise<void>;
}

interface EnterOptions {
  /** Options for Node, where the system is run by it. */
  nodeOptions?: readonly string[];
}

const startLimitMs = 60_000;

/** Starts the upstream and the source of load. */
export async function openStage(): Promise<Stage> {
  const driver = (name: string) =>
    start({ command: [process.execPath, `${root}bench/dist/${name}.js`], place: 'driver', hasChannel: true });
  const upstream = driver('upstream');
  const load = driver('load');
  const started = await firstReport<UpstreamReport>(upstream);
  const upstreamUrl = 'url' in started ? started.url : '';
  const logs = mkdtempSync(join(tmpdir(), 'bench-'));
  const actors = new Set<Actor>();

  /** Sets the latency and gives the calls since this was last done. */
  const upstreamCalls = async (order: UpstreamOrder) => {
    const report = await ask<UpstreamReport>(upstream, order);
    return 'calls' in report ? report.calls : {};
  };

  return {
    upstreamUrl,
    enter: async (system, { nodeOptions = [] } = {}) => {
      const port = await freePort();
      const [program = '', ...args] = system.command;
      const startedAt = performance.now();
      const child = start({
        command: [program, ...nodeOptions, ...args],
        place: 'measured',
        env: { PORT: String(port), LEARNING_API_URL: upstreamUrl, ...system.env },
        stdout: openSync(join(logs, `${system.name}.log`), 'a'),
      });
      const url = `http://127.0.0.1:${port}${system.path ?? '/graphql'}`;
      await firstAnswer(url, child, system.name);
      const actor = { system, url, process: child, startMs: performance.now() - startedAt };
      actors.add(actor);
      return actor;
    },
    leave: async (actor) => {
      actors.delete(actor);
      await stop(actor.process);
    },
    ask: async ({ url }, body) => {
      await upstreamCalls({ latencyMs: 0 });
      const { status, text } = await post(url, body);
      return { status, text, calls: await upstreamCalls({ latencyMs: 0 }) };
    },
    burst: async ({ url, process: child }, order, latencyMs) => {
      await upstreamCalls({ latencyMs });
      const cpuBefore = cpuMsOf(child);
      const report = await ask<LoadReport>(load, { ...order, url });
      const cpuAfter = cpuMsOf(child);
      const calls = await upstreamCalls({ latencyMs });
      return {
        ...report,
        cpuMsPerRequest: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / report.requests,
        memoryMb: memoryMbOf(child),
        calls: Object.fromEntries(Object.entries(calls).map(([name, count]) => [name, count / report.requests])),
      };
    },
    close: async () => {
      await Promise.all([...actors].map(({ process: child }) => stop(child)));
      await Promise.all([stop(upstream), stop(load)]);
    },
  };
}

async function firstAnswer(url: string, child: ChildProcess, name: string): Promise<void> {
  const body = bodyOf(queries.enrollments, 0, 10);
  const givesUpAt = performance.now() + startLimitMs;
  for (;;) {
    const answered = await post(url, body).catch(() => null);
    if (answered?.status === 200) return;
    if (child.exitCode !== null) throw new Error(`${name} ended before it answered`);
    if (performance.now() > givesUpAt) throw new Error(`${name} did not answer: ${answered?.text.slice(0, 300)}`);
    await delay(2);
  }
}

async function post(url: string, body: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: headersWith('f0000000-0000-4000-8000-000000000000'),
    body,
  });
  return { status: response.status, text: await response.text() };
}
