import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { deployFolder, readText, readYaml } from './support.ts';

const { services } = readYaml('deploy/compose/compose.yaml') as {
  services: Record<
    string,
    {
      image?: string;
      build?: { context: string; target: string };
      command?: string[];
      environment?: Record<string, string>;
      volumes?: string[];
      ports?: string[];
      depends_on?: Record<string, unknown> | string[];
    }
  >;
};
const folder = `${deployFolder}/compose`;

test('images are built from targets of the Dockerfile, or have a version', () => {
  const dockerfile = readText('Dockerfile');
  for (const { build, image } of Object.values(services)) {
    if (build) expect(dockerfile).toMatch(new RegExp(`^FROM .* AS ${build.target}$`, 'm'));
    else expect(image).toMatch(/:v?\d+\.\d+/);
  }
});

test('every file that is mounted or run is there', () => {
  const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':')[0]));
  const programs = Object.values(services).flatMap(({ command = [] }) =>
    command
      .filter((word) => word.startsWith('dist/'))
      .map((path) => `../../${path.replace(/^dist\/(.*)\.js$/, 'src/sandbox/$1.ts')}`),
  );
  expect([...mounted, ...programs].filter((path) => !existsSync(resolve(folder, path ?? '')))).toEqual([]);
});

test('the settings are ones that the gateway has, and takes', () => {
  const environment = services.gateway?.environment ?? {};
  const withLocalFiles = { ...environment, CODES_FILE: resolve(folder, '../../src/sandbox/codes.yaml') };
  const config: Record<string, unknown> = { ...loadConfig(withLocalFiles) };
  for (const name of Object.keys(environment)) expect(config[name], name).toBeDefined();
  expect(config.DEFAULT_ORGANIZATION_ID).toBe(wellKnown.organizationId);
});

test('whatever a service is told to reach is a service', () => {
  const names = Object.keys(services);
  const addresses = [
    ...Object.values(services.gateway?.environment ?? {}),
    ...readYaml('deploy/compose/grafana/datasources.yaml').datasources.map(({ url }: { url: string }) => url),
    ...readYaml('deploy/compose/prometheus.yaml').scrape_configs.flatMap(
      ({ static_configs }: { static_configs: { targets: string[] }[] }) =>
        static_configs.flatMap(({ targets }) => targets.map((target) => `http://${target}`)),
    ),
  ].flatMap((value) => (URL.canParse(value) ? [new URL(value).hostname] : []));
  expect(addresses).not.toEqual([]);
  expect(addresses.filter((host) => !names.includes(host))).toEqual([]);
});

test('nothing is published beyond this machine', () => {
  for (const { ports = [] } of Object.values(services)) {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  }
});

test('Grafana and Prometheus find what is mounted where they look', () => {
  const mounts = (name: string) => (services[name]?.volumes ?? []).map((volume) => volume.split(':')[1]);
  const [provider] = readYaml('deploy/compose/grafana/dashboards.yaml').providers;
  const home = services.grafana?.environment?.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH ?? '';
  expect(mounts('grafana')).toContain(home);
  expect(home.startsWith(`${provider.options.path}/`)).toBe(true);
  const [rules] = readYaml('deploy/compose/prometheus.yaml').rule_files;
  expect(mounts('prometheus')).toContain(`/etc/prometheus/${rules}`);
});

test('the image runs what npm start runs, with the same options for Node', () => {
  const { scripts } = JSON.parse(readText('package.json'));
  const commands = [...readText('Dockerfile').matchAll(/^CMD (\[.*\])$/gm)].map(([, command = '']) =>
    JSON.parse(command),
  );
  expect(commands.at(-1)).toEqual(scripts.start.split(' ').slice(1));
});
