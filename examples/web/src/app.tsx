import { Link, Route, Switch, useLocation } from 'wouter';
import { Boundary } from './parts/boundary.tsx';
import { Empty } from './parts/empty.tsx';
import { Screen } from './parts/screen.tsx';
import { Administration } from './screens/administration/administration.tsx';
import { CatalogBrowser } from './screens/catalog/catalog-browser.tsx';
import { Dashboard } from './screens/dashboard/dashboard.tsx';
import { PlanPage } from './screens/plan/plan-page.tsx';
import { SectionPage } from './screens/section/section-page.tsx';
import { Teaching } from './screens/teaching/teaching.tsx';
import { Team } from './screens/team/team.tsx';
import { type Ability, useSession } from './session.ts';

interface Destination {
  href: string;
  label: string;
  matches: RegExp;
  /** Shown only to people with this ability. */
  needs?: Ability;
}

const destinations: readonly Destination[] = [
  { href: '/', label: 'My learning', matches: /^\/$/ },
  { href: '/catalog', label: 'Catalog', matches: /^\/catalog/ },
  { href: '/teaching', label: 'Teaching', matches: /^\/teaching/, needs: 'teach' },
  { href: '/team', label: 'Team', matches: /^\/team/, needs: 'manage' },
  { href: '/administration', label: 'Administration', matches: /^\/administration/, needs: 'administer' },
];

/** The navigation, and the route of each screen. */
export function App() {
  const [location] = useLocation();
  const { abilities } = useSession();
  const offered = destinations.filter(({ needs }) => !needs || abilities.includes(needs));
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
          {offered.map(({ href, label, matches }) => (
            <NavLink key={href} href={href} label={label} matches={matches} />
          ))}
        </nav>
      </header>
      <main id="main">
        <Boundary location={location}>
          <Switch>
            <Route path="/">
              <Dashboard />
            </Route>
            <Route path="/learners/:userId">{({ userId }) => <Dashboard key={userId} userId={userId} />}</Route>
            <Route path="/sections/:id">{({ id }) => <SectionPage key={id} id={id} />}</Route>
            <Route path="/catalog/:catalogId?/:categoryId?">
              {({ catalogId, categoryId }) => <CatalogBrowser catalogId={catalogId} categoryId={categoryId} />}
            </Route>
            <Route path="/plans/:id">{({ id }) => <PlanPage key={id} id={id} />}</Route>
            <Route path="/teaching/:sectionId?">{({ sectionId }) => <Teaching sectionId={sectionId} />}</Route>
            <Route path="/team">
              <Team />
            </Route>
            <Route path="/administration/:sectionId?">
              {({ sectionId }) => <Administration sectionId={sectionId} />}
            </Route>
            <Route>
              <Screen title="Page not found">
                <Empty>
                  There is no page at this address. <Link href="/">Back to my learning</Link>
                </Empty>
              </Screen>
            </Route>
          </Switch>
        </Boundary>
      </main>
    </>
  );
}

function NavLink({ href, label, matches }: Destination) {
  const [location] = useLocation();
  return (
    <Link href={href} aria-current={matches.test(location) ? 'page' : undefined}>
      {label}
    </Link>
  );
}
