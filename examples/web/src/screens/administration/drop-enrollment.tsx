import { useState } from 'react';
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
  const [isAsking, setAsking] = useState(false);
  const [{ data, error, fetching }, drop] = useMutation(DropEnrollmentDocument);
  const result = data?.dropEnrollment;

  const confirm = async () => {
    await drop({ input: { id: enrollmentId } });
    setAsking(false);
    onChanged();
  };

  return (
    <div className="drop">
      {isAsking ? (
        <div className="actions">
          <span>
            Drop <PersonName id={userId} /> from this section? The transcript keeps a record.
          </span>
          {/* biome-ignore lint/a11y/noAutofocus: the question follows the button that was just pressed */}
          <button type="button" className="danger" autoFocus disabled={fetching} onClick={confirm}>
            Drop
          </button>
          <button type="button" className="quiet" disabled={fetching} onClick={() => setAsking(false)}>
            Keep
          </button>
        </div>
      ) : (
        <button type="button" className="quiet danger-quiet" onClick={() => setAsking(true)}>
          Drop the enrollment…
        </button>
      )}
      {result && (
        <p role="alert" className={result.__typename === 'DropEnrollmentSuccess' ? 'hint' : 'field-problem'}>
          {result.__typename === 'DropEnrollmentSuccess' ? ['Dropped.', ...result.warnings].join(' ') : result.message}
        </p>
      )}
      {error && <Problem what="The outcome" failures={allFailures(error)} />}
    </div>
  );
}
