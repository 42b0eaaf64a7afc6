import { type CodeTable, codeNames, defaultCodes } from '../../src/learning-api/contract/codes.ts';
import { markdownTable } from './section.ts';

/** The table of integer codes: those with a known number, and those that are known by name only. */
export function codesTable(): string {
  const rows = (Object.keys(codeNames) as CodeTable[]).map((table) => {
    const numbers: Readonly<Record<string, string>> = defaultCodes[table];
    const unnumbered = codeNames[table].filter((name) => !Object.values(numbers).includes(name));
    const numbered = Object.entries(numbers).map(([code, name]) => `${code} ${name}`);
    return [`\`${table}\``, numbered.join(', '), unnumbered.join(', ')];
  });
  return markdownTable(['Table', 'Codes', 'Names without a code'], rows);
}
