import './catalog.css';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { allFailures, failuresAt } from '../../failures.ts';
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
import { Offers } from './offers.tsx';
import { Tree } from './tree.tsx';

const Catalogs = graphql(`
  query Catalogs($organizationId: ID!) {
    catalogs(groupId: $organizationId, access: BOTH, first: 100) {
      nodes {
        id
        name
      }
    }
  }
`);

const CatalogContents = graphql(`
  query CatalogContents($id: ID!) {
    catalog(id: $id) {
      id
      categories(first: 500) {
        nodes {
          id
          name
          parent {
            id
          }
        }
      }
      syllabi(first: 500) {
        ...OfferedSyllabi
      }
    }
  }
`);

const CategoryContents = graphql(`
  query CategoryContents($id: ID!, $catalogId: ID!) {
    category(id: $id, catalogId: $catalogId) {
      id
      name
      syllabi(first: 500) {
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
  const [{ data, error, fetching }, read] = useQuery({ query: Catalogs, variables: { organizationId } });
  const catalogs = (data?.catalogs.nodes ?? []).filter((catalog) => catalog !== null);
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
      {fetching && !data ? (
        <Loading what="the catalogs" lines={7} />
      ) : !data?.catalogs.nodes ? (
        <Problem what="The catalogs" failures={allFailures(error)} onRetry={() => read()} />
      ) : shown ? (
        <Contents key={shown} catalogId={shown} categoryId={categoryId} />
      ) : (
        <Empty>This organization has no catalogs.</Empty>
      )}
    </Screen>
  );
}

function Contents({ catalogId, categoryId }: { catalogId: string; categoryId: string | undefined }) {
  const [, navigate] = useLocation();
  const [title, setTitle] = useState('');
  const [whole, readWhole] = useQuery({ query: CatalogContents, variables: { id: catalogId } });
  const [part, readPart] = useQuery({
    query: CategoryContents,
    variables: { id: categoryId ?? '', catalogId },
    pause: !categoryId,
  });
  const catalog = whole.data?.catalog;
  const category = part.data?.category;

  if (!catalog) {
    if (whole.fetching) return <Loading what="the catalog" lines={9} />;
    if (!whole.error) return <Empty>There is no catalog with this id.</Empty>;
    return <Problem what="The catalog" failures={allFailures(whole.error)} onRetry={() => readWhole()} />;
  }
  const { nodes } = catalog.categories;
  const tree = nodes && asTree(nodes.filter((each) => each !== null));
  return (
    <div className="catalog">
      <search className="catalog-search">
        <label className="field">
          <span>Search by title</span>
          <input type="search" value={title} onChange={({ target }) => setTitle(target.value)} />
        </label>
      </search>
      <Panel title="Categories" note={tree && nodes.length} className="catalog-tree">
        {!tree ? (
          <Problem
            what="The categories"
            failures={failuresAt(whole.error, ['catalog', 'categories'])}
            onRetry={() => readWhole()}
          />
        ) : tree.length === 0 ? (
          <Empty>This catalog has no categories.</Empty>
        ) : (
          <>
            <Tree nodes={tree} selected={categoryId} onSelect={(id) => navigate(`/catalog/${catalogId}/${id}`)} />
            {categoryId && (
              <TransientButton onClick={() => navigate(`/catalog/${catalogId}`)}>Show all categories</TransientButton>
            )}
          </>
        )}
      </Panel>
      {!categoryId ? (
        <Offers
          heading="Everything"
          syllabi={catalog.syllabi}
          title={title}
          error={whole.error}
          path={['catalog', 'syllabi']}
          onRetry={() => readWhole()}
        />
      ) : part.fetching && !category ? (
        <Panel title="Category" className="offers">
          <Loading what="the category" lines={5} />
        </Panel>
      ) : category ? (
        <Offers
          heading={category.name ?? 'Category'}
          syllabi={category.syllabi}
          title={title}
          error={part.error}
          path={['category', 'syllabi']}
          onRetry={() => readPart()}
        />
      ) : (
        <Panel title="Category" className="offers">
          {part.error ? (
            <Problem what="The category" failures={allFailures(part.error)} onRetry={() => readPart()} />
          ) : (
            <Empty>
              This category is not in the catalog. The catalog has {count(nodes?.length ?? 0, 'category', 'categories')}
              .
            </Empty>
          )}
        </Panel>
      )}
    </div>
  );
}
