import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { errorCodes } from '../../src/graph/errors/error-codes.ts';
import { withProgram } from '../support/programs.ts';
import { conditions } from './alert-conditions.ts';
import { readPage, seenOn } from './runbook.ts';
import { deployFolder, readText, readYaml, run } from './support.ts';

interface Alert {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook_url: string };
}
interface Panel {
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string }[];
}

/** What the gateway exports; prom-client's own begin with nodejs_ and process_. `up` is Prometheus' own. */
const metrics = ['up', ...exported()];

/** Counts as its counters do, and the buckets of its histograms. */
function exported(): string[] {
  const text = readText('src/server/telemetry/metrics.ts');
  return [...text.matchAll(/new (Counter|Gauge|Histogram)\(\{\s+name: '(\w+)'/g)].map(([, kind, name]) =>
    kind === 'Histogram' ? `${name}_bucket` : `${name}`,
  );
}

const alerts: Alert[] = readYaml('deploy/prometheus/alerts.yaml').groups.flatMap(
  ({ rules }: { rules: Alert[] }) => rules,
);
const panels: Panel[] = JSON.parse(readText('deploy/grafana/dashboard.json')).panels;
const queries = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
const expressions = [...alerts.map(({ expr }) => expr), ...queries];

test('alerts and dashboard ask for metrics that the gateway exports, of its own job only', () => {
  for (const expression of expressions) {
    const selectors = [...expression.matchAll(/([a-z0-9_]+)\{([^}]*)\}/g)];
    expect(selectors).not.toEqual([]);
    for (const [, name = '', labels] of selectors) {
      expect(metrics.includes(name) || /^(nodejs|process)_/.test(name), name).toBe(true);
      expect(labels).toContain('job="learning-gateway"');
    }
  }
  expect(metrics.filter((name) => !queries.some((query) => query.includes(`${name}{`)))).toEqual([]);
});

test('outcomes that are asked for by name are codes of the graph or kinds of failure', () => {
  const kinds = readText('src/learning-api/errors.ts');
  const outcomes = expressions.flatMap((expression) =>
    [...expression.matchAll(/(graphql|learning)_[a-z_]+\{[^}]*outcome=~?"([^"]+)"/g)].flatMap(([, layer, names = '']) =>
      names.split('|').map((name) => ({ layer, name })),
    ),
  );
  for (const { layer, name } of outcomes) {
    if (layer === 'learning') expect(kinds).toContain(`| '${name}'`);
    else
      expect(
        Object.keys(errorCodes).some((code) => new RegExp(`^${name}$`).test(code)),
        name,
      ).toBe(true);
  }
  expect(outcomes).not.toEqual([]);
});

test('each alert says how urgent it is, and has a page that says so too and what to do', () => {
  const list = readText('deploy/README.md');
  for (const { alert, labels, annotations } of alerts) {
    expect(['page', 'ticket']).toContain(labels.severity);
    expect(annotations.summary).not.toBe('');
    expect(annotations.runbook_url).toBe(`https://docs.example/learning-gateway/runbook/${alert}.md`);
    expect(list).toContain(`\n| [${alert}](../docs/runbook/${alert}.md) | ${labels.severity} | `);
    const page = readPage(alert);
    expect(page).toContain(`# ${alert}\n\nUrgency: ${labels.severity}. Fires `);
    expect(page.match(/^## .*/gm)).toEqual(['## What callers see', '## What the gateway says', '## What to do']);
    expect(seenOn(page)).not.toBe('');
  }
  const pages = readdirSync(new URL('../../docs/runbook', import.meta.url));
  expect(pages.sort()).toEqual(alerts.map(({ alert }) => `${alert}.md`).sort());
});

test('each alert is caused against the sandbox, and its page shows that run', () => {
  const shown = Object.values(conditions).flatMap((condition) =>
    Object.entries(condition.alerts).flatMap(([alert, parts]) => (parts ? [alert] : [])),
  );
  expect(shown.sort()).toEqual(alerts.map(({ alert }) => alert).sort());
});

test('no two panels of the dashboard lie on each other', () => {
  const taken = new Map<string, string>();
  for (const { title, gridPos } of panels) {
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(taken.get(`${x}:${y}`), title).toBeUndefined();
        taken.set(`${x}:${y}`, title);
      }
    }
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
  }
});

withProgram('promtool').describe('by promtool', () => {
  test('alerts fire when they should, and not otherwise', () => {
    expect(run('promtool', ['check', 'rules', 'prometheus/alerts.yaml'])).toContain('SUCCESS');
    expect(run('promtool', ['test', 'rules', 'prometheus/alerts.test.yaml'])).toContain('SUCCESS');
  });

  test('Prometheus takes the configuration of the laptop', () => {
    const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
    try {
      for (const path of ['compose/prometheus.yaml', 'prometheus/alerts.yaml']) {
        copyFileSync(join(deployFolder, path), join(folder, basename(path)));
      }
      expect(run('promtool', ['check', 'config', join(folder, 'prometheus.yaml')])).toContain(
        `${alerts.length} rules found`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('the queries of the dashboard are PromQL', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
    const rules = queries.map((query, index) => ({
      record: `panel:${index}`,
      expr: query.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*'),
    }));
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups: [{ name: 'dashboard', rules }] }));
    try {
      expect(run('promtool', ['check', 'rules', join(folder, 'rules.yaml')])).toContain(
        `${queries.length} rules found`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
