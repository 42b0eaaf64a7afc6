import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { failuresAt } from '../../failures.ts';
import { count, number } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { OfferedSyllabiFragment } from '../../graphql/graphql.ts';
import { type FragmentType, readFragment } from '../../graphql/index.ts';
import { BrokenItem } from '../../parts/broken-item.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';

/** The list itself tells titles; what sections have beside is one call for all, what training plans have one for each. */
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
  /** Only those whose title has this in it; the REST API cannot search titles, so it is done here. */
  title: string;
  error: CombinedError | undefined;
  /** Where in the answer the syllabi stand. */
  path: readonly string[];
  onRetry: () => void;
}

/** The sections and training plans of a catalog or a category. */
export function Offers({ heading, syllabi, title, error, path, onRetry }: OffersProps) {
  const { edges } = readFragment(OfferedSyllabi, syllabi);
  const sought = title.trim().toLowerCase();
  const found =
    edges
      ?.map((edge, index) => ({ edge, index, failures: failuresAt(error, [...path, 'edges', index]) }))
      .filter(({ edge }) => fits(edge, sought)) ?? [];
  return (
    <Panel title={heading} note={edges && found.length > 0 && count(found.length, 'offer')} className="offers">
      <p role="status" className="unseen">
        {edges && sought ? `${count(found.length, 'offer')} found` : ''}
      </p>
      {!edges ? (
        <Problem what="The offers" failures={failuresAt(error, path)} onRetry={onRetry} />
      ) : edges.length === 0 ? (
        <Empty>Nothing is offered here. Look into the categories beside it.</Empty>
      ) : found.length === 0 ? (
        <Empty>No title here has “{title.trim()}” in it.</Empty>
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
                  <BrokenItem
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

/** What could not be read fits no title, and everything where none is sought. */
function fits({ node }: Edge, sought: string): boolean {
  return sought === '' || Boolean(node?.title?.toLowerCase().includes(sought));
}

function Offer({ node }: { node: NonNullable<Edge['node']> }) {
  const title = node.title ?? 'Without a title';
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
