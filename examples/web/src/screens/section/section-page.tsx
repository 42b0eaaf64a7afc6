import './section.css';
import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { allFailures, failuresAt } from '../../failures.ts';
import { date, number, plainText } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { SectionPageQuery } from '../../graphql/graphql.ts';
import { isFragmentReady, readFragment } from '../../graphql/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { deadline, Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { usePlace } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Score } from '../../parts/score.tsx';
import { Screen } from '../../parts/screen.tsx';
import { useCan, useSession } from '../../session.ts';
import { useRead } from '../../use-read.ts';
import { EnrollButton } from '../enroll/enroll-button.tsx';
import { Roster, RosterLoading, rosterPageSize } from '../roster.tsx';
import { Assignments } from './assignments.tsx';

/** A page of the roster costs one REST call: all its fields are fields of the enrollment. */
const SectionRoster = graphql(`
  fragment SectionRoster on Section {
    enrollments(organizationId: $organizationId, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        userId
        status
        phase
        percentAssignmentsComplete
        weightedScore
        maxWeightedScore
        lastActivityAt
      }
    }
  }
`);

/** The roster is deferred, so that a long one does not delay the rest. */
const SectionPageDocument = graphql(`
  query SectionPage($id: ID!, $organizationId: ID!, $first: Int!, $after: String) {
    section(id: $id) {
      id
      title
      number
      ceus
      duration
      creditHours
      enrollmentEndsAt
      finalDropAt
      trainingStartsAt
      trainingEndsAt
      description
      objectives
      ...SectionAssignments
      ...SectionRoster @defer
    }
  }
`);

/** A section with its description, assignments and roster. */
export function SectionPage({ id }: { id: string }) {
  const { organizationId } = useSession();
  const paging = usePlace();
  const canAdminister = useCan('administer');
  const canTeach = useCan('teach');
  const [{ data, error, fetching }, read] = useRead({
    query: SectionPageDocument,
    variables: { id, organizationId, first: rosterPageSize, after: paging.place.after },
  });
  const retry = () => read();
  const section = data?.section;

  if (!section) {
    return (
      <Screen title="Section" kicker=" ">
        {fetching ? (
          <>
            <div className="section-page">
              <Loading what="the section" lines={8} />
              <Panel title="Assignments">
                <Loading what="the assignments" lines={8} columns={[0.2, 3, 1]} />
              </Panel>
            </div>
            <Panel title="Roster" className="roster">
              <RosterLoading />
            </Panel>
          </>
        ) : error ? (
          <Problem what="The section" failures={allFailures(error)} onRetry={retry} />
        ) : (
          <Empty>
            No section was found with the id in the address. <Link href="/catalog">Browse the catalog.</Link>
          </Empty>
        )}
      </Screen>
    );
  }
  const roster = isFragmentReady(SectionPageDocument, SectionRoster, section)
    ? readFragment(SectionRoster, section)
    : null;
  return (
    <Screen
      title={section.title ?? 'Untitled section'}
      kicker={section.number && `Section ${section.number}`}
      aside={
        <div className="actions">
          {canTeach && (
            <Link className="quiet" href={`/teaching/${id}`}>
              Gradebook
            </Link>
          )}
          {canAdminister && (
            <Link className="quiet" href={`/administration/${id}`}>
              Enroll a class
            </Link>
          )}
          <EnrollButton syllabusId={id} title={section.title ?? 'this section'} />
        </div>
      }
    >
      <div className="section-page">
        <div className="section-about">
          <SectionFacts section={section} />
          <Prose section={section} error={error} onRetry={retry} />
        </div>
        <Assignments section={section} error={error} onRetry={retry} />
      </div>
      <Panel
        title="Roster"
        note={roster?.enrollments.totalCount != null && `${roster.enrollments.totalCount} enrolled`}
        className="roster"
      >
        {roster ? (
          <Roster
            enrollments={roster.enrollments}
            path={['section', 'enrollments']}
            error={error}
            paging={paging}
            onRetry={retry}
            progress={{ label: 'Progress', percentOf: (enrollment) => enrollment.percentAssignmentsComplete }}
            score={{
              label: 'Score',
              scoreOf: ({ weightedScore, maxWeightedScore }) => (
                <Score score={weightedScore} highest={maxWeightedScore} />
              ),
            }}
          />
        ) : error && !fetching ? (
          <Problem what="The roster" failures={failuresAt(error, ['section', 'enrollments'])} onRetry={retry} />
        ) : (
          <RosterLoading />
        )}
      </Panel>
    </Screen>
  );
}

type Section = NonNullable<SectionPageQuery['section']>;

function SectionFacts({ section }: { section: Section }) {
  const { now } = useSession();
  const { duration, ceus, creditHours, trainingStartsAt, trainingEndsAt, enrollmentEndsAt, finalDropAt } = section;
  return (
    <Facts
      facts={[
        { name: 'Duration', fact: duration },
        { name: 'Credit', fact: creditHours === null ? null : `${number(creditHours)} hours` },
        { name: 'CEUs', fact: ceus?.replace(/\s*CEUs$/, '').replace(/^\./, '0.') },
        { name: 'Training begins', fact: trainingStartsAt && date(trainingStartsAt) },
        { name: 'Training ends', fact: trainingEndsAt && date(trainingEndsAt) },
        deadline('Enroll until', enrollmentEndsAt, now),
        deadline('Drop until', finalDropAt, now),
      ]}
    />
  );
}

interface ProseProps {
  section: Section;
  error: CombinedError | undefined;
  onRetry: () => void;
}

/** The texts of a section. Each costs a REST call and can fail alone. */
function Prose({ section, error, onRetry }: ProseProps) {
  const texts = [
    { field: 'description', heading: 'About', text: section.description },
    { field: 'objectives', heading: 'Objectives', text: section.objectives },
  ];
  return texts.map(({ field, heading, text }) => {
    const failures = failuresAt(error, ['section', field]);
    if (failures.length > 0) return <Problem key={field} what={`The ${field}`} failures={failures} onRetry={onRetry} />;
    if (!text) return null;
    return (
      <div key={field} className="prose">
        <h2>{heading}</h2>
        <p>{plainText(text)}</p>
      </div>
    );
  });
}
