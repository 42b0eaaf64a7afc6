import { type FormEvent, useId, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { allFailures } from '../../failures.ts';
import { graphql } from '../../graphql/gql.ts';
import type { CustomFieldValuesQuery } from '../../graphql/graphql.ts';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useSession } from '../../session.ts';

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
  const [{ data, error, fetching }, read] = useQuery({
    query: CustomFieldValues,
    variables: { organizationId, enrollmentId },
  });
  const fields = data?.organization?.customEnrollmentFields;
  const values = data?.enrollment?.customFieldValues;
  if (fetching && !data) return <Loading what="the custom fields" lines={4} />;
  if (!fields || !values) {
    return <Problem what="The custom fields" failures={allFailures(error)} onRetry={() => read()} />;
  }
  return (
    <Form
      enrollmentId={enrollmentId}
      fields={fields}
      values={Object.fromEntries(values.map(({ key, value }) => [key, value ?? '']))}
    />
  );
}

type CustomField = NonNullable<NonNullable<CustomFieldValuesQuery['organization']>['customEnrollmentFields']>[number];

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
  const [sent, setSent] = useState<string[]>([]);
  const [{ data, error, fetching }, save] = useMutation(SetCustomFieldValues);
  const id = useId();

  const changes = [
    ...Object.entries(edited)
      .filter(([key, value]) => value !== saved[key])
      .map(([key, value]) => ({ key, value })),
    ...(other.key.trim() === '' ? [] : [{ key: other.key.trim(), value: other.value }]),
  ];
  const isOff = fetching || changes.length === 0;
  const result = data?.setCustomEnrollmentFieldValues;
  const problems = result?.__typename === 'ValidationError' ? result.problems : [];
  const problemWith = (key: string) =>
    problems.find(({ field }) => sent[Number(/^input\.values\.(\d+)/.exec(field)?.[1])] === key)?.message;
  const unknownKey = result?.__typename === 'UnknownCustomFieldError' ? result.message : undefined;
  const refusal =
    result && 'code' in result && !unknownKey && !problems.some(({ field }) => /^input\.values\.\d/.test(field))
      ? result.message
      : undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isOff) return;
    setSent(changes.map(({ key }) => key));
    const answer = await save({ input: { organizationId, enrollmentId, values: changes } });
    const answered = answer.data?.setCustomEnrollmentFieldValues;
    if (answered?.__typename !== 'SetCustomEnrollmentFieldValuesSuccess') return;
    const now =
      answered.values?.map(({ key, value }) => [key, value ?? '']) ?? changes.map(({ key, value }) => [key, value]);
    setSaved((before) => ({ ...before, ...Object.fromEntries(now) }));
    setEdited({});
    setOther({ key: '', value: '' });
  };

  return (
    <form className="custom-fields" onSubmit={submit} noValidate aria-label="Custom fields">
      {fields.map(({ key, name, type }) => (
        <Field
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
            aria-invalid={Boolean(unknownKey)}
            aria-describedby={unknownKey ? `${id}-other-problem` : undefined}
            onChange={({ target }) => setOther({ ...other, key: target.value })}
          />
          {unknownKey && (
            <p id={`${id}-other-problem`} className="field-problem" role="alert">
              {unknownKey} Nothing was saved.
            </p>
          )}
        </div>
        <Field
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
      {error && <Problem what="The outcome" failures={allFailures(error)} />}
      <div className="actions">
        <button type="submit" className="button" aria-disabled={isOff || undefined}>
          Save fields
        </button>
        <span role="status" className="hint">
          {fetching
            ? 'Saving'
            : result?.__typename === 'SetCustomEnrollmentFieldValuesSuccess' && changes.length === 0
              ? ['Saved.', ...result.warnings].join(' ')
              : ''}
        </span>
      </div>
    </form>
  );
}

interface FieldProps {
  id: string;
  label: string;
  type: CustomField['type'];
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}

const inputTypes: Partial<Record<NonNullable<CustomField['type']>, string>> = {
  EMAIL: 'email',
  NUMERIC: 'number',
  DATE_ONLY: 'date',
};

/** An input for the type of a custom field, with its error. */
function Field({ id, label, type, value, problem, onChange }: FieldProps) {
  const described = { 'aria-invalid': Boolean(problem), 'aria-describedby': problem ? `${id}-problem` : undefined };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {type === 'BOOLEAN' ? (
        <select id={id} value={value} {...described} onChange={({ target }) => onChange(target.value)}>
          {!['true', 'false'].includes(value) && <option value={value}>{value || 'not set'}</option>}
          <option value="true">yes</option>
          <option value="false">no</option>
        </select>
      ) : (
        <input
          id={id}
          type={(type && inputTypes[type]) ?? 'text'}
          value={value}
          {...described}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {problem && (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
