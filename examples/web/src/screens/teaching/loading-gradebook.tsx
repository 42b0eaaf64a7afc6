import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';

export function LoadingGradebook() {
  return (
    <>
      <Panel title="Waiting for a grade">
        <Loading what="the queue" lines={2} columns={[2, 3, 1]} />
      </Panel>
      <Panel title="Gradebook">
        <Loading what="the gradebook" lines={10} columns={[3, 1, 1, 1, 1, 1, 1, 1, 1]} />
      </Panel>
    </>
  );
}
