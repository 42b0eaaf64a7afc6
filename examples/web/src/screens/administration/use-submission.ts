import { useRef, useState } from 'react';
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql';
import { allFailures, type Failure } from '../../failures.ts';
import { isRepeatable, newKey, withKey } from '../../idempotency.ts';

/** A change that a person submits, with a key. */
export interface Submission<Data, Variables> {
  data: Data | undefined;
  failures: readonly Failure[];
  isSending: boolean;
  /** Sends a change with a new key. Returns the answer. */
  submit(variables: Variables): Promise<Data | undefined>;
  /**
   * Sends the same change again: with the same key if the request was not answered, so that it is carried out once. With
   * a new key if the outcome was unknown, because the gateway would replay that answer. Check first in that case.
   */
  sendAgain(): Promise<Data | undefined>;
  /** Forgets the answer. */
  reset(): void;
}

/** Sends a mutation once for each submission. */
export function useSubmission<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Submission<Data, Variables> {
  const client = useClient();
  const last = useRef<{ variables: Variables; key: string } | null>(null);
  const [{ data, failures, isSending }, setState] = useState<{
    data: Data | undefined;
    failures: readonly Failure[];
    isSending: boolean;
  }>(idle);

  const send = async (variables: Variables, key: string) => {
    last.current = { variables, key };
    setState({ ...idle, isSending: true });
    const { data, error } = await client.mutation(document, variables, withKey(key)).toPromise();
    setState({ data, failures: allFailures(error), isSending: false });
    return data;
  };

  return {
    data,
    failures,
    isSending,
    submit: (variables) => send(variables, newKey()),
    sendAgain: async () => {
      if (!last.current) return undefined;
      const { variables, key } = last.current;
      return send(variables, isRepeatable(failures) ? key : newKey());
    },
    reset: () => setState(idle),
  };
}

const idle = { data: undefined, failures: [], isSending: false };
