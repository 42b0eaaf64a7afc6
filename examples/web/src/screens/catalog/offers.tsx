import { Link } from 'wouter';
import { isWhole, type List } from '../../all-pages.ts';
import { count, number } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { OfferedSyllabiFragment } from '../../graphql/graphql.ts';
import { type FragmentType, readFragment } from '../../graphql/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { EnrollButton } from '../enroll/enroll-button.tsx';

/** Titles are fields of the list. More fields cost one call for all sections, but one for each training plan. */
const OfferedSyllabi = graphql(`
  fragment OfferedSyllabi on CatalogSyllabusConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
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

type Edge = NonNullable<OfferedSyllabiFragment['edges']>[number];

/** The page of a list of offers. */
export function offersIn(syllabi: FragmentType<typeof OfferedSyllabi>) {
  const { edges, pageInfo } = readFragment(OfferedSyllabi, syllabi);
  return { items: edges, pageInfo };
}

interface OffersProps {
  heading: string;
  offers: List<Edge>;
  /** Show only offers with this text in the title. Done here, because the REST API cannot search titles. */
  title: string;
}

/** The sections and training plans of a catalog or a category. */
export function Offers({ heading, offers, title }: OffersProps) {
  const { items, state, failures, retry } = offers;
  const searchText = title.trim().toLowerCase();
  const found = items
    .map(({ item, failures }, index) => ({ edge: item, failures, index }))
    .filter(({ edge }) => matches(edge, searchText));
  const areAllKnown = isWhole(offers) && items.every(({ item }) => item?.node);
  const missingDetails = found.filter(({ edge, failures }) => edge?.node?.title != null && failures.length > 0);
  return (
    <Panel title={heading} note={found.length > 0 && count(found.length, 'offer')} className="offers">
      <p role="status" className="unseen">
        {state === 'complete' && searchText ? `${count(found.length, 'offer')} found` : ''}
      </p>
      {state === 'failed' && (
        <Problem what={items.length > 0 ? 'Some of the offers' : 'The offers'} failures={failures} onRetry={retry} />
      )}
      {state === 'complete' && items.length === 0 && <Empty>There are no offers here.</Empty>}
      {state === 'complete' && items.length > 0 && found.length === 0 && (
        <Empty>
          {areAllKnown ? 'No titles contain' : 'None of the titles that could be read contains'} “{title.trim()}”.
        </Empty>
      )}
      {missingDetails.length > 0 && (
        <Problem what="Some details" failures={missingDetails.flatMap(({ failures }) => failures)} onRetry={retry} />
      )}
      <ul className="offer-list">
        {found.map(({ edge, failures, index }) => (
          <li key={edge?.productId ?? index}>
            {edge?.node && (edge.node.title != null || failures.length === 0) ? (
              <Offer node={edge.node} />
            ) : (
              <ItemError
                what={edge?.syllabusType === 'TRAINING_PLAN' ? 'A training plan' : 'A section'}
                failures={failures}
              />
            )}
          </li>
        ))}
      </ul>
      {state === 'loading' && (
        <Loading
          what={items.length > 0 ? 'more offers' : 'the catalog'}
          lines={items.length > 0 ? 1 : 9}
          columns={[1, 1]}
        />
      )}
    </Panel>
  );
}

/** True if the title contains the text. Offers without a title match only an empty text. */
function matches(edge: Edge | null, searchText: string): boolean {
  return searchText === '' || Boolean(edge?.node?.title?.toLowerCase().includes(searchText));
}

function Offer({ node }: { node: NonNullable<Edge['node']> }) {
  const title = node.title ?? 'Untitled';
  const isSection = node.__typename === 'Section';
  const facts = isSection
    ? [node.duration, node.creditHours !== null && `${number(node.creditHours)} credit hours`]
    : [];
  return (
    <>
      <Link href={`/${isSection ? 'sections' : 'plans'}/${node.id}`}>{title}</Link>
      <small>{isSection ? facts.filter(Boolean).join(' · ') : 'Training plan'}</small>
      <EnrollButton syllabusId={node.id} title={title} className="quiet" />
    </>
  );
}
