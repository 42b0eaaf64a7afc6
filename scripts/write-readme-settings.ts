import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeSettings } from '../src/config/config.ts';
import { writeOrCheck } from './generated/write-or-check.ts';

const file = fileURLToPath(new URL('../README.md', import.meta.url));
const markers = { start: '<!-- settings: written by `npm run settings` -->', end: '<!-- end of settings -->' };

const readme = await readFile(file, 'utf8');
const start = readme.indexOf(markers.start);
const end = readme.indexOf(markers.end);
if (start < 0 || end < start) throw new Error(`README.md lacks the marks ${markers.start} and ${markers.end}`);

const rows = describeSettings().map(
  ({ name, fallback, description }) => `| \`${name}\` | ${fallback} | ${description} |`,
);
const table = ['| Setting | Default | What it does |', '| --- | --- | --- |', ...rows].join('\n');
const text = `${readme.slice(0, start)}${markers.start}\n${table}\n${readme.slice(end)}`;

await writeOrCheck(file, text, 'The table of settings in README.md is stale: run `npm run settings`');
