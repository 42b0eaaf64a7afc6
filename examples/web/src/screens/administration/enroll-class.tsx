import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { count } from '../../format.ts';
import type { CreateEnrollmentsInput } from '../../graphql/graphql.ts';
import { Panel } from '../../parts/panel.tsx';
import { useSession } from '../../session.ts';
import type { BulkEnrollment } from './bulk-enrollment.ts';
import { ChooseClass } from './choose-class.tsx';

interface EnrollClassProps {
  sectionId: string;
  enrollment: BulkEnrollment;
  onStart: (input: CreateEnrollmentsInput) => void;
}

/** A form to enroll many learners at once. */
export function EnrollClass({ sectionId, enrollment, onStart }: EnrollClassProps) {
  const { organizationId } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [pasted, setPasted] = useState('');
  const pastedId = useId();

  const pastedIds = pasted.split(/[\s,;]+/).filter(Boolean);
  const userIds = [...new Set([...chosen, ...pastedIds])];
  const isRunning = enrollment.state === 'running';
  const pastedProblems = enrollment.problems.filter(({ field }) => /^input\.userIds/.test(field));
  const otherProblems = enrollment.problems.filter((problem) => !pastedProblems.includes(problem));

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (enrollment.problems.length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [type="submit"]')?.focus();
  }, [enrollment.problems]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onStart({ organizationId, userIds, syllabusId: sectionId, membershipGroupIds: [] });
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
          {userIds.length === 0 ? 'Enroll' : `Enroll ${count(userIds.length, 'learner')}`}
        </button>
      </form>
    </Panel>
  );
}
