import type { CombinedError } from 'urql';
import { failuresAt } from '../../failures.ts';
import { date, number } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import { type FragmentType, readFragment } from '../../graphql/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';

const SectionAssignments = graphql(`
  fragment SectionAssignments on Section {
    assignments(first: 200) {
      pageInfo {
        hasNextPage
      }
      nodes {
        id
        title
        type
        weight
        dueAt
        masteryScore
      }
    }
  }
`);

interface AssignmentsProps {
  section: FragmentType<typeof SectionAssignments>;
  error: CombinedError | undefined;
  onRetry: () => void;
}

/** The assignments in order. The bar of each shows its share of the grade. */
export function Assignments({ section, error, onRetry }: AssignmentsProps) {
  const { nodes, pageInfo } = readFragment(SectionAssignments, section).assignments;
  // A share is a share of all weights, so all must be known.
  const isWhole = nodes !== null && !pageInfo.hasNextPage && nodes.every((assignment) => assignment?.weight != null);
  const weights = (nodes ?? []).map((assignment) => assignment?.weight ?? 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const heaviest = Math.max(...weights);
  return (
    <Panel title="Assignments" note={isWhole && nodes.length > 0 && 'share of the grade'}>
      {!nodes ? (
        <Problem what="The assignments" failures={failuresAt(error, ['section', 'assignments'])} onRetry={onRetry} />
      ) : nodes.length === 0 ? (
        <Empty>This section has no assignments.</Empty>
      ) : (
        <>
          <ol className="assignments">
            {nodes.map((assignment, index) =>
              assignment ? (
                <li key={assignment.id}>
                  <div>
                    <span>{assignment.title}</span>
                    <small>
                      {[
                        assignment.dueAt && `due ${date(assignment.dueAt)}`,
                        assignment.masteryScore !== null && `pass with ${number(assignment.masteryScore)}`,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </small>
                  </div>
                  {isWhole && assignment.weight !== null && total > 0 && (
                    <span className="weight">
                      <span aria-hidden="true" style={{ inlineSize: `${(assignment.weight / heaviest) * 100}%` }} />
                      <span className="figure">{Math.round((assignment.weight / total) * 100)}%</span>
                    </span>
                  )}
                </li>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: an item that could not be read has no id
                <li key={`error-${index}`}>
                  <ItemError
                    what="An assignment"
                    failures={failuresAt(error, ['section', 'assignments', 'nodes', index])}
                  />
                </li>
              ),
            )}
          </ol>
          {pageInfo.hasNextPage && <p className="note">Only the first {nodes.length} assignments are shown.</p>}
        </>
      )}
    </Panel>
  );
}
