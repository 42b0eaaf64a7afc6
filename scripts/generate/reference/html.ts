/** Text escaped for HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/**
 * A description as HTML. Of Markdown, descriptions use paragraphs and `code`.
 *
 * @param placeOf the id that a name in code refers to; null if it refers to nothing in the page
 */
export function descriptionHtml(text: string, placeOf: (name: string) => string | null): string {
  const paragraphs = text.trim().split(/\n\s*\n/);
  return paragraphs.map((paragraph) => `<p>${inlineHtml(paragraph, placeOf)}</p>`).join('');
}

function inlineHtml(text: string, placeOf: (name: string) => string | null): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? escapeHtml(part) : codeHtml(part, placeOf(part))))
    .join('');
}

function codeHtml(text: string, place: string | null): string {
  const code = `<code>${escapeHtml(text)}</code>`;
  return place === null ? code : linkHtml(place, code);
}

/** A link to a place in the page. */
export function linkHtml(place: string, html: string): string {
  return `<a href="#${escapeHtml(place)}">${html}</a>`;
}
