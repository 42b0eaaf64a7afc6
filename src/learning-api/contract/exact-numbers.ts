/**
 * Replaces each number of a JSON text that a JavaScript number cannot hold exactly by its text: `12345678901234567890`
 * becomes `"12345678901234567890"`.
 */
export function holdExactNumbers(json: string): string {
  return json.replace(stringOrNumber, (token) => (token.startsWith('"') || isExact(token) ? token : `"${token}"`));
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** True if the number is equal to the nearest double, as JavaScript would write that. Up to 15 digits always fit. */
function isExact(token: string): boolean {
  const number = Number(token);
  return Number.isFinite(number) && decimalOf(token) === decimalOf(String(number));
}

/** Digits and exponent of a number, equal for texts of the same value. */
function decimalOf(token: string): string {
  const [mantissa = '', exponent = '0'] = token.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${token.startsWith('-') ? '-' : ''}${significant}e${scale}`;
}
