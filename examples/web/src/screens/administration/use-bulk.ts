import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { newKey } from '../../idempotency.ts';
import { type CheckResult, runCheck } from '../../outcome-check.ts';
import { type BulkAction, type BulkAnswer, noAnswer, type Outcome } from './bulk-action.ts';

/** A learner to enroll, or an enrollment to change. */
export interface BulkItem {
  id: string;
  userId: string;
}

/** A bulk mutation: first its preview, then, after a confirmation, the changes. */
export interface BulkRun {
  action: BulkAction;
  items: readonly BulkItem[];
  phase: 'preview' | 'running' | 'ended' | 'stopped';
  answer: BulkAnswer;
  /** The key of the submission. Null before the confirmation. */
  key: string | null;
  /** How long the preview waits, because an earlier change of unknown outcome may still be under way. */
  waitSeconds: number;
  /** By item: what the query of its check found. */
  checks: ReadonlyMap<string, CheckResult>;
  isChecking: boolean;
}

/** What a person can do with a bulk mutation. */
export interface BulkControls {
  /** Asks what would happen. Nothing is written. */
  preview(action: BulkAction, items: readonly BulkItem[]): void;
  /** Changes these items, as a new submission. */
  confirm(items: readonly BulkItem[]): void;
  /** Leaves the preview. */
  back(): void;
  /** Begins no more changes. */
  stop(): void;
  /** Repeats a submission that was not answered. */
  sendAgain(): void;
  /** Finds out whether the changes of unknown outcome were made. */
  check(): void;
}

/**
 * Runs one bulk mutation at a time. Calls `onChanged` when enrollments may have changed without the cache knowing: it
 * forgets what changed when the outcome of every item is there.
 */
export function useBulk(onChanged: () => void): { run: BulkRun | null } & BulkControls {
  const client = useClient();
  const [run, setRun] = useState<BulkRun | null>(null);
  const disconnect = useRef(() => {});
  /** By item: until when a change of unknown outcome may be under way. A preview before that could be wrong. */
  const unsettled = useRef(new Map<string, number>());
  const opener = useRef<Element | null>(null);
  useEffect(() => () => disconnect.current(), []);

  /** Changes the state of a run, unless another one has begun. */
  const update = (action: BulkAction, change: (run: BulkRun) => BulkRun) =>
    setRun((current) => (current?.action === action ? change(current) : current));

  /** Notes the items whose change may be under way. */
  const noteUnsettled = (items: readonly BulkItem[], outcomes: readonly Outcome[]) => {
    const outcomeOf = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
    for (const { id } of items) {
      const outcome = outcomeOf.get(id);
      const seconds = outcome ? (outcome.check?.waitSeconds ?? 0) : settlingSeconds;
      if (seconds > 0) unsettled.current.set(id, Date.now() + seconds * 1000);
      else unsettled.current.delete(id);
    }
  };

  const start = (action: BulkAction, items: readonly BulkItem[], key: string, phaseAfter: 'ended' | 'stopped') => {
    disconnect.current = action.send(client, idsOf(items), { isDryRun: false, key }, (answer) => {
      update(action, (before) => ({
        ...before,
        answer:
          answer.outcomes.length < before.answer.outcomes.length
            ? { ...answer, outcomes: before.answer.outcomes }
            : answer,
        phase: answer.isComplete ? phaseAfter : before.phase,
      }));
      if (!answer.isComplete) return;
      noteUnsettled(items, answer.outcomes);
      if (answer.outcomes.length < items.length) onChanged();
    });
  };

  return {
    run,
    preview: (action, items) => {
      disconnect.current();
      opener.current = document.activeElement;
      // A new object for each preview: answers to the one before are then ignored.
      const previewed = { ...action };
      const ask = () => {
        disconnect.current = action.send(client, idsOf(items), { isDryRun: true, key: null }, (answer) =>
          update(previewed, (before) => ({ ...before, answer })),
        );
      };
      const waitMs = Math.max(0, ...items.map(({ id }) => (unsettled.current.get(id) ?? 0) - Date.now()));
      setRun({ ...newRun, action: previewed, items, waitSeconds: Math.ceil(waitMs / 1000) });
      if (waitMs === 0) return ask();
      const timer = setTimeout(ask, waitMs);
      disconnect.current = () => clearTimeout(timer);
    },
    confirm: (items) => {
      if (!run) return;
      const action = { ...run.action };
      const key = newKey();
      setRun({ ...newRun, action, items, phase: 'running', key });
      start(action, items, key, 'ended');
    },
    back: () => {
      disconnect.current();
      setRun(null);
      const target = opener.current?.isConnected ? opener.current : document.querySelector('h1');
      if (target instanceof HTMLElement) target.focus();
    },
    stop: () => {
      if (!run?.key) return;
      disconnect.current();
      setRun({ ...run, phase: 'stopped' });
      noteUnsettled(run.items, run.answer.outcomes);
      // The repetition gets the outcomes of the first request. If that had sent nothing, it would be carried out instead.
      if (run.answer.outcomes.some(({ kind }) => kind === 'done')) start(run.action, run.items, run.key, 'stopped');
      else onChanged();
    },
    sendAgain: () => {
      if (!run?.key) return;
      setRun({ ...run, phase: 'running', answer: { ...run.answer, failures: [], isComplete: false } });
      start(run.action, run.items, run.key, 'ended');
    },
    check: async () => {
      if (!run) return;
      const { action, answer } = run;
      update(action, (before) => ({ ...before, isChecking: true }));
      for (const { id, check } of answer.outcomes) {
        if (!check || isSettled(run.checks.get(id))) continue;
        const result = await runCheck(client, check, action.readCheck);
        update(action, (before) => ({ ...before, checks: new Map(before.checks).set(id, result) }));
      }
      update(action, (before) => ({ ...before, isChecking: false }));
      onChanged();
    },
  };
}

/** The outcomes with the results of the checks. */
export function checkedOutcomes({ answer, checks }: BulkRun): readonly Outcome[] {
  return answer.outcomes.map((outcome) => {
    const finding = checks.get(outcome.id)?.finding;
    if (finding === 'made') return { ...outcome, kind: 'done', text: 'The check found it.', check: null };
    if (finding === 'notMade') {
      return { ...outcome, kind: 'failed', text: 'The check did not find it.', check: null, canRepeat: true };
    }
    return outcome;
  });
}

function isSettled(result: CheckResult | undefined): boolean {
  return result !== undefined && result.finding !== 'unclear';
}

function idsOf(items: readonly BulkItem[]): string[] {
  return items.map(({ id }) => id);
}

const newRun = {
  phase: 'preview',
  answer: noAnswer,
  key: null,
  waitSeconds: 0,
  checks: new Map(),
  isChecking: false,
} as const;

/** How long a change without an outcome may be under way: the default of the gateway's UPSTREAM_TIMEOUT_MS. */
const settlingSeconds = 10;
