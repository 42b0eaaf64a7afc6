import { Link, Route, Switch, useLocation } from 'wouter';
import { Boundary } from './parts/boundary.tsx';
import { Empty } from './parts/empty.tsx';
import { Screen } from './parts/screen.tsx';
import { Administration } from './screens/administration/administration.tsx';
import { CatalogBrowser } from './screens/catalog/catalog-browser.tsx';
import { Dashboard } from './screens/dashboard/dashboard.tsx';
import { SectionPage } from './screens/section/section-page.tsx';

const places = [
  { href: '/', label: 'My learning', matches: /^\/$/ },
  { href: '/catalog', label: 'Catalog', matches: /^\/catalog/ },
  { href: '/administration', label: 'Administration', matches: /^\/administration/ },
];

/** The frame of every screen, and which screen is shown where. */
export function App() {
  const [location] = useLocation();
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="masthead">
        <span className="wordmark">
          <img src="/icon.svg" alt="" width="28" height="28" /> Learning
        </span>
        <nav aria-label="Main">
          {places.map(({ href, label, matches }) => (
            <Place key={href} href={href} label={label} matches={matches} />
          ))}
        </nav>
      </header>
      <main id="main">
        <Boundary place={location}>
          <Switch>
            <Route path="/">
              <Dashboard />
            </Route>
            <Route path="/learners/:userId">{({ userId }) => <Dashboard key={userId} userId={userId} />}</Route>
            <Route path="/sections/:id">{({ id }) => <SectionPage key={id} id={id} />}</Route>
            <Route path="/catalog/:catalogId?/:categoryId?">
              {({ catalogId, categoryId }) => <CatalogBrowser catalogId={catalogId} categoryId={categoryId} />}
            </Route>
            <Route path="/administration/:sectionId?">
              {({ sectionId }) => <Administration sectionId={sectionId} />}
            </Route>
            <Route>
              <Screen title="There is nothing here">
                <Empty>
                  The address leads nowhere. <Link href="/">Back to my learning</Link>
                </Empty>
              </Screen>
            </Route>
          </Switch>
        </Boundary>
      </main>
    </>
  );
}

function Place({ href, label, matches }: (typeof places)[number]) {
  const [location] = useLocation();
  return (
    <Link href={href} aria-current={matches.test(location) ? 'page' : undefined}>
      {label}
    </Link>
  );
}
