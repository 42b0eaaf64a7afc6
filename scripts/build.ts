import { rm } from 'node:fs/promises';
import { bundle } from './build/bundle.ts';

await rm('dist', { recursive: true, force: true });
await bundle();
