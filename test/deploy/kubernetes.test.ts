import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeSettings } from '../../src/config/config.ts';
import { withProgram } from '../support/programs.ts';
import { currentProblemsOf, describeWithSchemas, problemsOf } from './kubernetes-types.ts';
import { deployFolder, type Manifest, parseManifests, readText, readYaml, run } from './support.ts';

const settings = new Set(describeSettings().map(({ name }) => name));
const files = readdirSync(`${deployFolder}/kubernetes`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => `deploy/kubernetes/${path}`);
const kustomizations = files.filter((path) => path.endsWith('/kustomization.yaml'));
const objects = kustomizations.flatMap((path) =>
  ((readYaml(path).resources ?? []) as string[])
    .filter((resource) => resource.endsWith('.yaml'))
    .flatMap((resource) => parseManifests(readText(path.replace('kustomization.yaml', resource)))),
);
const [ofGatewayApi, ofKubernetes] = [
  objects.filter(({ apiVersion }) => apiVersion.startsWith('gateway.')),
  objects.filter(({ apiVersion }) => !apiVersion.startsWith('gateway.')),
];
const deployment = find(objects, 'Deployment', 'learning-gateway');
const [gateway] = deployment.spec.template.spec.containers;

test('every file belongs to a kustomization', () => {
  const listed = kustomizations.flatMap((path) => {
    const { resources = [], patches = [] } = readYaml(path) as { resources?: string[]; patches?: { path: string }[] };
    return [...resources, ...patches.map((patch) => patch.path)].map((name) =>
      path.replace('kustomization.yaml', name),
    );
  });
  const others = files.filter((path) => !path.endsWith('/kustomization.yaml'));
  expect(listed.filter((path) => path.endsWith('.yaml')).sort()).toEqual(others.sort());
});

test('every object has the form that the oldest Kubernetes knows', () => {
  expect(problemsOf(ofKubernetes)).toEqual([]);
});

test('a field that Kubernetes does not know is found', () => {
  const wrong = structuredClone(deployment);
  wrong.spec.template.spec.containers[0].securityContext.readOnlyRootFileSystem = true;
  expect(problemsOf([wrong]).join()).toContain('readOnlyRootFileSystem');
});

describeWithSchemas('by the schemas of a current Kubernetes and the Gateway API', () => {
  test('every object is valid', async () => {
    expect(ofGatewayApi).toHaveLength(2);
    expect(await currentProblemsOf(objects)).toEqual([]);
  });

  test('what is wrong is found: unknown fields, values that are not allowed, missing fields', async () => {
    const route = find(objects, 'HTTPRoute', 'learning-gateway');
    const damages: [Manifest, string, (spec: Manifest['spec']) => void][] = [
      [
        deployment,
        'readOnlyRootFileSystem',
        ({ template }) => {
          template.spec.containers[0].securityContext.readOnlyRootFileSystem = true;
        },
      ],
      [
        deployment,
        'imagePullPolicy must be equal to one of the allowed values',
        ({ template }) => {
          template.spec.containers[0].imagePullPolicy = 'Sometimes';
        },
      ],
      [
        deployment,
        'must have required property selector',
        (spec) => {
          delete spec.selector;
        },
      ],
      [
        route,
        '"timeout"',
        ({ rules }) => {
          rules[0].timeout = '100s';
        },
      ],
      [
        route,
        'timeouts/request must match pattern',
        ({ rules }) => {
          rules[0].timeouts.request = '100';
        },
      ],
    ];
    const wrong = damages.map(([manifest, , damage]) => {
      const copy = structuredClone(manifest);
      damage(copy.spec);
      return copy;
    });
    const problems = (await currentProblemsOf(wrong)).join('\n');
    for (const [, problem] of damages) expect(problems).toContain(problem);
  });
});

test('the route to the gateway is closed after the longest request, repeats nothing, and leads to the Service', () => {
  const { parentRefs, rules, hostnames } = find(objects, 'HTTPRoute', 'learning-gateway').spec;
  const { listeners } = find(objects, 'Gateway', parentRefs[0].name).spec;
  expect(listeners).toMatchObject([{ protocol: 'HTTPS', hostname: hostnames[0] }]);
  const [{ timeouts, retry, backendRefs }] = rules;
  const longest = milliseconds('BULK_BUDGET_MS') + milliseconds('UPSTREAM_TIMEOUT_MS');
  for (const timeout of [timeouts.request, timeouts.backendRequest])
    expect(Number.parseInt(timeout, 10) * 1000).toBeGreaterThan(Math.max(longest, milliseconds('REQUEST_TIMEOUT_MS')));
  expect(`proxy_read_timeout ${timeouts.request};`).toBe(
    /proxy_read_timeout \w+;/.exec(readText('docs/operations.md'))?.[0],
  );
  expect(retry).toBeUndefined();
  const [{ name, port }] = backendRefs;
  expect(find(objects, 'Service', name).spec.ports).toMatchObject([{ port }]);
});

test('every setting that is given is one that the gateway has', () => {
  const given = kustomizations.flatMap((path) =>
    ((readYaml(path).configMapGenerator ?? []) as { literals: string[] }[]).flatMap(({ literals }) =>
      literals.map((literal) => literal.split('=', 1)[0] ?? ''),
    ),
  );
  expect(given).toContain('LEARNING_API_URL');
  expect(given.filter((name) => !settings.has(name))).toEqual([]);
  // Node's own.
  expect(gateway.env.map(({ name }: { name: string }) => name)).toEqual(['NODE_OPTIONS']);
});

