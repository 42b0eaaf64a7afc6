/** A placeholder for lines that are loading. */
export function Loading({ what, lines = 3 }: { what: string; lines?: number }) {
  return (
    <div className="loading" role="status">
      <span className="unseen">Loading {what}</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all lines are the same
        <span key={index} className="bone" style={{ width: `${92 - ((index * 23) % 47)}%` }} />
      ))}
    </div>
  );
}
