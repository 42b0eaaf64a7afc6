import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';

const name = 'checkedArguments';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: CheckedArguments<Types>;
    }
  }
}

/**
 * Validates the arguments of a field once for all objects of a query that have the field. Must come before the plugins
 * whose checks it memoizes.
 */
class CheckedArguments<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const argMappers = field.argMappers?.map((check) => {
      const checked = new WeakMap<object, object>();
      return ((args, context, info) => {
        const memoized = checked.get(args);
        if (memoized) return memoized;
        const outcome = check(args, context, info);
        if (!(outcome instanceof Promise)) checked.set(args, outcome);
        return outcome;
      }) as typeof check;
    });
    return argMappers ? { ...field, argMappers } : field;
  }
}

SchemaBuilder.registerPlugin(name, CheckedArguments);

export default name;
