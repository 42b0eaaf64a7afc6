interface Drawing {
  width: number;
  height: number;
  title: string;
  style: string;
  /** Elements as SVG. */
  parts: readonly string[];
}

/** A drawing as an SVG document. */
export function svgOf({ width, height, title, style, parts }: Drawing): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

/** A text, escaped for use inside an element. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
