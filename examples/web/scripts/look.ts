/**
 * Takes a picture of every state of every screen, in light and dark, at 1280 and 390 px, to look at:
 * `npm run screenshots:states -- <folder> [part of a name]`. Needs Chromium.
 */
import { mkdir } from 'node:fs/promises';
import { startApplication } from '../test/application.ts';
import { type State, states } from './states.ts';

const [folder = 'states', filter = ''] = process.argv.slice(2);
const sizes = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

await mkdir(folder, { recursive: true });
const application = await startApplication();
for (const state of states.filter(({ name }) => name.includes(filter))) await take(state);
await application.close();

async function take({ name, path, prepare, act }: State): Promise<void> {
  const { sandbox, open } = application;
  for (const { width, height } of sizes) {
    sandbox.reset();
    prepare?.(sandbox);
    const page = await open(path, { viewport: { width, height } });
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
    try {
      await act?.(page);
      await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
      await page.waitForTimeout(300);
    } catch (error) {
      console.error(`${name} at ${width} px: ${(error as Error).message.split('\n')[0]}`);
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
    const scrollWidth = await page.evaluate('document.documentElement.scrollWidth');
    if (scrollWidth !== width) console.error(`${name} at ${width} px is ${scrollWidth} px wide`);
    await page.close();
  }
}
