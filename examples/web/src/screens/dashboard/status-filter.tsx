import { StatusMark } from '../../parts/status-mark.tsx';
import { type StatusLabel, statusLabels, statusTexts } from '../../status-label.ts';

interface StatusFilterProps {
  enrollments: readonly { statusLabel: StatusLabel }[];
  chosen: StatusLabel | null;
  onChoose: (statusLabel: StatusLabel | null) => void;
}

/** The number of enrollments with each status. Each is a toggle button that filters the list. */
export function StatusFilter({ enrollments, chosen, onChoose }: StatusFilterProps) {
  const shares = statusLabels
    .map((statusLabel) => ({
      statusLabel,
      amount: enrollments.filter((each) => each.statusLabel === statusLabel).length,
    }))
    .filter(({ amount }) => amount > 0);
  return (
    <fieldset className="status-filter">
      <legend className="unseen">Show only</legend>
      <div className="status-bar" aria-hidden="true">
        {shares.map(({ statusLabel, amount }) => (
          <span
            key={statusLabel}
            data-status={statusLabel}
            data-faded={(chosen !== null && chosen !== statusLabel) || undefined}
            style={{ flexGrow: amount }}
          />
        ))}
      </div>
      <div className="status-keys">
        {shares.map(({ statusLabel, amount }) => (
          <button
            key={statusLabel}
            type="button"
            aria-pressed={chosen === statusLabel}
            onClick={() => onChoose(chosen === statusLabel ? null : statusLabel)}
          >
            <b className="figure">{amount}</b>
            <span>
              <StatusMark status={statusLabel} isBare /> {statusTexts[statusLabel]}
            </span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** Its shape while the enrollments are loading. */
export function LoadingStatusFilter() {
  return (
    <div className="status-filter loading" role="status">
      <span className="unseen">Loading the numbers</span>
      <span className="status-bar bone" />
      <span className="status-keys">
        {[1, 2, 3, 4, 5, 6].map((key) => (
          <span key={key} className="bone status-key-bone" />
        ))}
      </span>
    </div>
  );
}
