interface LoadingProps {
  what: string;
  lines?: number;
  /** For rows instead of lines of text: the relative widths of their columns. */
  columns?: readonly number[];
}

/** A placeholder in the shape of what is loading. */
export function Loading({ what, lines = 3, columns }: LoadingProps) {
  const numbers = Array.from({ length: lines }, (_, line) => line);
  return (
    <div className={columns ? 'loading loading-rows' : 'loading'} role="status">
      <span className="unseen">Loading {what}</span>
      {numbers.map((line) =>
        columns ? (
          <Row key={line} line={line} columns={columns} />
        ) : (
          <span key={line} className="bone" style={{ width: `${92 - ((line * 23) % 47)}%` }} />
        ),
      )}
    </div>
  );
}

/** Texts of a list have different lengths. */
const shares = [88, 62, 75, 54, 81];

function Row({ line, columns }: { line: number; columns: readonly number[] }) {
  const bones = columns.map((_, column) => ({ column, share: shares[(line + column) % shares.length] }));
  return (
    <span className="bone-row" style={{ gridTemplateColumns: columns.map((width) => `${width}fr`).join(' ') }}>
      {bones.map(({ column, share }) => (
        <span key={column} className="bone" style={{ width: `${share}%` }} />
      ))}
    </span>
  );
}
