import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import { type FieldPromises, promiseExtensions } from '../../execution/field-promises.ts';

const name = 'fieldPromises';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: FieldPromisesPlugin<Types>;
    }
  }
}

// Pothos calls resolvers through wrappers, which do not have the properties of the resolvers.
const promisesOfResolvers = new WeakMap<object, FieldPromises>();

/** A resolver that promises something about its values. The executor finds it in the extensions of the field. */
export function promising<Resolve extends (source: never, ...rest: never[]) => unknown>(
  resolve: Resolve,
  promises: FieldPromises<Parameters<Resolve>[0]>,
): Resolve {
  promisesOfResolvers.set(resolve, promises);
  return resolve;
}

/** Puts the promises of resolvers into the extensions of their fields. Must come before the plugins that set a resolver. */
class FieldPromisesPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const promises = field.resolve && promisesOfResolvers.get(field.resolve);
    return promises ? { ...field, extensions: { ...field.extensions, ...promiseExtensions(promises) } } : field;
  }
}

SchemaBuilder.registerPlugin(name, FieldPromisesPlugin);

export default name;
