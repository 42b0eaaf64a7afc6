/** A time in UTC to the second, and the digits of the fraction. */
const utc = /^(\d{4}-(?:0[1-9]|1[0-2])-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d+))?(?:Z|[+-]00:?00)?$/;
const canonical = /^\d{4}-(?:0[1-9]|1[0-2])-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}(?:\d*[1-9])?Z$/;
const anyForm = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?)?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Converts a date of the REST API to the form used in the gateway: in UTC, with at least three fractional digits and no
 * zeros after them, such as `2025-09-13T09:48:23.257Z`. All other digits stay, so that a date that a caller sends back
 * is the same date. A date without a zone is UTC. `0001-01-01…` means "none" and gives null. Any other text is returned
 * unchanged, and the field that shows it reports an error.
 */
export function normalizeDate(text: string): string | null {
  if (isNoDate(text)) return null;
  return isNormalizedDate(text) ? text : (reformat(text.trim()) ?? text);
}

/** True for `0001-01-01…`, which the REST API sends for "none". */
export function isNoDate(text: string): boolean {
  return text.startsWith('0001-01-01');
}

/** True if a date has the form that normalizeDate returns. */
export function isNormalizedDate(text: string): boolean {
  return canonical.test(text) && isInCalendar(text);
}

/** False for February 30. JavaScript would read it as March 2 (ECMAScript, section 21.4.3.2, allows any day to 31). */
function isInCalendar(text: string): boolean {
  const day = Number(text.slice(8, 10));
  if (day <= 28) return day > 0;
  return day <= new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
}

function reformat(text: string): string | null {
  if (!isInCalendar(text)) return null;
  // Most dates are in UTC. For these a Date takes most of the time.
  const [, time, fraction = ''] = utc.exec(text) ?? [];
  return time === undefined
    ? convert(text)
    : `${time}.${fraction.slice(0, 3).padEnd(3, '0')}${furtherDigits(fraction)}Z`;
}

function convert(text: string): string | null {
  const parts = anyForm.exec(text);
  if (!parts) return null;
  const [, day, time = '00:00:00', fraction = '', zone = 'Z'] = parts;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const instant = new Date(`${day}T${seconds}.${milliseconds}${zone.toUpperCase()}`);
  if (Number.isNaN(instant.getTime())) return null;
  return instant.toISOString().replace('Z', `${furtherDigits(fraction)}Z`);
}

/** The digits after the milliseconds, without zeros at the end. */
function furtherDigits(fraction: string): string {
  return fraction.length > 3 ? fraction.slice(3).replace(/0+$/, '') : '';
}
