import { writeFile } from 'node:fs/promises';
import { currentText, generatedFiles, urlOf } from './generate/files.ts';

const isCheck = process.argv.includes('--check');
const stale: string[] = [];

// One after another: later files depend on earlier ones.
for (const file of generatedFiles) {
  const obstacle = file.obstacle?.() ?? null;
  if (obstacle !== null) {
    console.log(`Skipped ${file.path}: ${obstacle}.`);
    continue;
  }
  const current = await currentText(file);
  const text = await file.render(current);
  if (text === current) continue;
  if (isCheck) stale.push(file.path);
  else {
    await writeFile(urlOf(file), text);
    console.log(`Written: ${file.path}`);
  }
}

if (stale.length > 0) {
  for (const path of stale) console.error(`${path} is stale.`);
  console.error('Run `npm run generate`.');
  process.exitCode = 1;
}
