import { useEffect, useRef, useState } from 'react';
import { count } from '../../format.ts';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TransientButton } from '../../parts/transient-button.tsx';
import type { Kind } from './bulk-action.ts';
import { OutcomeList } from './outcome-list.tsx';
import type { BulkControls, BulkRun } from './use-bulk.ts';

interface BulkPreviewProps {
  run: BulkRun;
  controls: BulkControls;
}

/** What a bulk mutation would do, before it does it. */
export function BulkPreview({ run, controls }: BulkPreviewProps) {
  const { action, items, answer } = run;
  const [triesUndetermined, setTriesUndetermined] = useState(false);
  const { verb, item, impossible, labels } = action.words;
  const amounts = new Map<Kind, number>();
  for (const { kind } of answer.outcomes) amounts.set(kind, (amounts.get(kind) ?? 0) + 1);
  const amount = (kind: Kind) => amounts.get(kind) ?? 0;
  const undetermined = amount('undetermined');
  const kindOf = new Map(answer.outcomes.map(({ id, kind }) => [id, kind]));
  const confirmed = items.filter(({ id }) => {
    const kind = kindOf.get(id);
    return kind === 'expected' || (kind === 'undetermined' && triesUndetermined);
  });
  const isReady = answer.isComplete && answer.outcomes.length === items.length;

  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => {
    if (isReady) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [isReady]);

  const sentences = [
    `${verb} ${amount('expected')}.`,
    amount('unchanged') > 0 &&
      `${amount('unchanged')} ${areOrIs(amount('unchanged'))} ${labels.unchanged.toLowerCase()}.`,
    amount('failed') > 0 && `${amount('failed')} ${impossible.toLowerCase()}.`,
    undetermined > 0 && `${undetermined} cannot be determined.`,
  ];
  return (
    <section className="bulk panel" ref={panel} aria-labelledby="bulk-preview">
      <h2 ref={heading} id="bulk-preview" tabIndex={-1}>
        {verb} {count(items.length, item)}?
      </h2>
      {!answer.isComplete && run.waitSeconds > 0 && (
        <p role="status">
          Earlier changes may still be under way. The preview follows in {count(run.waitSeconds, 'second')}.
        </p>
      )}
      {!answer.isComplete && <Loading what="the preview" lines={3} />}
      {answer.isComplete && !isReady && (
        <Problem what="The preview" failures={answer.failures} onRetry={() => controls.preview(action, items)} />
      )}
      <p role="status">{isReady && sentences.filter(Boolean).join(' ')}</p>
      {isReady && (
        <>
          <OutcomeList
            name="Preview"
            labels={{ ...labels, failed: impossible }}
            items={items}
            outcomes={answer.outcomes}
          />
          {undetermined > 0 && (
            <label className="check">
              <input
                type="checkbox"
                checked={triesUndetermined}
                onChange={({ target }) => setTriesUndetermined(target.checked)}
              />
              <span>Also try the {undetermined} that cannot be determined</span>
            </label>
          )}
        </>
      )}
      <p className="hint">Nothing has been changed yet.</p>
      <div className="actions">
        {isReady && (
          <TransientButton
            className={action.name === 'drop' || action.name === 'delete' ? 'danger' : 'button'}
            isOff={confirmed.length === 0}
            onClick={() => controls.confirm(confirmed)}
          >
            {verb} {count(confirmed.length, item)}
          </TransientButton>
        )}
        <button type="button" className="quiet" onClick={controls.back}>
          Back
        </button>
      </div>
    </section>
  );
}

function areOrIs(amount: number): string {
  return amount === 1 ? 'is' : 'are';
}
