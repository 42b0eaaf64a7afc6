import { type FormEvent, useId, useState } from 'react';
import { useClient } from 'urql';
import { allFailures } from '../../failures.ts';
import { graphql } from '../../graphql/gql.ts';
import type { CustomFieldValuesQuery, SetCustomFieldValuesMutation } from '../../graphql/graphql.ts';
import { haveValues } from '../../outcome-check.ts';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useSession } from '../../session.ts';
import { useRead } from '../../use-read.ts';
import { withKeys } from '../../with-keys.ts';
import { CustomFieldInput } from './custom-field-input.tsx';
import { SubmissionProblem } from './submission-problem.tsx';
import { useSubmission } from './use-submission.ts';

/** All custom fields, and the values of those that have one. */
const CustomFieldValues = graphql(`
  query CustomFieldValues($organizationId: ID!, $enrollmentId: ID!) {
    organization(id: $organizationId) {
      id
      customEnrollmentFields {
        key
        name
        type
      }
    }
    enrollment(id: $enrollmentId, organizationId: $organizationId) {
      id
      customFieldValues {
        key
        value
      }
    }
  }
`);

const SetCustomFieldValues = graphql(`
  mutation SetCustomFieldValues($input: SetCustomEnrollmentFieldValuesInput!) {
    setCustomEnrollmentFieldValues(input: $input) {
      __typename
      ... on SetCustomEnrollmentFieldValuesSuccess {
        enrollmentId
        warnings
        values {
          key
          value
        }
      }
      ... on Error {
        code
        message
      }
      ... on ValidationError {
        problems {
          field
          message
        }
      }
    }
  }
`);

/** A form to change the custom values of an enrollment. */
export function CustomFields({ enrollmentId }: { enrollmentId: string }) {
  const { organizationId } = useSession();
  const [{ data, error, fetching }, read] = useRead({
    query: CustomFieldValues,
    variables: { organizationId, enrollmentId },
    requestPolicy: 'cache-and-network',
  });
  const fields = data?.organization?.customEnrollmentFields;
  const values = data?.enrollment?.customFieldValues;
  if (fetching && !data) return <Loading what="the custom fields" lines={4} />;
  if (!fields || !values) {
    return <Problem what="The custom fields" failures={allFailures(error)} onRetry={() => read()} />;
  }
  return (
    <>
      {[...fields, ...values].includes(null) && (
        <Problem what="Some custom fields" failures={allFailures(error)} onRetry={() => read()} />
      )}
      <Form enrollmentId={enrollmentId} fields={withKeys(fields)} values={byKey(withKeys(values))} />
    </>
  );
}

type CustomField = ReturnType<
  typeof withKeys<
    NonNullable<NonNullable<NonNullable<CustomFieldValuesQuery['organization']>['customEnrollmentFields']>[number]>
  >
>[number];

/** A value to save. */
interface Value {
  key: string;
  value: string;
}

interface FormProps {
  enrollmentId: string;
  fields: readonly CustomField[];
  /** By the key of the field. */
  values: Record<string, string>;
}

