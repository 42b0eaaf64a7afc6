import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { count } from '../../format.ts';
import { Panel } from '../../parts/panel.tsx';
import { useSession } from '../../session.ts';
import type { InputProblem } from './bulk-action.ts';
import { enrolling } from './bulk-actions.ts';
import { ChooseClass } from './choose-class.tsx';
import type { BulkControls } from './use-bulk.ts';

interface EnrollClassProps {
  sectionId: string;
  isRunning: boolean;
  /** The invalid fields of the last preview. */
  problems: readonly InputProblem[];
  onPreview: BulkControls['preview'];
}

/** A form to enroll many learners at once, after a preview. */
export function EnrollClass({ sectionId, isRunning, problems, onPreview }: EnrollClassProps) {
  const { organizationId } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [pasted, setPasted] = useState('');
  const pastedId = useId();

  const pastedIds = pasted.split(/[\s,;]+/).filter(Boolean);
  const userIds = [...new Set([...chosen, ...pastedIds])];
  const pastedProblems = problems.filter(({ field }) => /^input\.userIds/.test(field));
  const otherProblems = problems.filter((problem) => !pastedProblems.includes(problem));

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problems.length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [type="submit"]')?.focus();
  }, [problems]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPreview(
      enrolling(organizationId, sectionId),
      userIds.map((id) => ({ id, userId: id })),
    );
  };

  return (
    <Panel title="Enroll a class" note={userIds.length > 0 && `${userIds.length} chosen`}>
      <form ref={form} onSubmit={submit} noValidate>
        <ChooseClass chosen={chosen} onChoose={setChosen} />
        <div className="field">
          <label htmlFor={pastedId}>Ids of others, separated by spaces or lines</label>
          <textarea
            id={pastedId}
            rows={2}
            value={pasted}
            spellCheck={false}
            aria-invalid={pastedProblems.length > 0}
            aria-describedby={pastedProblems.length > 0 ? `${pastedId}-problems` : undefined}
            onChange={({ target }) => setPasted(target.value)}
          />
          {pastedProblems.length > 0 && (
            <ul id={`${pastedId}-problems`} className="field-problem" role="alert">
              {pastedProblems.map(({ field, message }) => (
                <li key={field}>{message}</li>
              ))}
            </ul>
          )}
        </div>
        {otherProblems.map(({ field, message }) => (
          <p key={field} className="field-problem" role="alert">
            {message}
          </p>
        ))}
        <button type="submit" className="button" disabled={isRunning || userIds.length === 0}>
          {userIds.length === 0 ? 'Enroll…' : `Enroll ${count(userIds.length, 'learner')}…`}
        </button>
      </form>
    </Panel>
  );
}
