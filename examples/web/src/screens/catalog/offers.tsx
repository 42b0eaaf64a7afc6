import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { failuresAt } from '../../failures.ts';
import { count, number } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { OfferedSyllabiFragment } from '../../graphql/graphql.ts';
import { type FragmentType, readFragment } from '../../graphql/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';

/** Titles are fields of the list. More fields cost one call for all sections, but one for each training plan. */
const OfferedSyllabi = graphql(`
  fragment OfferedSyllabi on CatalogSyllabusConnection {
    totalCount
    edges {
      productId
      syllabusType
      node {
        __typename
        id
        title
        ... on Section {
          duration
          creditHours
        }
      }
    }
  }
`);

interface OffersProps {
  heading: string;
  syllabi: FragmentType<typeof OfferedSyllabi>;
  /** Show only offers with this text in the title. Done here, because the REST API cannot search titles. */
  title: string;
  error: CombinedError | undefined;
  /** The path of the syllabi in the response. */
  path: readonly string[];
  onRetry: () => void;
}

/** The sections and training plans of a catalog or a category. */
export function Offers({ heading, syllabi, title, error, path, onRetry }: OffersProps) {
  const { edges } = readFragment(OfferedSyllabi, syllabi);
  const searchText = title.trim().toLowerCase();
  const found =
    edges
      ?.map((edge, index) => ({ edge, index, failures: failuresAt(error, [...path, 'edges', index]) }))
      .filter(({ edge }) => matches(edge, searchText)) ?? [];
  return (
    <Panel title={heading} note={edges && found.length > 0 && count(found.length, 'offer')} className="offers">
      <p role="status" className="unseen">
        {edges && searchText ? `${count(found.length, 'offer')} found` : ''}
      </p>
      {!edges ? (
        <Problem what="The offers" failures={failuresAt(error, path)} onRetry={onRetry} />
      ) : edges.length === 0 ? (
        <Empty>There are no offers here. Select another category.</Empty>
      ) : found.length === 0 ? (
        <Empty>No titles contain “{title.trim()}”.</Empty>
      ) : (
        <>
          {found.some(({ edge: { node }, failures }) => node?.title != null && failures.length > 0) && (
            <Problem what="Some details" failures={failuresAt(error, path)} onRetry={onRetry} />
          )}
          <ul className="offer-list">
            {found.map(({ edge: { productId, node, syllabusType }, failures, index }) => (
              <li key={productId ?? index}>
                {node?.title != null || (node && failures.length === 0) ? (
                  <Offer node={node} />
                ) : (
                  <ItemError
                    what={syllabusType === 'TRAINING_PLAN' ? 'A training plan' : 'A section'}
                    failures={failures}
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

type Edge = NonNullable<OfferedSyllabiFragment['edges']>[number];

/** True if the title contains the text. Offers without a title match only an empty text. */
function matches({ node }: Edge, searchText: string): boolean {
  return searchText === '' || Boolean(node?.title?.toLowerCase().includes(searchText));
}

function Offer({ node }: { node: NonNullable<Edge['node']> }) {
  const title = node.title ?? 'Untitled';
  const facts =
    node.__typename === 'Section'
      ? [node.duration, node.creditHours !== null && `${number(node.creditHours)} credit hours`]
      : [];
  return (
    <>
      {node.__typename === 'Section' ? <Link href={`/sections/${node.id}`}>{title}</Link> : <span>{title}</span>}
      {facts.length > 0 && <small>{facts.filter(Boolean).join(' · ')}</small>}
      {node.__typename === 'TrainingPlan' && <span className="tag">Plan</span>}
    </>
  );
}
