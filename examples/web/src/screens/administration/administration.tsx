import './administration.css';
import { useState } from 'react';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Screen } from '../../parts/screen.tsx';
import { ChosenSection } from '../offered-sections.tsx';
import type { BulkAction, InputProblem } from './bulk-action.ts';
import { BulkPreview } from './bulk-preview.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { EnrollClass } from './enroll-class.tsx';
import { ManageRoster } from './manage-roster.tsx';
import { useBulk } from './use-bulk.ts';

/** Enrolls a class in a section, and changes the enrollments that it has. */
export function Administration({ sectionId }: { sectionId: string | undefined }) {
  return (
    <Screen title="Administration" kicker="Enroll a class, change enrollments">
      <ChosenSection
        screen="/administration"
        sectionId={sectionId}
        loading={
          <div className="administration">
            <Panel title="Enroll a class">
              <Loading what="the sections" lines={8} columns={[1]} />
            </Panel>
            <Panel title="Enrollments">
              <Loading what="the enrollments" lines={10} columns={[0.3, 4, 1.2]} />
            </Panel>
          </div>
        }
      >
        {(id) => <Section key={id} id={id} />}
      </ChosenSection>
    </Screen>
  );
}

/** The administration of one section. */
function Section({ id }: { id: string }) {
  const [changes, setChanges] = useState(0);
  const { run, ...controls } = useBulk(() => setChanges((before) => before + 1));
  const isRunning = run?.phase === 'running';
  const problems = run?.answer.problems ?? noProblems;
  const problemsOf = (name: BulkAction['name']) => (run?.action.name === name ? problems : noProblems);
  return (
    <div className="administration">
      <EnrollClass sectionId={id} isRunning={isRunning} problems={problemsOf('enroll')} onPreview={controls.preview} />
      <div className="administration-side">
        {run &&
          problems.length === 0 &&
          (run.phase === 'preview' ? (
            <BulkPreview run={run} controls={controls} />
          ) : (
            <BulkProgress run={run} controls={controls} />
          ))}
        <ManageRoster
          sectionId={id}
          changes={changes}
          isRunning={isRunning}
          problems={problemsOf('setValue')}
          onPreview={controls.preview}
        />
      </div>
    </div>
  );
}

const noProblems: readonly InputProblem[] = [];
