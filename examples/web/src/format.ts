const day = 86_400_000;
const dates = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const shortDates = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const decimals = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** 13 Sep 2025, in UTC, as the graph tells time. */
export function date(instant: string): string {
  return dates.format(new Date(instant));
}

/** 13 Sep. */
export function shortDate(instant: string): string {
  return shortDates.format(new Date(instant));
}

/** "in 3 days", "2 weeks ago": how far an instant lies from now. */
export function distance(instant: string, now: string): string {
  const days = Math.round((Date.parse(instant) - Date.parse(now)) / day);
  if (Math.abs(days) < 14) return relative.format(days, 'day');
  if (Math.abs(days) < 60) return relative.format(Math.round(days / 7), 'week');
  if (Math.abs(days) < 700) return relative.format(Math.round(days / 30.4), 'month');
  return relative.format(Math.round(days / 365.25), 'year');
}

/** A number with at most two decimals. */
export function number(value: number): string {
  return decimals.format(value);
}

/** "1 learner", "12 learners". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${new Intl.NumberFormat('en').format(amount)} ${amount === 1 ? one : many}`;
}

/** What administrators wrote, as plain text: it may hold markup, which is never trusted. */
export function plainText(markup: string): string {
  return new DOMParser().parseFromString(markup, 'text/html').body.textContent.trim();
}
