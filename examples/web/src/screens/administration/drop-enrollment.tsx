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
        enrollmentId
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
  /** Called when the enrollment has changed or may have changed. */
  onChanged: () => void;
}

/** Drops an enrollment after a confirmation. */
export function DropEnrollment({ enrollmentId, userId, onChanged }: DropEnrollmentProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [{ data, error, fetching }, drop] = useMutation(DropEnrollmentDocument);
  const result = data?.dropEnrollment;

  const confirm = async () => {
    await drop({ input: { id: enrollmentId } });
    dialog.current?.close();
    onChanged();
  };

  return (
    <div className="drop">
      <button type="button" className="quiet danger-quiet" onClick={() => dialog.current?.showModal()}>
        Drop the enrollment…
      </button>
      <dialog ref={dialog} className="question" aria-labelledby={titleId}>
        <h2 id={titleId}>
          Drop <PersonName id={userId} />?
        </h2>
        <p>This ends the enrollment in this section. The transcript keeps a record.</p>
        <div className="actions">
          <button type="button" className="quiet" disabled={fetching} onClick={() => dialog.current?.close()}>
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
