import type { TestProject } from 'vitest/node';
import { bundle, gateway } from '../../scripts/build/bundle.ts';

/** Bundles the gateway before the tests, so that those that start a process start what operators run. */
export default async function setup(project: TestProject): Promise<void> {
  await bundle(gateway);
  project.onTestsRerun(() => bundle(gateway));
}
