import './administration.css';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { allFailures, failuresAt } from '../../failures.ts';
import { graphql } from '../../graphql/gql.ts';
import type { OfferedSectionsQuery } from '../../graphql/graphql.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Screen } from '../../parts/screen.tsx';
import { useSession } from '../../session.ts';
import type { BulkAction, InputProblem } from './bulk-action.ts';
import { BulkPreview } from './bulk-preview.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { EnrollClass } from './enroll-class.tsx';
import { ManageRoster } from './manage-roster.tsx';
import { useBulk } from './use-bulk.ts';

/**
 * Only sections: the titles of training plans would cost a REST call each. The pages are small, because the gateway's
 * cost of a query depends on their size. Other sections have a link to this screen on their own page.
 */
const OfferedSections = graphql(`
  query OfferedSections($organizationId: ID!) {
    catalogs(groupId: $organizationId, access: BOTH, first: 15) {
      nodes {
        id
        name
        syllabi(first: 100) {
          nodes {
            id
            ... on Section {
              title
              number
            }
          }
        }
      }
    }
  }
`);

/** Enrolls a class in a section, and changes the enrollments that it has. */
export function Administration({ sectionId }: { sectionId: string | undefined }) {
  const { organizationId } = useSession();
  const [, navigate] = useLocation();
  const [{ data, error, fetching }, read] = useQuery({ query: OfferedSections, variables: { organizationId } });
  const sections = sectionsIn(data);
  const chosen = sectionId ?? sections[0]?.id;
  const hasFailed = !data?.catalogs.nodes;

  return (
    <Screen title="Administration" kicker="Enroll a class, change enrollments">
      {fetching && !data ? (
        <Loading what="the sections" lines={6} />
      ) : hasFailed && !chosen ? (
        <Problem what="The sections" failures={allFailures(error)} onRetry={() => read()} />
      ) : !chosen ? (
        <Empty>The catalogs of this organization offer no sections.</Empty>
      ) : (
        <>
          {error && <Problem what="Some of the sections" failures={failuresAt(error, ['catalogs'])} />}
          <label className="field administration-section">
            <span>Section</span>
            <select value={chosen} onChange={({ target }) => navigate(`/administration/${target.value}`)}>
              {!sections.some(({ id }) => id === chosen) && <option value={chosen}>Section {chosen}</option>}
              {sections.map(({ id, title, number }) => (
                <option key={id} value={id}>
                  {[title, number].filter(Boolean).join(' · ')}
                </option>
              ))}
            </select>
          </label>
          <Section key={chosen} id={chosen} />
        </>
      )}
    </Screen>
  );
}

/** The administration of one section. */
function Section({ id }: { id: string }) {
  const [changes, setChanges] = useState(0);
  const { run, ...controls } = useBulk(() => setChanges((before) => before + 1));
  const isRunning = run?.phase === 'running';
  const problems = run?.answer.problems ?? noProblems;
  const problemsOf = (name: BulkAction['name']) => (run?.action.name === name ? problems : noProblems);
  return (
    <div className="administration">
      <EnrollClass sectionId={id} isRunning={isRunning} problems={problemsOf('enroll')} onPreview={controls.preview} />
      <div className="administration-side">
        {run &&
          problems.length === 0 &&
          (run.phase === 'preview' ? (
            <BulkPreview run={run} controls={controls} />
          ) : (
            <BulkProgress run={run} controls={controls} />
          ))}
        <ManageRoster
          sectionId={id}
          changes={changes}
          isRunning={isRunning}
          problems={problemsOf('setValue')}
          onPreview={controls.preview}
        />
      </div>
    </div>
  );
}

const noProblems: readonly InputProblem[] = [];

/** The distinct sections of all catalogs, by title. */
function sectionsIn(data: OfferedSectionsQuery | undefined) {
  const offered = (data?.catalogs.nodes ?? []).flatMap((catalog) => catalog?.syllabi.nodes ?? []);
  const sections = offered.flatMap((syllabus) => (syllabus && 'title' in syllabus ? [syllabus] : []));
  return [...new Map(sections.map((section) => [section.id, section])).values()].sort((a, b) =>
    (a.title ?? '').localeCompare(b.title ?? ''),
  );
}
