import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import { type Connection, isConnectionName } from '../page.ts';

const name = 'pageNodes';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: PageNodes<Types>;
    }
  }
}

const nodesOf = (page: unknown) => (page as Connection<unknown, unknown>).nodes;

/**
 * Resolves `nodes` of a connection directly from its page. The relay plugin would build all edges first, even if the
 * query does not select them.
 */
class PageNodes<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    return field.name === 'nodes' && isConnectionName(field.parentType) ? { ...field, resolve: nodesOf } : field;
  }
}

SchemaBuilder.registerPlugin(name, PageNodes);

export default name;
