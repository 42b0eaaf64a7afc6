import { useId, useRef } from 'react';
import { useMutation } from 'urql';
import { allFailures } from '../../failures.ts';
import { graphql } from '../../graphql/gql.ts';
import { PersonName } from '../../parts/person-name.tsx';
import { Problem } from '../../parts/problem.tsx';

const DropEnrollmentDocument = graphql(`
  mutation DropEnrollment($input: DropEnrollmentInput!) {
    dropEnrollment(input: $input) {
      __typename
      ... on DropEnrollmentSuccess {
        id
        warnings
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

interface DropEnrollmentProps {
  enrollmentId: string;
  userId: string;
  /** Hears when the enrollment is, or may be, another than before. */
  onChanged: () => void;
}

/** Drops an enrollment after asking once. */
export function DropEnrollment({ enrollmentId, userId, onChanged }: DropEnrollmentProps) {
  const question = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [{ data, error, fetching }, drop] = useMutation(DropEnrollmentDocument);
  const result = data?.dropEnrollment;

  const confirm = async () => {
    await drop({ input: { id: enrollmentId } });
    question.current?.close();
    onChanged();
  };

  return (
    <div className="drop">
      <button type="button" className="quiet danger-quiet" onClick={() => question.current?.showModal()}>
        Drop the enrollment…
      </button>
      <dialog ref={question} className="question" aria-labelledby={titleId}>
        <h2 id={titleId}>
          Drop <PersonName id={userId} />?
        </h2>
        <p>The enrollment in this section ends. The transcript keeps a record.</p>
        <div className="actions">
          <button type="button" className="quiet" disabled={fetching} onClick={() => question.current?.close()}>
            Keep
          </button>
          <button type="button" className="danger" disabled={fetching} onClick={confirm}>
            {fetching ? 'Dropping' : 'Drop'}
          </button>
        </div>
      </dialog>
      {result && (
        <p role="alert" className={result.__typename === 'DropEnrollmentSuccess' ? 'hint' : 'field-problem'}>
          {result.__typename === 'DropEnrollmentSuccess' ? ['Dropped.', ...result.warnings].join(' ') : result.message}
        </p>
      )}
      {error && <Problem what="The outcome" failures={allFailures(error)} />}
    </div>
  );
}
