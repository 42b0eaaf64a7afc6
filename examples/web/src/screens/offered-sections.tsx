import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allFailures, failuresAt } from '../failures.ts';
import { graphql } from '../graphql/gql.ts';
import type { OfferedSectionsQuery } from '../graphql/graphql.ts';
import { Empty } from '../parts/empty.tsx';
import { Problem } from '../parts/problem.tsx';
import { useSession } from '../session.ts';
import { useRead } from '../use-read.ts';

/**
 * Only sections: the titles of training plans would cost a REST call each. The pages are small, because the gateway's
 * cost of a query depends on their size. Other sections have links to these screens on their own page.
 */
const OfferedSections = graphql(`
  query OfferedSections($organizationId: ID!) {
    catalogs(groupId: $organizationId, access: BOTH, first: 15) {
      pageInfo {
        hasNextPage
      }
      nodes {
        id
        name
        syllabi(first: 100) {
          pageInfo {
            hasNextPage
          }
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

interface ChosenSectionProps {
  /** The path of the screen; an id is appended to it. */
  screen: string;
  sectionId: string | undefined;
  /** Shown until the sections are there. */
  loading: ReactNode;
  children: (sectionId: string) => ReactNode;
}

/** Lets people choose a section from the catalogs, and shows the children for it. */
export function ChosenSection({ screen, sectionId, loading, children }: ChosenSectionProps) {
  const { organizationId } = useSession();
  const [, navigate] = useLocation();
  const [{ data, error, fetching }, read] = useRead({ query: OfferedSections, variables: { organizationId } });
  const sections = sectionsIn(data);
  const chosen = sectionId ?? sections[0]?.id;
  const retry = () => read();

  if (fetching && !data) return loading;
  if (!chosen) {
    return error || !data?.catalogs.nodes || isCut(data) ? (
      <Problem what="The sections" failures={allFailures(error)} onRetry={retry} />
    ) : (
      <Empty>The catalogs of this organization offer no sections.</Empty>
    );
  }
  return (
    <>
      {error && <Problem what="Some of the sections" failures={failuresAt(error, ['catalogs'])} onRetry={retry} />}
      <label className="field chosen-section">
        <span>Section</span>
        <select value={chosen} onChange={({ target }) => navigate(`${screen}/${target.value}`)}>
          {!sections.some(({ id }) => id === chosen) && <option value={chosen}>Section {chosen}</option>}
          {sections.map(({ id, title, number }) => (
            <option key={id} value={id}>
              {[title, number].filter(Boolean).join(' · ')}
            </option>
          ))}
        </select>
      </label>
      {isCut(data) && <p className="note">The list is not complete. Other sections can be opened from the catalog.</p>}
      {children(chosen)}
    </>
  );
}

function isCut(data: OfferedSectionsQuery | undefined): boolean {
  const catalogs = data?.catalogs;
  return Boolean(
    catalogs?.pageInfo.hasNextPage || catalogs?.nodes?.some((catalog) => catalog?.syllabi.pageInfo.hasNextPage),
  );
}

/** The distinct sections of all catalogs, by title. */
function sectionsIn(data: OfferedSectionsQuery | undefined) {
  const offered = (data?.catalogs.nodes ?? []).flatMap((catalog) => catalog?.syllabi.nodes ?? []);
  const sections = offered.flatMap((syllabus) => (syllabus && 'title' in syllabus ? [syllabus] : []));
  return [...new Map(sections.map((section) => [section.id, section])).values()].sort((a, b) =>
    (a.title ?? '').localeCompare(b.title ?? ''),
  );
}
