import { useEffect, useRef, useState } from 'react';
import { allFailures, failuresAt } from '../../failures.ts';
import { graphql } from '../../graphql/gql.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Pager, usePlace } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PersonName, usePersonName } from '../../parts/person-name.tsx';
import { Problem } from '../../parts/problem.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { useSession } from '../../session.ts';
import { statusLabelOf } from '../../status-label.ts';
import { useRead } from '../../use-read.ts';
import type { InputProblem } from './bulk-action.ts';
import { ChangeSelected } from './change-selected.tsx';
import { CustomFields } from './custom-fields.tsx';
import { DropEnrollment } from './drop-enrollment.tsx';
import type { BulkControls, BulkItem } from './use-bulk.ts';

const pageSize = 10;

const ManagedRoster = graphql(`
  query ManagedRoster($organizationId: ID!, $sectionId: ID!, $first: Int!, $after: String) {
    sectionEnrollments(
      filter: { organizationId: $organizationId, syllabusId: $sectionId }
      first: $first
      after: $after
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        status
        phase
        userId
      }
    }
  }
`);

interface ManageRosterProps {
  sectionId: string;
  /** Counts changes elsewhere on the screen that the cache does not know. The roster is read again after each. */
  changes: number;
  /** True while a bulk mutation runs. */
  isRunning: boolean;
  /** Problems with the value for the selected enrollments. */
  problems: readonly InputProblem[];
  onPreview: BulkControls['preview'];
}

/** The enrollments of a section, each with its custom fields and a button to drop it. Selected ones change together. */
export function ManageRoster({ sectionId, changes, isRunning, problems, onPreview }: ManageRosterProps) {
  const { organizationId } = useSession();
  const paging = usePlace();
  const [opened, setOpened] = useState<string | null>(null);
  const [selected, setSelected] = useState<readonly BulkItem[]>([]);
  const [{ data, error, fetching }, read] = useRead({
    query: ManagedRoster,
    variables: { organizationId, sectionId, first: pageSize, after: paging.place.after },
    requestPolicy: 'cache-and-network',
  });
  const refresh = () => read();
  const seen = useRef(changes);
  useEffect(() => {
    if (seen.current === changes) return;
    seen.current = changes;
    read();
  }, [changes, read]);
  useEffect(() => {
    if (!isRunning) setSelected([]);
  }, [isRunning]);
  const connection = data?.sectionEnrollments;
  const isSelected = (id: string) => selected.some((item) => item.id === id);
  const select = (item: BulkItem) =>
    setSelected(isSelected(item.id) ? selected.filter(({ id }) => id !== item.id) : [...selected, item]);

  return (
    <Panel title="Enrollments" note={connection?.totalCount != null && `${connection.totalCount} in this section`}>
      {fetching && !data ? (
        <Loading what="the enrollments" lines={10} columns={[0.3, 4, 1.2]} />
      ) : !connection?.nodes ? (
        <Problem what="The enrollments" failures={allFailures(error)} onRetry={refresh} />
      ) : connection.nodes.length === 0 ? (
        <Empty>No one is enrolled in this section yet.</Empty>
      ) : (
        <ul className="managed">
          {connection.nodes.map((enrollment, index) =>
            enrollment ? (
              <li key={enrollment.id}>
                <div className="managed-line">
                  <SelectEnrollment
                    userId={enrollment.userId}
                    isSelected={isSelected(enrollment.id)}
                    onSelect={() => select({ id: enrollment.id, userId: enrollment.userId })}
                  />
                  <button
                    type="button"
                    className="managed-row"
                    aria-expanded={opened === enrollment.id}
                    onClick={() => setOpened(opened === enrollment.id ? null : enrollment.id)}
                  >
                    <span>
                      <PersonName id={enrollment.userId} />
                    </span>
                    <StatusMark status={statusLabelOf(enrollment)} />
                  </button>
                </div>
                {opened === enrollment.id && (
                  <div className="managed-body">
                    <CustomFields enrollmentId={enrollment.id} />
                    <DropEnrollment enrollmentId={enrollment.id} userId={enrollment.userId} onChanged={refresh} />
                  </div>
                )}
              </li>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: an item that could not be read has no id
              <li key={`error-${index}`}>
                <ItemError what="An enrollment" failures={failuresAt(error, ['sectionEnrollments', 'nodes', index])} />
              </li>
            ),
          )}
        </ul>
      )}
      {selected.length > 0 && (
        <ChangeSelected selected={selected} isRunning={isRunning} problems={problems} onPreview={onPreview} />
      )}
      {connection && (
        <Pager
          what="enrollments"
          paging={paging}
          pageSize={pageSize}
          amount={connection.nodes?.length ?? 0}
          total={connection.totalCount}
          pageInfo={connection.pageInfo}
        />
      )}
    </Panel>
  );
}

interface SelectEnrollmentProps {
  userId: string;
  isSelected: boolean;
  onSelect: () => void;
}

function SelectEnrollment({ userId, isSelected, onSelect }: SelectEnrollmentProps) {
  const name = usePersonName(userId) ?? userId;
  return (
    <label className="managed-select">
      <input type="checkbox" aria-label={`Select ${name}`} checked={isSelected} onChange={onSelect} />
    </label>
  );
}
