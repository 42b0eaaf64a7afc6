const day = 86_400_000;
const dates = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const shortDates = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const decimals = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** Such as "Sep 13, 2025", in UTC. */
export function date(instant: string): string {
  return dates.format(new Date(instant));
}

/** Such as "Sep 13". */
export function shortDate(instant: string): string {
  return shortDates.format(new Date(instant));
}

/** The time between now and an instant, such as "in 3 days" or "2 weeks ago". */
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

/** A text of an administrator as plain text. It may contain markup, which is not trusted. */
export function plainText(markup: string): string {
  return new DOMParser().parseFromString(markup, 'text/html').body.textContent.trim();
}
