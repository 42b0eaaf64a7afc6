import { rm } from 'node:fs/promises';
import { bundle, gateway } from './build/bundle.ts';

await rm(gateway.outdir, { recursive: true, force: true });
await bundle(gateway);
