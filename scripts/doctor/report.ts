import packageJson from '../../package.json' with { type: 'json' };
import type { OperationFindings, SeenCode } from './findings.ts';
import type { Fact } from './probes.ts';

/** The findings of a run. Holds no name, id, token or URL. */
export interface Report {
  readonly gatewayVersion: string;
  /** The day of the run, as in `2026-03-31`. */
  readonly date: string;
  readonly operations: readonly OperationFindings[];
  readonly codes: readonly SeenCode[];
  readonly facts: readonly Fact[];
  readonly settings: readonly SuggestedSetting[];
  /** Responses that the gateway would answer with errors. */
  readonly problems: readonly string[];
}

export interface SuggestedSetting {
  readonly name: string;
  /** Null if only the operator knows it. */
  readonly value: string | null;
  readonly reason: string;
}

/** The default of UPSTREAM_TIMEOUT_MS. */
const defaultTimeoutMs = 10_000;

export function createReport(
  operations: readonly OperationFindings[],
  codes: readonly SeenCode[],
  facts: readonly Fact[],
  date: Date,
): Report {
  return {
    gatewayVersion: packageJson.version,
    date: date.toISOString().slice(0, 10),
    operations,
    codes,
    facts,
    settings: settingsFor(operations, codes),
    problems: operations.flatMap(problemsOf),
  };
}

function problemsOf({ operation, statuses, breaking }: OperationFindings): string[] {
  const failed = Object.entries(statuses).filter(([status]) => !['200', '403', '409'].includes(status));
  return [
    ...failed.map(([status, count]) => `${operation}: ${count} of its calls ended with ${status}`),
    ...breaking.map((difference) => `${operation}: ${difference}`),
  ];
}

function settingsFor(operations: readonly OperationFindings[], codes: readonly SeenCode[]): SuggestedSetting[] {
  const slowest = operations.reduce((worst, each) => ((each.p95Ms ?? 0) > (worst.p95Ms ?? 0) ? each : worst));
  const neededMs = Math.ceil(((slowest.p95Ms ?? 0) * 3) / 1000) * 1000;
  const unnamed = codes.filter(({ name }) => name === null);
  return [
    {
      name: 'DEFAULT_ORGANIZATION_ID',
      value: null,
      reason: 'the organization that most callers act in, such as the one of this run',
    },
    ...(unnamed.length > 0
      ? [
          {
            name: 'CODES_FILE',
            value: null,
            reason: `the gateway shows UNKNOWN for ${unnamed.map(codeText).join(', ')}. \`npm run codes\` writes the file`,
          },
        ]
      : []),
    ...(neededMs > defaultTimeoutMs
      ? [
          {
            name: 'UPSTREAM_TIMEOUT_MS',
            value: `${neededMs}`,
            reason: `three times the p95 of ${slowest.operation}, ${slowest.p95Ms} ms`,
          },
        ]
      : []),
  ];
}

/** The table for the terminal, and everything below it. */
export function reportText(report: Report): string {
  const header = ['operation', 'status', 'calls', 'p50 ms', 'p95 ms', 'contract', 'pages', 'order'];
  const rows = report.operations.map(cellsOf);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line), '', ...sectionsOf(report).flatMap(sectionText)].join('\n');
}

/** The same as Markdown. */
export function reportMarkdown(report: Report): string {
  const header = ['Operation', 'Status', 'Calls', 'p50 ms', 'p95 ms', 'Contract', 'Pages', 'Order'];
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    '# A LearningApi, read operation by read operation',
    '',
    `${report.date}, learning-gateway ${report.gatewayVersion}.`,
    '',
    row(header),
    row(header.map(() => '---')),
    ...report.operations.map((operation) => row(cellsOf(operation))),
    '',
    ...sectionsOf(report).flatMap(({ title, lines }) => [`## ${title}`, '', ...lines.map((line) => `- ${line}`), '']),
  ].join('\n');
}

function cellsOf(findings: OperationFindings): string[] {
  const { operation, calls, statuses, p50Ms, p95Ms, breaking, differences, pageHeaders, order } = findings;
  if (calls === 0) return [operation, 'not called: no data found', '0', '', '', '', '', ''];
  const found = [
    ...(breaking.length > 0 ? [`${breaking.length} breaking`] : []),
    ...(differences.length > 0 ? [`${differences.length} other`] : []),
  ];
  const hasSuccess = statuses['200'] !== undefined;
  return [
    operation,
    Object.entries(statuses)
      .map(([status, count]) => (count === calls ? status : `${status} (${count})`))
      .join(', '),
    `${calls}`,
    `${p50Ms ?? ''}`,
    `${p95Ms ?? ''}`,
    found.join(', ') || (hasSuccess ? 'as declared' : ''),
    pageHeaders.join(' '),
    order ?? '',
  ];
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

function sectionsOf({ operations, codes, facts, settings, problems }: Report): Section[] {
  const differences = operations.flatMap((each) => each.differences.map((text) => `${each.operation}: ${text}`));
  const dateForms = [...new Set(operations.flatMap((each) => each.dateForms))].sort();
  return [
    { title: 'Breaks the gateway', lines: problems },
    { title: 'Differs from the contract, without harm', lines: differences },
    { title: 'Observed', lines: facts.map(({ question, answer }) => `${question}: ${answer}`) },
    { title: 'Forms of dates', lines: dateForms },
    { title: 'Codes', lines: codes.map(codeText) },
    {
      title: 'Suggested settings',
      lines: settings.map(({ name, value, reason }) => `${value === null ? name : `${name}=${value}`}: ${reason}`),
    },
  ].filter(({ title, lines }) => lines.length > 0 || title === 'Breaks the gateway');
}

function sectionText({ title, lines }: Section): string[] {
  return [title, ...(lines.length > 0 ? lines : ['nothing']).map((line) => `  ${line}`), ''];
}

function codeText({ table, code, name }: SeenCode): string {
  return `${table} ${code} ${name ?? '(no name)'}`;
}
