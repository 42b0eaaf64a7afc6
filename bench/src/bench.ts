import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoadOrder, LoadReport } from './load.ts';
import { cpuMsOf, firstReport, freePort, memoryMbOf, root, sendOrder, startProcess, stopProcess } from './processes.ts';
import { bodyOf, headersWith, type Query } from './queries.ts';
import { firstQueryOf, type System } from './systems.ts';
import type { UpstreamOrder, UpstreamReport } from './upstream.ts';

/** A system that is running and has answered a query. */
export interface RunningSystem {
  system: System;
  url: string;
  /** Milliseconds from the start of the process to the first answer. */
  startMs: number;
  process: ChildProcess;
}

/** The measurements of one short period of load on one system. */
export interface Sample extends LoadReport {
  /** CPU time of the system per request, in milliseconds; null if the operating system does not report it. */
  cpuMsPerRequest: number | null;
  memoryMb: number | null;
  /** Upstream calls per request, by operation. */
  calls: Record<string, number>;
}

/** The upstream, the load generator, and the systems between them. */
export interface Bench {
  upstreamUrl: string;
  start(system: System, options?: StartOptions): Promise<RunningSystem>;
  stop(running: RunningSystem): Promise<void>;
  /** Sends one query, and counts the calls that it causes. */
  query(
    running: RunningSystem,
    query: Query,
    first: number,
  ): Promise<{ status: number; text: string; calls: Record<string, number> }>;
  sample(running: RunningSystem, load: Omit<LoadOrder, 'url'>, upstream: UpstreamOrder): Promise<Sample>;
  close(): Promise<void>;
}

interface StartOptions {
  /** Options for Node, if the system runs on it. */
  nodeOptions?: readonly string[];
}

const startTimeoutMs = 60_000;

/** Starts the upstream and the load generator. */
export async function openBench(): Promise<Bench> {
  const startDriver = (name: string) =>
    startProcess({ command: [process.execPath, `${root}bench/dist/${name}.js`], cpus: 'driver', hasChannel: true });
  const upstream = startDriver('upstream');
  const load = startDriver('load');
  const started = await firstReport<UpstreamReport>(upstream);
  const upstreamUrl = 'url' in started ? started.url : '';
  const logs = mkdtempSync(join(tmpdir(), 'bench-'));
  const runningSystems = new Set<RunningSystem>();

  /** Sets the latency, and returns the calls since it was last set. */
  const takeUpstreamCalls = async (order: UpstreamOrder) => {
    const report = await sendOrder<UpstreamReport>(upstream, order);
    return 'calls' in report ? report.calls : {};
  };

  return {
    upstreamUrl,
    start: async (system, { nodeOptions = [] } = {}) => {
      const port = await freePort();
      const [program = '', ...args] = system.command;
      const startedAt = performance.now();
      const child = startProcess({
        command: [program, ...nodeOptions, ...args],
        cpus: 'measured',
        env: { PORT: String(port), LEARNING_API_URL: upstreamUrl, ...system.env },
        stdout: openSync(join(logs, `${system.name}.log`), 'a'),
      });
      const url = `http://127.0.0.1:${port}${system.path ?? '/graphql'}`;
      const query = firstQueryOf(system);
      await takeUpstreamCalls({ latencyMs: 0, recording: query.recording });
      await waitForAnswer(url, child, system.name, bodyOf(query, 0, 10));
      const running = { system, url, process: child, startMs: performance.now() - startedAt };
      runningSystems.add(running);
      return running;
    },
    stop: async (running) => {
      runningSystems.delete(running);
      await stopProcess(running.process);
    },
    query: async ({ url }, query, first) => {
      const order: UpstreamOrder = { latencyMs: 0, recording: query.recording };
      await takeUpstreamCalls(order);
      const { status, text } = await post(url, bodyOf(query, 0, first));
      return { status, text, calls: await takeUpstreamCalls(order) };
    },
    sample: async ({ url, process: child }, order, upstreamOrder) => {
      await takeUpstreamCalls(upstreamOrder);
      const cpuBefore = cpuMsOf(child);
      const report = await sendOrder<LoadReport>(load, { ...order, url });
      const cpuAfter = cpuMsOf(child);
      const calls = await takeUpstreamCalls(upstreamOrder);
      return {
        ...report,
        cpuMsPerRequest: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / report.requests,
        memoryMb: memoryMbOf(child),
        calls: Object.fromEntries(Object.entries(calls).map(([name, count]) => [name, count / report.requests])),
      };
    },
    close: async () => {
      await Promise.all([...runningSystems].map(({ process: child }) => stopProcess(child)));
      await Promise.all([stopProcess(upstream), stopProcess(load)]);
    },
  };
}

async function waitForAnswer(url: string, child: ChildProcess, name: string, body: string): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    const response = await post(url, body).catch(() => null);
    if (response?.status === 200) return;
    if (child.exitCode !== null) throw new Error(`${name} exited before it answered a query`);
    if (performance.now() > deadline) throw new Error(`${name} did not start: ${response?.text.slice(0, 300)}`);
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
