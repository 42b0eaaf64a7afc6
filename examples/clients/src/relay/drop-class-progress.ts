import { createOperationDescriptor, type Environment, getRequest } from 'relay-runtime';
import mutation, {
  type DropEnrollmentsInput,
  type dropClassMutation$data,
} from './__generated__/dropClassMutation.graphql.ts';

/** Drops enrollments. `commitMutation` gives the outcomes at the end only: this reports them as they complete. */
export function dropClass(
  environment: Environment,
  input: DropEnrollmentsInput,
  onProgress: (data: dropClassMutation$data) => void,
): Promise<void> {
  const operation = createOperationDescriptor(getRequest(mutation), { input });
  return new Promise((resolve, reject) => {
    environment.executeMutation({ operation }).subscribe({
      next: () => onProgress(environment.lookup(operation.fragment).data as unknown as dropClassMutation$data),
      complete: resolve,
      error: reject,
    });
  });
}
