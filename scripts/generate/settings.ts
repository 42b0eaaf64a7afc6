import { describeSettings } from '../../src/config/config.ts';
import { markdownTable } from './section.ts';

/** The table of all settings. */
export function settingsTable(): string {
  return markdownTable(
    ['Setting', 'Default', 'What it does'],
    describeSettings().map(({ name, default: defaultValue, description }) => [
      `\`${name}\``,
      defaultValue,
      description,
    ]),
  );
}