test('ports and paths are those of the image and the server', () => {
  const dockerfile = readText('Dockerfile');
  const server = readText('src/server/http/server.ts');
  for (const { containerPort } of gateway.ports)
    expect(dockerfile).toMatch(new RegExp(`^EXPOSE .*\\b${containerPort}\\b`, 'm'));
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
    expect(server).toContain(`'${gateway[probe].httpGet.path}'`);
  }
  expect(gateway.livenessProbe.httpGet.path).toBe('/health');
  expect(gateway.readinessProbe.httpGet.path).toBe('/ready');
  const user = deployment.spec.template.spec.securityContext;
  expect(dockerfile).toContain(`USER ${user.runAsUser}:${user.runAsGroup}`);
});

test('Prometheus looks for a label and a port that the pods have', () => {
  const [job] = readYaml('deploy/prometheus/kubernetes.yaml').scrape_configs;
  const [label, port] = job.relabel_configs[0].regex.split(';');
  expect(Object.values(deployment.spec.template.metadata.labels)).toEqual([label]);
  expect(gateway.ports.find(({ name }: { name: string }) => name === port).containerPort).toBe(9464);
  expect(job.job_name).toBe('learning-gateway');
});

test('every container is without rights, with limits, and named ports are there', () => {
  for (const { spec } of objects.filter(({ kind }) => kind === 'Deployment')) {
    const pod = spec.template.spec;
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    for (const container of pod.containers) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.resources).toMatchObject({
        requests: { cpu: expect.any(String) },
        limits: { memory: expect.any(String) },
      });
    }
  }
});

test('services, budgets, policies and the autoscaler find the pods they are for', () => {
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  for (const { metadata, spec } of deployments) {
    const labels = spec.template.metadata.labels;
    expect(spec.selector.matchLabels).toEqual(labels);
    expect(find(objects, 'Service', metadata.name).spec.selector).toEqual(labels);
    expect(find(objects, 'NetworkPolicy', metadata.name).spec.podSelector.matchLabels).toEqual(labels);
  }
  expect(find(objects, 'PodDisruptionBudget', 'learning-gateway').spec.selector.matchLabels).toEqual(
    deployment.spec.template.metadata.labels,
  );
  expect(find(objects, 'HorizontalPodAutoscaler', 'learning-gateway').spec.scaleTargetRef.name).toBe(
    'learning-gateway',
  );
});

test('a pod that is stopped has the time that load balancers and the longest mutation may take', () => {
  const longest = milliseconds('DRAIN_DELAY_MS') + milliseconds('BULK_BUDGET_MS') + milliseconds('UPSTREAM_TIMEOUT_MS');
  const { terminationGracePeriodSeconds } = deployment.spec.template.spec;
  expect(milliseconds('SHUTDOWN_TIMEOUT_MS')).toBeGreaterThan(longest);
  expect(terminationGracePeriodSeconds * 1000).toBeGreaterThan(milliseconds('SHUTDOWN_TIMEOUT_MS'));
});

withProgram('kubectl').describe('built by kustomize', () => {
  test('the example has all settings in one place, and Redis within reach of the gateway only', () => {
    const built = parseManifests(run('kubectl', ['kustomize', 'kubernetes/overlays/example']));
    expect(problemsOf(built.filter(({ apiVersion }) => !apiVersion.startsWith('gateway.')))).toEqual([]);
    expect(find(built, 'HTTPRoute', 'learning-gateway').metadata).toMatchObject({ namespace: 'learning-gateway' });
    const config = built.find(({ kind }) => kind === 'ConfigMap');
    expect(config?.data).toMatchObject({ NODE_ENV: 'production', LEARNING_API_URL: expect.any(String) });
    const [container] = find(built, 'Deployment', 'learning-gateway').spec.template.spec.containers;
    expect(container.envFrom).toEqual([
      { configMapRef: { name: config?.metadata.name } },
      { secretRef: { name: 'learning-gateway', optional: true } },
    ]);
    expect(container.image).toBe('registry.example/learning-gateway:0.1.0');
    const redis = find(built, 'NetworkPolicy', 'learning-gateway-redis').spec;
    expect(redis.ingress).toEqual([
      {
        from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'learning-gateway' } } }],
        ports: [{ port: 'redis' }],
      },
    ]);
    expect(JSON.stringify(find(built, 'NetworkPolicy', 'learning-gateway').spec.egress)).toContain(
      'learning-gateway-redis',
    );
  });

  describeWithSchemas('by the schemas of a current Kubernetes', () => {
    test('the example is valid', async () => {
      expect(
        await currentProblemsOf(parseManifests(run('kubectl', ['kustomize', 'kubernetes/overlays/example']))),
      ).toEqual([]);
    });
  });
});

/** The default of a setting. */
function milliseconds(name: string): number {
  const setting = describeSettings().find((one) => one.name === name);
  return Number(setting?.default.replaceAll('`', ''));
}

function find(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) throw new Error(`There is no ${kind} ${name}.`);
  return found;
}
