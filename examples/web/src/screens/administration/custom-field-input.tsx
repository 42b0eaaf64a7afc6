import type { CustomEnrollmentFieldType } from '../../graphql/graphql.ts';

interface CustomFieldInputProps {
  id: string;
  label: string;
  type: CustomEnrollmentFieldType | null;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}

const inputTypes: Partial<Record<CustomEnrollmentFieldType, string>> = {
  EMAIL: 'email',
  NUMERIC: 'number',
  DATE_ONLY: 'date',
};

/** An input for the type of a custom field, with its error. */
export function CustomFieldInput({ id, label, type, value, problem, onChange }: CustomFieldInputProps) {
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
