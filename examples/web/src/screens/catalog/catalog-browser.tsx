import './catalog.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { failuresOf, isWhole, readable, useAllPages } from '../../all-pages.ts';
import { count } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Screen } from '../../parts/screen.tsx';
import { TransientButton } from '../../parts/transient-button.tsx';
import { useSession } from '../../session.ts';
import { asTree } from './category-tree.ts';
import { Offers, offersIn } from './offers.tsx';
import { Tree } from './tree.tsx';

const Catalogs = graphql(`
  query Catalogs($organizationId: ID!, $after: String) {
    catalogs(groupId: $organizationId, access: BOTH, first: 100, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
      }
    }
  }
`);

const CatalogCategories = graphql(`
  query CatalogCategories($id: ID!, $after: String) {
    catalog(id: $id) {
      id
      categories(first: 500, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          name
          catalog {
            id
          }
          parent {
            id
          }
        }
      }
    }
  }
`);

const CatalogOffers = graphql(`
  query CatalogOffers($id: ID!, $after: String) {
    catalog(id: $id) {
      id
      syllabi(first: 500, after: $after) {
        ...OfferedSyllabi
      }
    }
  }
`);

const CategoryOffers = graphql(`
  query CategoryOffers($id: ID!, $catalogId: ID!, $after: String) {
    category(id: $id, catalogId: $catalogId) {
      id
      name
      catalog {
        id
      }
      syllabi(first: 500, after: $after) {
        ...OfferedSyllabi
      }
    }
  }
`);

interface CatalogBrowserProps {
  catalogId: string | undefined;
  categoryId: string | undefined;
}

/** The catalogs of the organization: a tree of categories, with the offers of each. */
export function CatalogBrowser({ catalogId, categoryId }: CatalogBrowserProps) {
  const { organizationId } = useSession();
  const [, navigate] = useLocation();
  const list = useAllPages({
    document: Catalogs,
    variables: { organizationId },
    path: ['catalogs', 'nodes'],
    read: ({ catalogs: { nodes, pageInfo } }) => ({ items: nodes, pageInfo }),
  });
  const catalogs = readable(list);
  const shown = catalogId ?? catalogs.at(-1)?.id;

  return (
    <Screen
      title="Catalog"
      kicker="Courses and training plans"
      aside={
        catalogs.length > 1 && (
          <label className="field">
            <span>Catalog</span>
            <select value={shown} onChange={({ target }) => navigate(`/catalog/${target.value}`)}>
              {catalogs.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      {list.state === 'failed' && (
        <Problem
          what={catalogs.length > 0 ? 'Some of the catalogs' : 'The catalogs'}
          failures={list.failures}
          onRetry={list.retry}
        />
      )}
      {shown ? (
        <Contents key={shown} catalogId={shown} categoryId={categoryId} />
      ) : list.state === 'loading' ? (
        <LoadingContents />
      ) : (
        list.state === 'complete' &&
        (isWhole(list) ? (
          <Empty>This organization has no catalogs.</Empty>
        ) : (
          <Problem what="The catalogs" failures={failuresOf(list)} onRetry={list.retry} />
        ))
      )}
    </Screen>
  );
}

function LoadingContents() {
  return (
    <div className="catalog">
      <div className="catalog-search" />
      <Panel title="Categories" className="catalog-tree">
        <Loading what="the categories" lines={8} columns={[1]} />
      </Panel>
      <Panel title="Everything" className="offers">
        <Loading what="the catalog" lines={9} columns={[1, 1]} />
      </Panel>
    </div>
  );
}

function Contents({ catalogId, categoryId }: { catalogId: string; categoryId: string | undefined }) {
  const [, navigate] = useLocation();
  const [title, setTitle] = useState('');
  const categories = useAllPages({
    document: CatalogCategories,
    variables: { id: catalogId },
    path: ['catalog', 'categories', 'nodes'],
    read: ({ catalog }) => catalog && { items: catalog.categories.nodes, pageInfo: catalog.categories.pageInfo },
  });
  const everything = useAllPages({
    document: CatalogOffers,
    variables: { id: catalogId },
    path: ['catalog', 'syllabi', 'edges'],
    read: ({ catalog }) => catalog && offersIn(catalog.syllabi),
    isPaused: categoryId !== undefined,
  });
  const category = useAllPages({
    document: CategoryOffers,
    variables: { id: categoryId ?? '', catalogId },
    path: ['category', 'syllabi', 'edges'],
    read: (data) => data.category && offersIn(data.category.syllabi),
    isPaused: categoryId === undefined,
  });

  if (categories.isAbsent) return <Empty>No catalog was found with the id in the address.</Empty>;
  const tree = asTree(readable(categories));
  const name = categoryId && readable(categories).find(({ id }) => id === categoryId)?.name;
  return (
    <div className="catalog">
      <search className="catalog-search">
        <label className="field">
          <span>Search by title</span>
          <input type="search" value={title} onChange={({ target }) => setTitle(target.value)} />
        </label>
      </search>
      <Panel
        title="Categories"
        note={isWhole(categories) && tree.length > 0 && categories.items.length}
        className="catalog-tree"
      >
        {!isWhole(categories) && categories.state !== 'loading' && (
          <Problem
            what={tree.length > 0 ? 'Some of the categories' : 'The categories'}
            failures={failuresOf(categories)}
            onRetry={categories.retry}
          />
        )}
        {tree.length === 0 && categories.state === 'loading' && (
          <Loading what="the categories" lines={8} columns={[1]} />
        )}
        {tree.length === 0 && isWhole(categories) && <Empty>This catalog has no categories.</Empty>}
        {tree.length > 0 && (
          <Tree nodes={tree} selected={categoryId} onSelect={(id) => navigate(`/catalog/${catalogId}/${id}`)} />
        )}
        {categoryId && (
          <TransientButton onClick={() => navigate(`/catalog/${catalogId}`)}>Show all categories</TransientButton>
        )}
      </Panel>
      {!categoryId ? (
        <Offers heading="Everything" offers={everything} title={title} />
      ) : category.isAbsent ? (
        <Panel title="Category" className="offers">
          <Empty>
            This category is not in the catalog.
            {isWhole(categories) && ` The catalog has ${count(categories.items.length, 'category', 'categories')}.`}
          </Empty>
        </Panel>
      ) : (
        <Offers heading={name || 'Category'} offers={category} title={title} />
      )}
    </div>
  );
}
