import { type CombinedError, useQuery } from 'urql';
import { allFailures, failuresAt } from '../../failures.ts';
import { date } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { EarnedCertificatesQuery } from '../../graphql/graphql.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import type { LearnerEnrollment } from './learner-enrollments.ts';

/** Each certificate costs a REST call. */
const maxCertificates = 6;

const EarnedCertificates = graphql(`
  query EarnedCertificates($userId: ID!, $enrollmentIds: [ID!]!) {
    enrollments(filter: { userIds: [$userId], enrollmentIds: $enrollmentIds }) {
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

/** The certificates of the courses that were passed last. */
export function Certificates({ userId, enrollments }: { userId: string; enrollments: readonly LearnerEnrollment[] }) {
  const passed = enrollments
    .filter(({ statusLabel }) => statusLabel === 'PASSED')
    .sort((a, b) => (b.completedAt ?? '').localeCompare(a.completedAt ?? ''))
    .slice(0, maxCertificates);
  const enrollmentIds = passed.map(({ id }) => id);
  const [{ data, error, fetching }, read] = useQuery({
    query: EarnedCertificates,
    variables: { userId, enrollmentIds },
    pause: enrollmentIds.length === 0,
  });

  return (
    <Panel title="Certificates">
      {fetching && !data ? (
        <Loading what="certificates" lines={4} />
      ) : passed.length === 0 ? (
        <Empty>Certificates appear here when a course is passed.</Empty>
      ) : !data?.enrollments.nodes ? (
        <Problem what="The certificates" failures={allFailures(error)} onRetry={() => read()} />
      ) : (
        <ul className="certificates">
          {passed.map(({ id, title, completedAt }) => (
            <li key={id}>
              <Seal />
              <Certificate title={title ?? 'Untitled'} completedAt={completedAt} {...certificateOf(id, data, error)} />
            </li>
          ))}
        </ul>
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

/** The certificate of an enrollment; undefined if it could not be read. Then its fields are null, but it is not. */
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