function Form({ enrollmentId, fields, values }: FormProps) {
  const { organizationId } = useSession();
  const [saved, setSaved] = useState(values);
  const [edited, setEdited] = useState<Record<string, string>>({});
  const [other, setOther] = useState({ key: '', value: '' });
  const [sent, setSent] = useState<readonly Value[]>([]);
  const [wasFound, setFound] = useState(false);
  const client = useClient();
  const save = useSubmission(SetCustomFieldValues);
  const id = useId();

  const changes = [
    ...Object.entries(edited)
      .filter(([key, value]) => value !== saved[key])
      .map(([key, value]) => ({ key, value })),
    ...(other.key.trim() === '' ? [] : [{ key: other.key.trim(), value: other.value }]),
  ];
  const isOff = save.isSending || changes.length === 0;
  const result = save.data?.setCustomEnrollmentFieldValues;
  const problems = result?.__typename === 'ValidationError' ? result.problems : [];
  const problemWith = (key: string) =>
    problems.find(({ field }) => sent[Number(/^input\.values\.(\d+)/.exec(field)?.[1])]?.key === key)?.message;
  const isKeyUnknown = result?.__typename === 'UnknownCustomFieldError';
  const refusal =
    result && 'code' in result && !isKeyUnknown && !problems.some(({ field }) => /^input\.values\.\d/.test(field))
      ? result.message
      : undefined;

  const savedText = wasFound
    ? 'Saved.'
    : result?.__typename === 'SetCustomEnrollmentFieldValuesSuccess'
      ? ['Saved.', ...result.warnings].join(' ')
      : '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isOff) return;
    setFound(false);
    setSent(changes);
    await show(await save.submit({ input: { organizationId, enrollmentId, values: changes } }), changes);
  };
  /** Shows the values of a success as saved. After an unknown key, reads which of the others were saved. */
  const show = async (answer: SetCustomFieldValuesMutation | undefined, values: readonly Value[]) => {
    const answered = answer?.setCustomEnrollmentFieldValues;
    if (answered?.__typename === 'SetCustomEnrollmentFieldValuesSuccess')
      showSaved(withKeys(answered.values ?? values));
    if (answered?.__typename !== 'UnknownCustomFieldError') return;
    const { data } = await client.query(CustomFieldValues, { organizationId, enrollmentId }).toPromise();
    const current = data?.enrollment?.customFieldValues;
    if (current) setSaved(byKey(withKeys(current)));
  };
  const showSaved = (values: readonly { key: string; value: string | null }[]) => {
    setSaved((before) => ({ ...before, ...byKey(values) }));
    setEdited({});
    setOther({ key: '', value: '' });
  };
  const showFound = () => {
    save.reset();
    showSaved(sent);
    setFound(true);
  };

  return (
    <form className="custom-fields" onSubmit={submit} noValidate aria-label="Custom fields">
      {fields.map(({ key, name, type }) => (
        <CustomFieldInput
          key={key}
          id={`${id}-${key}`}
          label={name ?? key}
          type={type}
          value={edited[key] ?? saved[key] ?? ''}
          problem={problemWith(key)}
          onChange={(value) => setEdited({ ...edited, [key]: value })}
        />
      ))}
      <div className="custom-other">
        <div className="field">
          <label htmlFor={`${id}-other-key`}>Another field, by its key</label>
          <input
            id={`${id}-other-key`}
            value={other.key}
            spellCheck={false}
            aria-invalid={isKeyUnknown}
            aria-describedby={isKeyUnknown ? `${id}-other-problem` : undefined}
            onChange={({ target }) => setOther({ ...other, key: target.value })}
          />
          {isKeyUnknown && (
            <p id={`${id}-other-problem`} className="field-problem" role="alert">
              This organization has no field with this key. Other values may have been saved.
            </p>
          )}
        </div>
        <CustomFieldInput
          id={`${id}-other-value`}
          label="Its value"
          type="TEXT"
          value={other.value}
          problem={other.key.trim() === '' ? undefined : problemWith(other.key.trim())}
          onChange={(value) => setOther({ ...other, value })}
        />
      </div>
      {refusal && (
        <p className="field-problem" role="alert">
          {refusal}
        </p>
      )}
      <SubmissionProblem
        change="the values were saved"
        failures={save.failures}
        readCheck={haveValues(sent)}
        onSendAgain={async () => show(await save.sendAgain(), sent)}
        onMade={showFound}
      />
      <div className="actions">
        <button type="submit" className="button" aria-disabled={isOff || undefined}>
          Save fields
        </button>
        <span role="status" className="hint">
          {save.isSending ? 'Saving' : changes.length === 0 ? savedText : ''}
        </span>
      </div>
    </form>
  );
}

function byKey(values: readonly { key: string; value: string | null }[]): Record<string, string> {
  return Object.fromEntries(values.map(({ key, value }) => [key, value ?? '']));
}
