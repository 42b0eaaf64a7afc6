interface Drawing {
  width: number;
  height: number;
  title: string;
  style: string;
  /** Elements, each as its text. */
  parts: readonly string[];
}

/** A drawing as SVG. */
export function svgOf({ width, height, title, style, parts }: Drawing): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

/** A text as it stands inside an element. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
