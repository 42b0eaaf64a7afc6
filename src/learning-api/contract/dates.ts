const canonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?)?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * A date of the REST API in the one form used inside the gateway, `2025-09-13T09:48:23.257Z`.
 * Takes any number of fractional digits, any zone, and none, which means UTC. `0001-01-01…`, which
 * stands for "none", is null. What cannot be read comes back as it was, for the field that shows it to refuse.
 */
export function normalizeDate(text: string): string | null {
  if (text.startsWith('0001-01-01')) return null;
  const date = canonical.test(text) ? text : (reformat(text) ?? text);
  return date;
}

/** Whether a date has the form that normalizeDate gives. */
export function isNormalDate(text: string): boolean {
  return canonical.test(text);
}

function reformat(text: string): string | null {
  const parts = written.exec(text.trim());
  if (!parts) return null;
  const [, day, time = '00:00:00', fraction = '', zone = 'Z'] = parts;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const instant = new Date(`${day}T${seconds}.${milliseconds}${zone.toUpperCase()}`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
