import { StandingMark } from '../../parts/standing-mark.tsx';
import { type Standing, standingLabels, standings } from '../../standing.ts';

interface StandingsBarProps {
  enrollments: readonly { standing: Standing }[];
  chosen: Standing | null;
  onChoose: (standing: Standing | null) => void;
}

/** How the enrollments are spread over the standings; each is a switch that narrows the list to itself. */
export function StandingsBar({ enrollments, chosen, onChoose }: StandingsBarProps) {
  const shares = standings
    .map((standing) => ({ standing, amount: enrollments.filter((each) => each.standing === standing).length }))
    .filter(({ amount }) => amount > 0);
  return (
    <fieldset className="standings">
      <legend className="unseen">Show only</legend>
      <div className="standings-bar" aria-hidden="true">
        {shares.map(({ standing, amount }) => (
          <span
            key={standing}
            data-standing={standing}
            data-faded={(chosen !== null && chosen !== standing) || undefined}
            style={{ flexGrow: amount }}
          />
        ))}
      </div>
      <div className="standings-keys">
        {shares.map(({ standing, amount }) => (
          <button
            key={standing}
            type="button"
            aria-pressed={chosen === standing}
            onClick={() => onChoose(chosen === standing ? null : standing)}
          >
            <b className="figure">{amount}</b>
            <span>
              <StandingMark standing={standing} isBare /> {standingLabels[standing]}
            </span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
