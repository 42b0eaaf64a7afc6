import { number } from '../format.ts';

/** A score with the maximum score. */
export function Score({ score, highest }: { score: number | null; highest: number | null }) {
  if (score === null) return <span className="figure none">–</span>;
  return (
    <span className="figure">
      {number(score)}
      {highest !== null && <small>/{number(highest)}</small>}
    </span>
  );
}
