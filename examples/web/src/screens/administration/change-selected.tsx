import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { allFailures } from '../../failures.ts';
import { count } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useSession } from '../../session.ts';
import { useRead } from '../../use-read.ts';
import { withKeys } from '../../with-keys.ts';
import type { InputProblem } from './bulk-action.ts';
import { deleting, dropping, settingValue } from './bulk-actions.ts';
import { CustomFieldInput } from './custom-field-input.tsx';
import type { BulkControls, BulkItem } from './use-bulk.ts';

const CustomFieldDefinitions = graphql(`
  query CustomFieldDefinitions($organizationId: ID!) {
    organization(id: $organizationId) {
      id
      customEnrollmentFields {
        key
        name
        type
      }
    }
  }
`);

interface ChangeSelectedProps {
  selected: readonly BulkItem[];
  isRunning: boolean;
  problems: readonly InputProblem[];
  onPreview: BulkControls['preview'];
}

/** Buttons to change the selected enrollments together, each after a preview. */
export function ChangeSelected({ selected, isRunning, problems, onPreview }: ChangeSelectedProps) {
  const { organizationId } = useSession();
  const [setsField, setSetsField] = useState(false);
  return (
    <fieldset className="change-selected">
      <legend>{count(selected.length, 'enrollment')} selected</legend>
      <div className="actions">
        <button
          type="button"
          className="quiet"
          aria-expanded={setsField}
          disabled={isRunning}
          onClick={() => setSetsField(!setsField)}
        >
          Set a field…
        </button>
        <button
          type="button"
          className="quiet danger-quiet"
          disabled={isRunning}
          onClick={() => onPreview(dropping(organizationId), selected)}
        >
          Drop…
        </button>
        <button
          type="button"
          className="quiet danger-quiet"
          disabled={isRunning}
          onClick={() => onPreview(deleting(organizationId), selected)}
        >
          Delete…
        </button>
      </div>
      {setsField && (
        <SetField
          isRunning={isRunning}
          problems={problems}
          onPreview={(value) => onPreview(settingValue(organizationId, value), selected)}
        />
      )}
    </fieldset>
  );
}

interface SetFieldProps {
  isRunning: boolean;
  problems: readonly InputProblem[];
  onPreview: (value: { key: string; value: string }) => void;
}

/** A form for one custom field and its value. */
function SetField({ isRunning, problems, onPreview }: SetFieldProps) {
  const { organizationId } = useSession();
  const [{ data, error, fetching }, read] = useRead({ query: CustomFieldDefinitions, variables: { organizationId } });
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problems.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  if (fetching && !data) return <Loading what="the custom fields" lines={2} />;
  const fields = withKeys(data?.organization?.customEnrollmentFields ?? []);
  const field = fields.find(({ key }) => key === chosenKey) ?? fields[0];
  if (!field) {
    return <Problem what="The custom fields" failures={allFailures(error)} onRetry={() => read()} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPreview({ key: field.key, value });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate aria-label="Set a field">
      <div className="custom-other">
        <div className="field">
          <label htmlFor={`${id}-key`}>Field</label>
          <select
            id={`${id}-key`}
            value={field.key}
            onChange={({ target }) => {
              setChosenKey(target.value);
              setValue('');
            }}
          >
            {fields.map(({ key, name }) => (
              <option key={key} value={key}>
                {name ?? key}
              </option>
            ))}
          </select>
        </div>
        <CustomFieldInput
          id={`${id}-value`}
          label="Value for all"
          type={field.type}
          value={value}
          problem={problems.map(({ message }) => message).join(' ') || undefined}
          onChange={setValue}
        />
      </div>
      <button type="submit" className="quiet" disabled={isRunning}>
        Set the field…
      </button>
    </form>
  );
}
