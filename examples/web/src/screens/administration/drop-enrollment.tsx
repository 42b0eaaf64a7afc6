import { useId, useRef, useState } from 'react';
import { graphql } from '../../graphql/gql.ts';
import { wasDropped } from '../../outcome-check.ts';
import { PersonName } from '../../parts/person-name.tsx';
import { useSession } from '../../session.ts';
import { SubmissionProblem } from './submission-problem.tsx';
import { useSubmission } from './use-submission.ts';

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
  const { organizationId } = useSession();
  const drop = useSubmission(DropEnrollmentDocument);
  const [wasFound, setFound] = useState(false);
  const result = drop.data?.dropEnrollment;

  const confirm = async () => {
    setFound(false);
    await drop.submit({ input: { id: enrollmentId, organizationId } });
    dialog.current?.close();
    onChanged();
  };
  const sendAgain = async () => {
    await drop.sendAgain();
    onChanged();
  };
  const showFound = () => {
    drop.reset();
    setFound(true);
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
          <button type="button" className="quiet" disabled={drop.isSending} onClick={() => dialog.current?.close()}>
            Keep
          </button>
          <button type="button" className="danger" disabled={drop.isSending} onClick={confirm}>
            {drop.isSending ? 'Dropping' : 'Drop'}
          </button>
        </div>
      </dialog>
      {result && (
        <p role="alert" className={result.__typename === 'DropEnrollmentSuccess' ? 'hint' : 'field-problem'}>
          {result.__typename === 'DropEnrollmentSuccess' ? ['Dropped.', ...result.warnings].join(' ') : result.message}
        </p>
      )}
      {wasFound && (
        <p role="status" className="hint">
          Dropped.
        </p>
      )}
      <SubmissionProblem
        change="the enrollment was dropped"
        failures={drop.failures}
        readCheck={wasDropped}
        onSendAgain={sendAgain}
        onMade={showFound}
      />
    </div>
  );
}
