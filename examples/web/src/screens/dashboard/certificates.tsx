import { useState } from 'react';
import type { CombinedError } from 'urql';
import { allFailures, failuresAt } from '../../failures.ts';
import { date } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { EarnedCertificatesQuery } from '../../graphql/graphql.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TransientButton } from '../../parts/transient-button.tsx';
import { useRead } from '../../use-read.ts';
import type { LearnerEnrollment } from './learner-enrollments.ts';

/** Each certificate costs a REST call. */
const certificatesAtOnce = 6;

const EarnedCertificates = graphql(`
  query EarnedCertificates($userId: ID!, $enrollmentIds: [ID!]!, $first: Int!) {
    enrollments(filter: { userIds: [$userId], enrollmentIds: $enrollmentIds }, first: $first) {
      nodes {
        id
        certificate {
          url
          isReady
          isNotAssigned
        }
      }
    }
  }
`);

interface CertificatesProps {
  userId: string;
  enrollments: readonly LearnerEnrollment[];
  /** False if some enrollments could not be read. */
  isComplete: boolean;
  isLoading: boolean;
}

/** The certificates of passed courses: the last ones first, more on request. */
export function Certificates({ userId, enrollments, isComplete, isLoading }: CertificatesProps) {
  const [amount, setAmount] = useState(certificatesAtOnce);
  const passed = enrollments
    .filter(({ statusLabel }) => statusLabel === 'PASSED')
    .sort((a, b) => (b.completedAt ?? '').localeCompare(a.completedAt ?? ''));
  const shown = passed.slice(0, amount);
  const enrollmentIds = shown.map(({ id }) => id);
  const [{ data, error, fetching }, read] = useRead({
    query: EarnedCertificates,
    variables: { userId, enrollmentIds, first: amount },
    pause: isLoading || enrollmentIds.length === 0,
  });
  const others = passed.length - shown.length;

  return (
    <Panel title="Certificates" note={!isLoading && passed.length > 0 && `${shown.length} of ${passed.length} passed`}>
      {isLoading || (fetching && !data) ? (
        <Loading what="certificates" lines={certificatesAtOnce} columns={[0.5, 5]} />
      ) : passed.length === 0 ? (
        <Empty>
          {isComplete
            ? 'Certificates appear here when a course is passed.'
            : 'It is not known whether a course is passed: not all enrollments could be read.'}
        </Empty>
      ) : !data?.enrollments.nodes ? (
        <Problem what="The certificates" failures={allFailures(error)} onRetry={() => read()} />
      ) : (
        <>
          {!isComplete && <p className="note">Some enrollments could not be read.</p>}
          <ul className="certificates">
            {shown.slice(0, fetching ? amount - certificatesAtOnce : amount).map(({ id, title, completedAt }) => (
              <li key={id}>
                <Seal />
                <Certificate
                  title={title ?? 'Untitled'}
                  completedAt={completedAt}
                  {...certificateOf(id, data, error)}
                />
              </li>
            ))}
          </ul>
          {others > 0 && (
            <TransientButton
              className="quiet more"
              isOff={fetching}
              onClick={() => setAmount(amount + certificatesAtOnce)}
            >
              {fetching ? 'Loading' : `Show ${Math.min(others, certificatesAtOnce)} more`}
            </TransientButton>
          )}
        </>
      )}
    </Panel>
  );
}

interface CertificateProps extends ReturnType<typeof certificateOf> {
  title: string;
  completedAt: string | null;
}

function Certificate({ title, completedAt, certificate, failures }: CertificateProps) {
  const day = completedAt ? date(completedAt) : null;
  if (!certificate) {
    return (
      <div>
        <ItemError what={`The certificate of ${title}`} failures={failures} />
      </div>
    );
  }
  const { isReady, isNotAssigned, url } = certificate;
  const note = isNotAssigned ? 'no certificate' : isReady && url ? null : 'being prepared';
  return (
    <div>
      {isReady && url ? <a href={url}>{title}</a> : <span>{title}</span>}
      <small>{[day, note].filter(Boolean).join(' · ')}</small>
    </div>
  );
}

/** The certificate of an enrollment. Undefined if it could not be read: in the response, only its fields are null. */
function certificateOf(id: string, { enrollments }: EarnedCertificatesQuery, error: CombinedError | undefined) {
  const index = (enrollments.nodes ?? []).findIndex((node) => node?.id === id);
  const failures = failuresAt(error, ['enrollments', 'nodes', index]);
  return { failures, certificate: failures.length > 0 ? undefined : enrollments.nodes?.[index]?.certificate };
}

function Seal() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className="seal">
      <path d="m8.5 13-2 8 5.5-3 5.5 3-2-8" />
      <circle cx="12" cy="9" r="6.5" />
      <path d="m9.3 9.2 1.9 1.9 3.5-3.8" />
    </svg>
  );
}
