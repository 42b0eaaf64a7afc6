import { Loading } from '../../parts/loading.tsx';
import { Screen } from '../../parts/screen.tsx';
import { ChosenSection } from '../offered-sections.tsx';
import { Gradebook } from './gradebook.tsx';
import { LoadingGradebook } from './loading-gradebook.tsx';

/** An instructor's screen: the work of a section that waits for a grade, and its gradebook. */
export function Teaching({ sectionId }: { sectionId: string | undefined }) {
  return (
    <Screen title="Teaching" kicker="Work that waits for a grade, and the gradebook">
      <ChosenSection
        screen="/teaching"
        sectionId={sectionId}
        loading={
          <>
            <Loading what="the sections" lines={1} columns={[1, 2]} />
            <LoadingGradebook />
          </>
        }
      >
        {(id) => <Gradebook key={id} sectionId={id} />}
      </ChosenSection>
    </Screen>
  );
}
